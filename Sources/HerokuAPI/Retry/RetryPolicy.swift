/// When a request that failed is sent again: a value without clock, chance or sleep, so that a test is a table.
public struct RetryPolicy: Hashable, Sendable {
  /// How often a request is sent at most, the first time included.
  public var maximumAttempts: Int
  /// The longest wait before the second attempt; it doubles with each further one.
  public var baseDelay: Duration
  /// The longest wait of all that this policy chooses by itself.
  public var maximumDelay: Duration
  /// The time, from the first attempt on, after which nothing is sent again, whatever the server asks for.
  public var deadline: Duration

  /// Makes a policy.
  public init(
    maximumAttempts: Int = 4,
    baseDelay: Duration = .milliseconds(500),
    maximumDelay: Duration = .seconds(16),
    deadline: Duration = .seconds(90)
  ) {
    self.maximumAttempts = maximumAttempts
    self.baseDelay = baseDelay
    self.maximumDelay = maximumDelay
    self.deadline = deadline
  }

  /// Sends nothing twice.
  public static let never = RetryPolicy(maximumAttempts: 1)

  /// How long to wait before sending a request again; nil where it must not be sent again.
  ///
  /// - Parameters:
  ///   - failure: what came back, or did not.
  ///   - kind: what may be repeated, as the request's method decides.
  ///   - attempt: the number of the attempt that failed, from 1.
  ///   - elapsed: the time since the first attempt began.
  ///   - jitter: a number from 0 to 1, by which the wait is scaled: many clients must not come back in step.
  func delay(
    after failure: AttemptFailure,
    of kind: Repeatability,
    attempt: Int,
    elapsed: Duration,
    jitter: Double
  ) -> Duration? {
    guard attempt < maximumAttempts, kind.permitsRepeating(after: failure) else { return nil }
    let delay = failure.retryAfter ?? backOff(after: attempt, jitter: jitter)
    guard elapsed + delay <= deadline else { return nil }
    return delay
  }

  /// Exponential back-off with full jitter.
  private func backOff(after attempt: Int, jitter: Double) -> Duration {
    var ceiling = baseDelay
    for _ in 1..<attempt where ceiling < maximumDelay { ceiling *= 2 }
    return min(ceiling, maximumDelay) * min(max(jitter, 0), 1)
  }
}
