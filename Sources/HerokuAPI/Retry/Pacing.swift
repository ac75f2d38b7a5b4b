public import FoundationEssentials

/// How the client treats time: its retry policy, and the clock and chance that the policy is applied with.
public struct Pacing: Sendable {
  /// When a request is sent again.
  public var policy: RetryPolicy
  /// What waits and measures.
  public var clock: any Clock<Duration>
  /// The time of day, against which a `Retry-After` date is read.
  public var now: @Sendable () -> Date
  /// A number from 0 to 1, anew at each call.
  public var jitter: @Sendable () -> Double

  /// Puts a policy, a clock and chance together.
  public init(
    policy: RetryPolicy = RetryPolicy(),
    clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Date = { Date() },
    jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) }
  ) {
    self.policy = policy
    self.clock = clock
    self.now = now
    self.jitter = jitter
  }

  /// Waits, and ends at once when the task is cancelled.
  func wait(_ delay: Duration) async throws(APIError) {
    do {
      try await clock.sleep(for: delay)
    } catch {
      throw .cancelled
    }
  }

  /// A function that says how much time has passed since now.
  func stopwatch() -> @Sendable () -> Duration {
    func start(_ clock: some Clock<Duration>) -> @Sendable () -> Duration {
      let beginning = clock.now
      return { beginning.duration(to: clock.now) }
    }
    return start(clock)
  }
}
