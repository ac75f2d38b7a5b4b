import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization

/// Carries requests from the wire to the sandbox and its answers back.
final class SandboxResponder: Sendable {
  private let sandbox: Mutex<Sandbox>
  private let latency: Duration

  init(_ sandbox: consuming sending Sandbox, latency: Duration) {
    self.sandbox = Mutex(sandbox)
    self.latency = latency
  }

  @concurrent
  func respond(to request: Request, with writer: consuming ResponseWriter, on channel: any Channel)
    async throws
  {
    let request = try await SandboxRequest(reading: request)
    let response = sandbox.withLock { $0.handle(request) }
    // What was asked is done by now: a client that gives up waiting does not know it.
    if latency > .zero { try await Task.sleep(for: latency) }

    var head = HTTPResponse(status: response.status, headerFields: response.headerFields)
    if response.status != .notModified {
      head.headerFields[.contentLength] = String(response.body.count)
    }
    try await writer.write(
      response: head,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: response.body))
    )
  }
}

extension SandboxRequest {
  /// Reads a request whole, unless its body is larger than the sandbox takes: then enough of it to tell.
  fileprivate init(reading request: Request) async throws {
    var body: [UInt8] = []
    for try await part in request.body {
      body.append(contentsOf: part.readableBytesView)
      if body.count > Sandbox.largestBody { break }
    }
    self.init(
      method: request.method,
      path: request.head.path ?? "/",
      headerFields: request.headers,
      body: body
    )
  }
}
