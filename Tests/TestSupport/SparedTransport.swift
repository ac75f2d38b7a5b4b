public import HTTPTypes
public import HerokuAPI

/// A transport whose requests meet no fault of the sandbox, and so see what is really there.
public struct SparedTransport: HTTPTransport {
  private let transport: any HTTPTransport

  /// Spares what is sent over a transport.
  public init(transport: any HTTPTransport) { self.transport = transport }

  /// Sends a request past the faults.
  public func send(_ request: HTTPRequest, body: [UInt8]) async throws(TransportFailure) -> HTTPAnswer {
    var request = request
    if let name = HTTPField.Name("Sandbox-Faults") { request.headerFields[name] = "none" }
    return try await transport.send(request, body: body)
  }
}
