/// An OAuth client as the sandbox keeps it.
struct Client: Named, Sendable {
  let id: Identifier
  var name: String
  var redirectURI: String
  var secret: Identifier
  /// Nil where the API tells `null`.
  var ignoresDelinquent: Bool?
  let createdAt: Timestamp
  private(set) var updatedAt: Timestamp

  /// Notes that something was changed.
  ///
  /// A second change within a second is dated one second later: with
  /// whole seconds two versions would otherwise carry the same time, and the time could not tell them
  /// apart.
  mutating func touch(at now: Timestamp) {
    updatedAt = max(now, updatedAt + 1)
  }
}
