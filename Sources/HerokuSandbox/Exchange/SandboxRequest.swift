import FoundationEssentials
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

/// The token that a request brings.
enum Credentials {
  /// Reads `Bearer TOKEN`, or Basic with the token as the password and any user or none.
  static func token(in fields: HTTPFields) -> String? {
    let parts = (fields[.authorization] ?? "").split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    let value = String(parts[1])
    switch parts[0].lowercased() {
    case "bearer":
      return value
    case "basic":
      guard let decoded = Data(base64Encoded: value) else { return nil }
      let pair = String(decoding: decoded, as: UTF8.self)
      return pair.firstIndex(of: ":").map { String(pair[pair.index(after: $0)...]) }
    default:
      return nil
    }
  }
}

/// The one representation that the API has.
enum AcceptedMedia {
  static let example = "application/vnd.heroku+json; version=3"

  /// Whether a request accepts version 3, also in one of its variants (`version=3.something`).
  static func isAccepted(by fields: HTTPFields) -> Bool {
    fields[values: .accept].flatMap { $0.split(separator: ",") }.contains { range in
      let parts = range.lowercased().split(separator: ";").map { $0.filter { !$0.isWhitespace } }
      guard parts.first == "application/vnd.heroku+json" else { return false }
      return parts.dropFirst().contains { $0 == "version=3" || $0.hasPrefix("version=3.") }
    }
  }
}
