/// How one attempt at a request failed, as far as it matters for sending it again.
enum AttemptFailure: Hashable, Sendable {
  /// No whole answer came.
  case noAnswer(TransportFailure)
  /// An answer came whole.
  ///
  /// `isAPIError` is whether the body is the API's own error, not a page that a proxy or router made up.
  case status(Int, isAPIError: Bool, retryAfter: Duration?)

  /// How long the server wants to be left alone, if it says so.
  var retryAfter: Duration? {
    switch self {
    case .noAnswer: nil
    case .status(_, _, let retryAfter): retryAfter
    }
  }

  /// What people are told the wait is for.
  var reason: RetryReason {
    switch self {
    case .noAnswer(let failure): .noAnswer(failure.kind)
    case .status(429, _, _): .rateLimit
    case .status(let status, _, _): .serverError(status: status)
    }
  }
}
