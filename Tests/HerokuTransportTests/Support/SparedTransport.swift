import HTTPTypes
import HerokuAPI

/// A transport whose requests meet no fault of the sandbox, and so see what is really there.
struct SparedTransport: HTTPTransport {
  let transport: any HTTPTransport

  func send(_ request: HTTPRequest, body: [UInt8]) async throws(TransportFailure) -> HTTPAnswer {
    var request = request
    if let name = HTTPField.Name("Sandbox-Faults") { request.headerFields[name] = "none" }
    return try await transport.send(request, body: body)
  }
}
