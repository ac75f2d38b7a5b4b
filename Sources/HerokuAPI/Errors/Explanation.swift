/// An error in words for people: what was tried, what came back, what to do, and the request id.
public struct Explanation: Hashable, Sendable {
  /// What was tried, as a clause: `Could not delete “Staging”`.
  public var attempt: String
  /// What came back, as a clause: `Heroku does not accept the token (unauthorized)`.
  public var cause: String
  /// What to do and what state things are in, as a sentence or two.
  public var advice: String
  /// The `Request-Id` of the answer, if there was one.
  public var requestID: String?

  /// Puts an explanation together.
  public init(attempt: String, cause: String, advice: String, requestID: String?) {
    self.attempt = attempt
    self.cause = cause
    self.advice = advice
    self.requestID = requestID
  }

  /// The whole in one paragraph.
  ///
  /// `attempt: cause. advice Request ….`
  public var text: String {
    let request = requestID.map { "Request \($0)." } ?? ""
    return APIError.joined("\(attempt): \(cause).", advice, request)
  }
}

/// Who reads an error, and so what can be advised: keys and commands are not the same words.
public enum Audience: Hashable, Sendable {
  /// Somebody with the browser before them, whose keys are told at the bottom of the screen.
  case browser
  /// Whoever ran a command, perhaps a script.
  case command
}

/// What a server is called in messages: Heroku where it is Heroku's, else its host.
struct ServerName: Hashable, Sendable, CustomStringConvertible {
  /// The host as people know it, with the port unless it is the default.
  let host: String
  /// Whether it is Heroku itself.
  let isHeroku: Bool

  init(_ host: String) {
    self.host = host
    isHeroku = host == "heroku.com" || host.hasSuffix(".heroku.com")
  }

  var description: String { isHeroku ? "Heroku" : host }
}
