public import HTTPTypes

/// A request to the sandbox, read whole.
public struct SandboxRequest: Sendable {
  /// The method, such as `GET`.
  public var method: HTTPRequest.Method
  /// The path as it was sent: percent-encoded, with its query if it has one.
  public var path: String
  /// The header fields.
  public var headerFields: HTTPFields
  /// The body, empty if there is none.
  public var body: [UInt8]

  /// Makes a request.
  public init(
    method: HTTPRequest.Method,
    path: String,
    headerFields: HTTPFields = [:],
    body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.headerFields = headerFields
    self.body = body
  }
}
