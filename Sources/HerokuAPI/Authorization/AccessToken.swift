/// The token that says whose clients these are, and where it came from.
public struct AccessToken: Hashable, Sendable {
  /// The token itself.
  public let secret: Secret
  /// Where it was found, for people: `~/.netrc`; nil where that would say nothing.
  public let source: String?

  /// Puts a token and its source together.
  public init(_ secret: Secret, from source: String? = nil) {
    self.secret = secret
    self.source = source
  }
}
