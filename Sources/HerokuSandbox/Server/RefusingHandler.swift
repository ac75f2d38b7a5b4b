import NIOCore

/// Resets connections that the sandbox does not want to serve.
///
/// The port stays open, since others may be served: to a client a reset before the first byte is the nearest
/// to a refused connection.
final class RefusingHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any

  private let accepts: @Sendable () -> Bool

  init(accepts: @escaping @Sendable () -> Bool) {
    self.accepts = accepts
  }

  func channelActive(context: ChannelHandlerContext) {
    guard !accepts() else { return context.fireChannelActive() }
    _ = context.channel.reset()
  }
}
