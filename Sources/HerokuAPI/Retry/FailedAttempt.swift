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
