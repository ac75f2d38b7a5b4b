public import HerokuAPI

/// What a lookup came to: a token or none, and every place that was looked in.
public struct CredentialsSearch: Hashable, Sendable {
  /// The server that a token was looked for.
  public let endpoint: Endpoint
  /// The token with its source; nil if there is none.
  public private(set) var found: FoundCredentials?
  /// Every place that was looked in, in order.
  public private(set) var attempts: [CredentialsAttempt] = []

  /// A search that has not begun.
  init(endpoint: Endpoint) {
    self.endpoint = endpoint
  }

  /// For people, after the error that there is no token: where it was looked, and what else to do.
  public var explanation: String {
    let lines = attempts.map { "  \($0)\n" }.joined()
    return "Looked for one for \(endpoint.displayName) in:\n\(lines)“heroku login” leaves one there, too."
  }

  // MARK: Steps

  /// Notes that a place had nothing, or nothing of use.
  mutating func note(_ source: CredentialsSource, _ outcome: CredentialsAttempt.Outcome) {
    attempts.append(CredentialsAttempt(source: source, outcome: outcome))
  }

  /// Notes a text that should be a token: the end of the search, unless it cannot be one.
  mutating func note(_ source: CredentialsSource, text: String, warnings: [String] = []) {
    switch TokenText.read(text) {
    case .failure(let problem):
      note(source, .failed(problem.description))
    case .success(let token):
      // Another account's token may be what comes after a place that failed, so that its owner should know.
      let failures = attempts.compactMap { attempt in
        if case .failed(let reason) = attempt.outcome {
          "Skipped \(attempt.source.place): \(reason)."
        } else {
          nil
        }
      }
      note(source, .found)
      found = FoundCredentials(
        token: token,
        source: source,
        warnings: failures + warnings,
        attempts: attempts
      )
    }
  }
}
