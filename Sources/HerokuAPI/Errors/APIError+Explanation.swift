extension APIError {
  /// The error in words for people: the one place where they are found.
  ///
  /// - Parameters:
  ///   - attempt: what the call was for.
  ///   - host: the server's ``Endpoint/displayName``.
  public func explanation(of attempt: Attempt, host: String) -> Explanation {
    let server = ServerName(host)
    let words: (cause: String, advice: String)
    switch self {
    case .refused(let refusal):
      words = refusal.words(for: attempt, server: server)
    case .notFound:
      words = ("\(server) has no such client, or no longer", "Reload to see what is there.")
    case .conflict(_, let fields):
      let were = fields.count > 1 ? "were" : "was"
      words = (
        "somebody else changed the \(Attempt.list(fields)), which \(were) to be changed here",
        "Nothing was sent. Look at what is there now, and decide."
      )
    case .changedSinceShown:
      words = (
        "somebody else changed it after it was shown",
        "Nothing was sent. Look at it as it is now, and decide again."
      )
    case .unreachable(let failure):
      words = (failure.cause(server), Self.joined(attempt.unchanged, failure.advice(server)))
    case .outcomeUnknown(let failure):
      words = (failure.cause(server), attempt.whatToLookAt)
    case .unreadable(let answer):
      words = answer.words(for: attempt, server: server)
    case .cancelled:
      words = ("it was cancelled", attempt.unchanged)
    case .readOnly:
      words = ("this is read-only mode", "Nothing was sent. Start without --read-only to make changes.")
    }
    return Explanation(
      attempt: mayHaveBeenDone ? attempt.unknown : attempt.failed,
      cause: words.cause,
      advice: words.advice,
      requestID: requestID
    )
  }

  /// The `Request-Id` of the answer, if there was one.
  public var requestID: String? {
    switch self {
    case .refused(let refusal): refusal.requestID
    case .notFound(let requestID): requestID
    case .unreadable(let answer): answer.requestID
    case .conflict, .changedSinceShown, .unreachable, .outcomeUnknown, .cancelled, .readOnly: nil
    }
  }

  /// Sentences in a row, those that are empty left out.
  static func joined(_ sentences: String...) -> String {
    sentences.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
