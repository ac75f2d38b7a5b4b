import NIOCore
import NIOHTTP1
import NIOPosix
import Platform

/// A ``Sandbox`` that listens on loopback.
public struct SandboxServer: Sendable {
  private let makeSandbox: @Sendable () -> Sandbox

  /// Makes a server, whose sample data is made only when it runs.
  public init(configuration: SandboxConfiguration) {
    self.init { Sandbox(configuration: configuration) }
  }

  /// Makes a server round a sandbox with a clock or a seed of its own.
  init(sandbox: @escaping @Sendable () -> Sandbox) {
    makeSandbox = sandbox
  }

  /// Serves on 127.0.0.1 until the task is cancelled, then closes every connection and returns.
  /// - Parameters:
  ///   - port: Where to listen; 0 has the system choose.
  ///   - onReady: Called once, with the port, when connections are accepted; if it throws, nothing is served.
  /// - Throws: ``SandboxServerError``, what `onReady` throws, or the system's own error if it cannot listen for another reason.
  @concurrent
  public func run(port: Int, onReady: @escaping @Sendable (Int) throws -> Void) async throws {
    guard (0...65535).contains(port) else { throw SandboxServerError.noSuchPort(port) }
    // One thread, that sleeps in the kernel while nobody asks: not one for each core.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    // It may run beside a browser, whose terminal is to be given back whatever goes wrong here.
    group.next().execute { FaultStack.provide() }
    let outcome: Result<Void, any Error>
    do {
      let listener = try await Self.listen(on: port, with: SharedSandbox(makeSandbox()), group)
      if let port = listener.localAddress?.port { try onReady(port) }
      try await withTaskCancellationHandler {
        try await listener.closeFuture.get()
      } onCancel: {
        listener.close(promise: nil)
      }
      outcome = .success(())
    } catch {
      outcome = .failure(SandboxServerError(error, port: port) ?? error)
    }
    // Closes the connections as well, and drops the answers that are held back.
    try await group.shutdownGracefully()
    try outcome.get()
  }

  private static func listen(
    on port: Int,
    with sandbox: SharedSandbox,
    _ group: some EventLoopGroup
  ) async throws -> any Channel {
    try await ServerBootstrap(group: group)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      // Who has said all still wants the answer.
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(SandboxConnection(to: sandbox))
        }
      }
      .bind(host: "127.0.0.1", port: port)
      .get()
  }
}

/// Why a sandbox cannot be reached.
public enum SandboxServerError: Error, Equatable, CustomStringConvertible {
  /// Another program listens on the port.
  case portInUse(Int)
  /// The port is not from 0 to 65535.
  case noSuchPort(Int)
  /// The system refuses the port, as it does with those under 1024 for most users.
  case portNotAllowed(Int)

  /// The meaning of the system's error; nil where it has none of these.
  fileprivate init?(_ error: any Error, port: Int) {
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE: self = .portInUse(port)
    case EACCES: self = .portNotAllowed(port)
    default: return nil
    }
  }

  /// What is wrong and what can be done, for people.
  public var description: String {
    switch self {
    case .portInUse(let port):
      "Port \(port) of 127.0.0.1 is in use: choose another, or 0 to have one chosen."
    case .noSuchPort(let port):
      "There is no port \(port): ports are from 1 to 65535, and 0 has one chosen."
    case .portNotAllowed(let port):
      "The system does not let this user listen on port \(port): choose one above 1023, or 0 to have one chosen."
    }
  }
}
