import HTTPTypes

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
