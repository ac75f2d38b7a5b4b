import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization

/// Carries requests from the wire to the sandbox and its answers back.
final class SandboxResponder: Sendable {
  private let sandbox: Mutex<Sandbox>

  init(_ sandbox: consuming sending Sandbox) {
    self.sandbox = Mutex(sandbox)
  }

  /// Whether a connection that has come in is served.
  func acceptsConnection() -> Bool {
    sandbox.withLock { $0.acceptsConnection() }
  }

  @concurrent
  func respond(
    to request: Request,
    with writer: consuming ResponseWriter,
    on channel: any Channel
  ) async throws {
    let request = try await SandboxRequest(reading: request)
    let response = sandbox.withLock { $0.handle(request) }
    // What was asked is done by now: a client that gives up waiting does not know it.
    if response.delivery.delay > .zero { try await Task.sleep(for: response.delivery.delay) }
    try await response.send(with: writer, on: channel)
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
