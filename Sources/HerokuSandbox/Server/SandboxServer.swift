import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Platform
import ServiceLifecycle

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
  ///   - onReady: Called once, with the port, when connections are accepted.
  /// - Throws: ``SandboxServerError``, or the system's own error if it cannot listen for another reason.
  @concurrent
  public func run(port: Int, onReady: @escaping @Sendable (Int) -> Void) async throws {
    guard (0...65535).contains(port) else { throw SandboxServerError.noSuchPort(port) }
    let responder = SandboxResponder(makeSandbox())
    // One thread, that sleeps in the kernel while nobody asks: not one for each core.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let outcome: Result<Void, any Error>
    do {
      // Not Hummingbird's `Application`: the date that it keeps ready wakes the process several times a second.
      let server = try HTTPServerBuilder.http1(
        configuration: .init(additionalChannelHandlers: [
          RefusingHandler(accepts: responder.acceptsConnection)
        ])
      )
      .buildServer(
        configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: port)),
        eventLoopGroup: group,
        // Nothing may write to the terminal, which can belong to the browser.
        logger: Logger(label: "sandbox") { _ in SwiftLogNoOpLogHandler() },
        responder: { try await responder.respond(to: $0, with: $1, on: $2) },
        onServerRunning: { channel in
          if let port = channel.localAddress?.port { onReady(port) }
        }
      )
      try await server.run()
      outcome = .success(())
    } catch {
      outcome = .failure(Self.reason(of: error, port: port))
    }
    try await group.shutdownGracefully()
    try outcome.get()
  }

  private static func reason(of error: any Error, port: Int) -> any Error {
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE: SandboxServerError.portInUse(port)
    case EACCES: SandboxServerError.portNotAllowed(port)
    default: error
    }
  }
}
