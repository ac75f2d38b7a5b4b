/// What a request goes with to say who asks.
struct Authorization: Hashable, Sendable {
  var token: AccessToken
  /// The second factor, once the server has demanded one for this very request.
  var twoFactorCode: Secret?
}

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

/// Where to get what a request was refused for want of: a newer token, or a person's second factor.
///
/// The core asks at most one question of a kind at a time, whatever the number of requests that wait for the answer.
public struct Reauthorization: Sendable {
  /// Looks the token up again, after the server has refused the one that was found first; nil where there is none.
  public var findToken: @Sendable () async -> AccessToken?
  /// Asks a person for the second factor; nil where nobody answers.
  public var askForCode: @Sendable (TwoFactorQuestion) async -> Secret?
  /// A second factor that was given beforehand; it is sent once the server demands one.
  public var givenCode: Secret?

  /// Puts the ways together; without any, a refusal is final.
  public init(
    findToken: @escaping @Sendable () async -> AccessToken? = { nil },
    askForCode: @escaping @Sendable (TwoFactorQuestion) async -> Secret? = { _ in nil },
    givenCode: Secret? = nil
  ) {
    self.findToken = findToken
    self.askForCode = askForCode
    self.givenCode = givenCode
  }
}

/// What a person is asked when the API demands a second factor.
public enum TwoFactorQuestion: Hashable, Sendable {
  /// A request was refused for want of a code (`two_factor`).
  case first
  /// The code that was given last was not accepted (`invalid_two_factor_code`).
  case again
}
