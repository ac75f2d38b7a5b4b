import NIOCore
import NIOPosix
import Synchronization

/// A connection that knows no HTTP: it sends what it is given, and keeps all that comes.
final class RawClient: Sendable {
  private let channel: any Channel
  private let collector: Collector

  private final class Collector: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    let text = Mutex("")

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let more = String(buffer: unwrapInboundIn(data))
      text.withLock { $0 += more }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }
  }

  private init(_ channel: any Channel, _ collector: Collector) {
    self.channel = channel
    self.collector = collector
  }

  /// Connects to a port of this machine.
  static func connect(host: String = "127.0.0.1", port: Int) async throws -> RawClient {
    let collector = Collector()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(collector) }
      }
      .connect(host: host, port: port).get()
    return RawClient(channel, collector)
  }

  /// Sends bytes; that the other side has closed is for ``end()`` to tell.
  func send(_ text: String) async {
    try? await channel.writeAndFlush(ByteBuffer(string: text)).get()
  }

  /// All that has come, once the other side has closed.
  func end() async throws -> String {
    try await channel.closeFuture.get()
    return collector.text.withLock { $0 }
  }

  /// Closes it.
  func close() async {
    try? await channel.close().get()
  }

  /// Sends bytes on a connection of their own, and returns all that comes until it is closed.
  static func ask(_ text: String, host: String = "127.0.0.1", port: Int) async throws -> String {
    let client = try await connect(host: host, port: port)
    await client.send(text)
    return try await client.end()
  }
}
