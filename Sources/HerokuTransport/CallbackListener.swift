public import HerokuAPI
import NIOCore
import NIOHTTP1
import NIOPosix
import Platform
import Synchronization

/// Waits on this machine for the browser that comes back from an authorization page.
///
/// It listens on the loopback alone, at the port that the redirect URI names. Who is let in, and what is answered, decides the
/// ``CallbackDoor``; here it is made sure that nobody can keep the port or this process busy.
public final class CallbackListener: Sendable {
  /// How many connections there may be at once: a browser makes a few, also some that it never uses.
  static let mostConnections = 32

  private let door: Mutex<CallbackDoor>
  private let patience: Duration
  private let connections = Mutex(0)
  private let loop: any EventLoop
  private let waiting = Mutex(Waiting())

  /// How far waiting is.
  ///
  /// It is no future of the loop's: whoever waits may come to it when the loop is gone, which then tells nobody anything.
  private struct Waiting {
    /// Whether it is over, with or without an arrival.
    var isOver = false
    var arrival: CallbackAddress?
    var waiter: CheckedContinuation<CallbackAddress?, Never>?
    var timer: Scheduled<Void>?
  }

  private init(_ door: CallbackDoor, patience: Duration, on loop: any EventLoop) {
    self.door = Mutex(door)
    self.patience = patience
    self.loop = loop
  }

  /// Listens for as long as `body` takes.
  ///
  /// - Parameters:
  ///   - door: what is waited for, and where.
  ///   - patience: how long one connection may take to say what it wants.
  public static func listening<Value>(
    for door: CallbackDoor,
    patience: Duration = .seconds(10),
    _ body: (CallbackListener) async -> Value
  ) async throws(CallbackListenerError) -> Value {
    let group = MultiThreadedEventLoopGroup.ofOneThread()
    let listener = CallbackListener(door, patience: patience, on: group.next())
    do throws(CallbackListenerError) {
      try await listener.bind(to: door.address, group)
    } catch {
      await listener.close(group)
      throw error
    }
    let value = await body(listener)
    await listener.close(group)
    return value
  }

  /// The address that the browser has come to; nil where none has come in time, or the task is cancelled.
  ///
  /// It returns once the browser has its page.
  public func arrival(within limit: Duration) async -> CallbackAddress? {
    waiting.withLock { waiting in
      guard !waiting.isOver, waiting.timer == nil else { return }
      waiting.timer = loop.scheduleTask(in: TimeAmount(limit)) { self.end(with: nil) }
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        let isOver = waiting.withLock { waiting in
          if !waiting.isOver { waiting.waiter = waiter }
          return waiting.isOver
        }
        if isOver { waiter.resume(returning: waiting.withLock(\.arrival)) }
      }
    } onCancel: {
      end(with: nil)
    }
  }

  /// Ends the wait; what comes after the first end is nobody's any more.
  private func end(with arrival: CallbackAddress?) {
    let waiter = waiting.withLock { waiting -> CheckedContinuation<CallbackAddress?, Never>? in
      guard !waiting.isOver else { return nil }
      waiting.isOver = true
      waiting.arrival = arrival
      waiting.timer?.cancel()
      defer { waiting.waiter = nil }
      return waiting.waiter
    }
    waiter?.resume(returning: arrival)
  }

  private func close(_ group: MultiThreadedEventLoopGroup) async {
    end(with: nil)
    // Closes the listeners and whatever is connected to them.
    try? await group.shutdownGracefully()
  }

  // MARK: Listening

  private func bind(to address: LoopbackAddress, _ group: some EventLoopGroup)
    async throws(CallbackListenerError)
  {
    var isListening = false
    var missing: CallbackListenerError?
    for host in address.addresses {
      do {
        _ = try await bootstrap(group).bind(host: host, port: Int(address.port)).get()
        isListening = true
      } catch let error as IOError {
        switch error.errnoCode {
        case EADDRINUSE: throw .portInUse(address.port, host: host)
        case EACCES: throw .portNotAllowed(address.port)
        // A machine without IPv6, say: then no browser gets there either.
        case EADDRNOTAVAIL, EAFNOSUPPORT: missing = .noAddress(host)
        default: throw .other(String(cString: strerror(error.errnoCode)))
        }
      } catch {
        throw .other("\(error)")
      }
    }
    if !isListening { throw missing ?? .noAddress(address.host) }
  }

  private func bootstrap(_ group: some EventLoopGroup) -> ServerBootstrap {
    ServerBootstrap(group: group)
      // Or the port could not be had a second time within a minute.
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false)
          try channel.pipeline.syncOperations.addHandler(CallbackConnection(to: self))
        }
      }
  }

  // MARK: Connections

  /// Takes a connection in; false where there are too many.
  fileprivate func begin(_ channel: any Channel) -> Bool {
    let count = connections.withLock { count in
      count += 1
      return count
    }
    channel.closeFuture.whenComplete { _ in self.connections.withLock { $0 -= 1 } }
    guard count <= Self.mostConnections else { return false }
    let timer = channel.eventLoop.scheduleTask(in: TimeAmount(patience)) { channel.close(promise: nil) }
    channel.closeFuture.whenComplete { _ in timer.cancel() }
    return true
  }

  fileprivate func answer(_ head: HTTPRequestHead) -> CallbackDoor.Page {
    let fields = head.headers.map { (name: $0.name, value: $0.value) }
    let request = CallbackDoor.Request(method: head.method.rawValue, target: head.uri, fields: fields)
    return door.withLock { $0.answer(request) }
  }

  /// Is told when the page of the arrival has been written, or cannot be.
  fileprivate func finish() {
    end(with: door.withLock { $0.arrival })
  }
}

/// Why nobody can be waited for on this machine.
public enum CallbackListenerError: Error, Hashable, Sendable {
  /// Another program listens on the port.
  case portInUse(UInt16, host: String)
  /// The system refuses the port, as it does with those under 1024 for most users.
  case portNotAllowed(UInt16)
  /// This machine has no such address.
  case noAddress(String)
  /// Anything else, in the system's words.
  case other(String)
}

/// One connection: one request, one page, and the end.
private final class CallbackConnection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let listener: CallbackListener
  private var isAnswered = false

  init(to listener: CallbackListener) {
    self.listener = listener
  }

  func channelActive(context: ChannelHandlerContext) {
    guard listener.begin(context.channel) else { return context.close(promise: nil) }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // A body is of no interest, and neither is a second request.
    guard case .head(let head) = unwrapInboundIn(data), !isAnswered else { return }
    isAnswered = true
    let page = listener.answer(head)
    let response = HTTPResponseHead(
      version: .http1_1,
      status: HTTPResponseStatus(statusCode: page.status),
      headers: HTTPHeaders(page.fields.map { ($0.name, $0.value) })
    )
    context.write(wrapOutboundOut(.head(response)), promise: nil)
    if head.method != .HEAD {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: page.html)))), promise: nil)
    }
    let (channel, listener) = (context.channel, listener)
    let written = context.eventLoop.makePromise(of: Void.self)
    written.futureResult.whenComplete { _ in
      channel.close(promise: nil)
      if page.isArrival { listener.finish() }
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case ChannelEvent.inputClosed = event else { return context.fireUserInboundEventTriggered(event) }
    if !isAnswered { context.close(promise: nil) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // Who did not send HTTP has been told so by the handler before.
    context.close(promise: nil)
  }
}
