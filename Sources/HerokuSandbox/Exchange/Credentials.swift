import FoundationEssentials
import HTTPTypes

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
