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

extension RefusedToken {
  /// Where the token came from, and how to get one that is accepted.
  func advice(_ server: ServerName) -> String {
    if let otherAccount {
      return
        "\(source ?? "What was found in its place") is now a token of \(otherAccount), whose clients these are "
        + "not. Start again to work with that account."
    }
    let isFromLogin = source != nil && source != Self.variable
    let origin = source.map { "It came from \($0)." } ?? ""
    let advice =
      switch (server.isHeroku, isFromLogin) {
      case (true, true): "“heroku login” gets a new one; then try again."
      case (true, false): "Get a new one with “heroku authorizations:create”, and set \(Self.variable) to it."
      case (false, true): "Put a token of \(server) there, or set \(Self.variable) to one."
      case (false, false): "Set \(Self.variable) to a token of \(server)."
      }
    return APIError.joined(origin, advice)
  }

  private static let variable = "HEROKU_API_KEY"
}
