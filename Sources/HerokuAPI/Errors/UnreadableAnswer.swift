/// An answer that could not be understood.
public struct UnreadableAnswer: Hashable, Sendable {
  /// The HTTP status.
  public var status: Int
  /// What was wrong with it, in a few words: "it is HTML, not JSON".
  public var problem: String
  /// Whether it is a web page, as a proxy in between writes it.
  public var isHTML: Bool
  /// Whether the request asked for a change that may have been done.
  public var mayHaveBeenDone: Bool
  /// The `Request-Id` of the answer.
  public var requestID: String?

  /// Makes the description of such an answer.
  public init(
    status: Int,
    problem: String,
    isHTML: Bool = false,
    mayHaveBeenDone: Bool,
    requestID: String? = nil
  ) {
    self.status = status
    self.problem = problem
    self.isHTML = isHTML
    self.mayHaveBeenDone = mayHaveBeenDone
    self.requestID = requestID
  }
}

extension UnreadableAnswer {
  /// What was wrong with the answer, and what to do about it.
  func words(
    for attempt: Attempt,
    server: ServerName,
    audience: Audience
  ) -> (cause: String, advice: String) {
    let status = HTTPStatus.words(status).map { "\(self.status), \($0)" } ?? "\(self.status)"
    return (
      "the answer of \(server.host) cannot be read: \(problem) (status \(status))",
      APIError.joined(
        mayHaveBeenDone ? attempt.whatToLookAt(for: audience) : attempt.unchanged,
        isHTML ? "Probably a proxy in between answered: look at HTTPS_PROXY and the host." : ""
      )
    )
  }
}
