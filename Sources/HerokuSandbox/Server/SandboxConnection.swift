import HTTPTypes
import NIOCore
import NIOHTTP1
import Platform
import Synchronization

/// The one sandbox that all connections talk to.
final class SharedSandbox: Sendable {
  private let sandbox: Mutex<Sandbox>

  init(_ sandbox: consuming sending Sandbox) {
    self.sandbox = Mutex(sandbox)
  }

  func acceptsConnection() -> Bool {
    sandbox.withLock { $0.acceptsConnection() }
  }

  func handle(_ request: SandboxRequest) -> SandboxResponse {
    sandbox.withLock { $0.handle(request) }
  }
}

/// One connection: reads requests whole, has the sandbox answer them, and sends each answer in the manner that its
/// delivery wants.
///
/// It lives on its event loop; the handlers before it see to it that one request comes after another's answer.
final class SandboxConnection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let sandbox: SharedSandbox
  /// The request that is being read.
  private var request: SandboxRequest?
  /// Whether an answer is on its way.
  private var isAnswering = false
  /// Whether the connection ends with the answer that is next or on its way.
  private var isLastRequest = false
  /// What happens next to an answer that takes its time.
  private var timer: Scheduled<Void>?

  init(to sandbox: SharedSandbox) {
    self.sandbox = sandbox
  }

  // MARK: Requests

  func channelActive(context: ChannelHandlerContext) {
    // The port stays open, since others may be served: to a client a reset before the first byte is the nearest to a
    // refused connection.
    guard sandbox.acceptsConnection() else { return reset(context) }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      guard let request = SandboxRequest(head) else { return context.close(promise: nil) }
      self.request = request
      isLastRequest = !head.isKeepAlive
      if head.headers[canonicalForm: "expect"].contains(where: { $0.lowercased() == "100-continue" }) {
        let goAhead = HTTPResponseHead(version: .http1_1, status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(goAhead)), promise: nil)
      }
    case .body(let bytes):
      // Of a body that is too large no more is kept than tells it.
      let room = Sandbox.largestBody + 1 - (request?.body.count ?? 0)
      request?.body.append(contentsOf: bytes.readableBytesView.prefix(room))
    case .end:
      guard let request = request.take() else { return }
      let response = sandbox.handle(request)
      isAnswering = true
      // What was asked is done by now: a client that gives up waiting does not know it.
      after(response.delivery.delay, context) { self.send(response, context) }
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case ChannelEvent.inputClosed = event else { return context.fireUserInboundEventTriggered(event) }
    if isAnswering { isLastRequest = true } else { context.close(promise: nil) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // Who did not send HTTP has been told so by the handler before.
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    context.fireChannelInactive()
  }

  // MARK: Answers

  private func send(_ response: SandboxResponse, _ context: ChannelHandlerContext) {
    let half = response.body.prefix(response.body.count / 2)
    switch response.delivery.manner {
    case .whole:
      begin(response, context)
      write(response.body[...], context)
      end(context)
    case .reset:
      reset(context)
    case .resetMidway:
      begin(response, context)
      write(half, context)
      context.flush()
      reset(context)
    case .truncated:
      begin(response, context)
      write(half, context)
      close(after: .body(.byteBuffer(ByteBuffer())), context)
    case .wrongLength:
      // What is left over would be taken for the beginning of the next answer.
      isLastRequest = true
      begin(response, context, length: half.count)
      write(response.body[...], context)
      end(context)
    case .trickle(let bytes, let pause):
      begin(response, context)
      trickle(response.body[...], bytes, pause, context)
    }
  }

  private func begin(_ response: SandboxResponse, _ context: ChannelHandlerContext, length: Int? = nil) {
    var headers = HTTPHeaders()
    for field in response.headerFields { headers.add(name: field.name.rawName, value: field.value) }
    // A 304 has no body, but a length would be that of the body it stands for.
    if response.status != .notModified {
      headers.add(name: "Content-Length", value: String(length ?? response.body.count))
    }
    if isLastRequest { headers.add(name: "Connection", value: "close") }
    let status = HTTPResponseStatus(
      statusCode: response.status.code,
      reasonPhrase: response.status.reasonPhrase
    )
    let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
  }

  private func write(_ bytes: ArraySlice<UInt8>, _ context: ChannelHandlerContext) {
    guard !bytes.isEmpty else { return }
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
  }

  private func trickle(
    _ rest: ArraySlice<UInt8>,
    _ count: Int,
    _ pause: Duration,
    _ context: ChannelHandlerContext
  ) {
    guard !rest.isEmpty else { return end(context) }
    write(rest.prefix(count), context)
    context.flush()
    after(pause, context) { self.trickle(rest.dropFirst(count), count, pause, context) }
  }

  private func end(_ context: ChannelHandlerContext) {
    isAnswering = false
    guard isLastRequest else { return context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil) }
    close(after: .end(nil), context)
  }

  /// Closes the connection once the system has taken all that was written.
  private func close(after part: HTTPServerResponsePart, _ context: ChannelHandlerContext) {
    let written = context.eventLoop.makePromise(of: Void.self)
    let channel = context.channel
    written.futureResult.whenComplete { _ in channel.close(promise: nil) }
    context.writeAndFlush(wrapOutboundOut(part), promise: written)
  }

  /// Ends the connection with a reset instead of the usual farewell.
  private func reset(_ context: ChannelHandlerContext) {
    let channel = context.channel
    // A socket that may not linger is reset when it is closed.
    (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
      .whenComplete { _ in channel.close(promise: nil) }
  }

  private func after(_ delay: Duration, _ context: ChannelHandlerContext, _ body: @escaping () -> Void) {
    guard delay > .zero else { return body() }
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(delay), body)
  }
}

extension SandboxRequest {
  /// The beginning of a request; nil where its method is none.
  fileprivate init?(_ head: HTTPRequestHead) {
    guard let method = HTTPRequest.Method(head.method.rawValue) else { return nil }
    var fields = HTTPFields()
    for (name, value) in head.headers {
      guard let name = HTTPField.Name(name) else { continue }
      fields.append(HTTPField(name: name, value: value))
    }
    self.init(method: method, path: head.uri, headerFields: fields)
  }
}
