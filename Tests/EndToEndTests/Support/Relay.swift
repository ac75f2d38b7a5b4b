import NIOCore
import NIOPosix
import Synchronization
import Testing

/// The network between the program and a sandbox: connections are passed on, until it is cut, and again once it is mended.
final class Relay: Sendable {
  /// Where programs connect to.
  let url: String
  private let listener: any Channel
  private let state: State

  /// Runs a body with the network to a sandbox, and takes it down after it.
  static func running<Value>(
    to sandbox: SandboxProcess,
    body: (Relay) async throws -> Value
  ) async throws -> Value {
    let target = try #require(sandbox.url.split(separator: ":").last.flatMap { Int($0) })
    let state = State()
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelOption(.autoRead, value: false)
      .childChannelInitializer { near in state.join(near, toPort: target) }
      .bind(host: "127.0.0.1", port: 0)
      .get()
    let port = try #require(listener.localAddress?.port)
    let relay = Relay(url: "http://127.0.0.1:\(port)", listener: listener, state: state)
    do {
      let value = try await body(relay)
      try await relay.end()
      return value
    } catch {
      try? await relay.end()
      throw error
    }
  }

  private init(url: String, listener: any Channel, state: State) {
    self.url = url
    self.listener = listener
    self.state = state
  }

  /// Breaks every connection, and each new one as soon as it is made.
  func cut() { state.cut() }

  /// Passes connections on again.
  func mend() { state.mend() }

  private func end() async throws {
    cut()
    try await listener.close()
  }

  /// The connections there are, and whether there may be any.
  private final class State: Sendable {
    private let open = Mutex<[any Channel]?>([])

    func cut() {
      let channels = open.withLock { open in
        defer { open = nil }
        return open ?? []
      }
      for channel in channels { channel.close(promise: nil) }
    }

    func mend() { open.withLock { $0 = $0 ?? [] } }

    private func keep(_ channel: any Channel) -> Bool {
      open.withLock { open in
        guard open != nil else { return false }
        open?.append(channel)
        return true
      }
    }

    /// Connects a connection to the sandbox.
    func join(_ near: any Channel, toPort port: Int) -> EventLoopFuture<Void> {
      guard keep(near) else { return near.close() }
      return ClientBootstrap(group: near.eventLoop)
        .channelOption(.autoRead, value: false)
        .connect(host: "127.0.0.1", port: port)
        .flatMap { far in
          guard self.keep(far) else { return far.close().and(near.close()).map { _ in } }
          // Both are on one event loop.
          return near.eventLoop.makeCompletedFuture {
            try near.pipeline.syncOperations.addHandler(Passage(to: far))
            try far.pipeline.syncOperations.addHandler(Passage(to: near))
          }
          .flatMap { _ in near.setOption(.autoRead, value: true).and(far.setOption(.autoRead, value: true))
          }
          .map { _ in }
        }
    }
  }
}

/// Passes on what one connection says to the other, and its end.
private final class Passage: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let other: any Channel

  init(to other: any Channel) {
    self.other = other
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    other.writeAndFlush(unwrapInboundIn(data), promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    other.close(promise: nil)
  }
}
