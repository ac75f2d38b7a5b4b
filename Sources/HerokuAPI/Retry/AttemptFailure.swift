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

/// An attempt that failed: what matters for sending it again, and what the caller is told if it is not.
struct FailedAttempt: Hashable, Sendable {
  var failure: AttemptFailure
  var error: APIError

  init(_ failure: AttemptFailure, error: APIError) {
    self.failure = failure
    self.error = error
  }

  /// Whether the account has used up its requests.
  var isRateLimit: Bool {
    if case .status(429, _, _) = failure { true } else { false }
  }

  /// Whether the server does not know the range that it was asked for.
  var isRefusedRange: Bool {
    if case .status(416, _, _) = failure { true } else { false }
  }
}
