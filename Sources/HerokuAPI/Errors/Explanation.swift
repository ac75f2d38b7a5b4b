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
