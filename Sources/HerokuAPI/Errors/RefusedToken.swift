/// What is known about a token that the API did not accept.
public struct RefusedToken: Hashable, Sendable {
  /// Where it was found, for people; nil where nobody knows.
  public var source: String?
  /// Whose token is found there now, if it is another account's than the one whose clients are shown.
  public var otherAccount: String?

  /// Puts what is known together.
  public init(source: String?, otherAccount: String? = nil) {
    self.source = source
    self.otherAccount = otherAccount
  }
}
