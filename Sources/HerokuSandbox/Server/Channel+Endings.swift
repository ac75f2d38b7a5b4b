import NIOCore
import Platform

extension Channel {
  /// Ends the connection with a reset instead of the usual farewell.
  func reset() -> EventLoopFuture<Void> {
    // A socket that may not linger is reset when it is closed.
    let ready =
      (self as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
      ?? eventLoop.makeSucceededVoidFuture()
    return ready.flatMap { self.close() }
  }

  /// Returns once everything that was written before has been handed to the system, as far as it takes it.
  ///
  /// A write returns as soon as the event loop has been told of it, and the loop works in order.
  func flushed() async throws {
    try await eventLoop.submit {}.get()
  }
}
