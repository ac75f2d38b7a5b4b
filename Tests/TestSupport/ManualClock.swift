public import FoundationEssentials
public import HerokuAPI
import Synchronization

/// A clock that a test sets: waiting on it takes no time, but counts.
public final class ManualClock: Clock {
  /// A time on the clock.
  public struct Instant: InstantProtocol {
    fileprivate var offset: Duration

    /// A later time.
    public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    /// How much time lies between.
    public func duration(to other: Instant) -> Duration { other.offset - offset }
    /// Whether a time is before another.
    public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let start: Date
  private let state = Mutex((now: Instant(offset: .zero), waits: [Duration]()))

  /// Makes a clock, and says what time of day it begins at.
  public init(start: Date = Date(timeIntervalSince1970: 1_800_000_000)) {
    self.start = start
  }

  /// The time.
  public var now: Instant { state.withLock { $0.now } }
  /// The time of day.
  public var date: Date { start.addingTimeInterval(now.offset / .seconds(1)) }
  /// How long was waited, each time.
  public var waits: [Duration] { state.withLock { $0.waits } }
  /// No time is too short for it.
  public var minimumResolution: Duration { .zero }

  /// Lets the time come at once, unless the task is cancelled.
  public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    state.withLock {
      $0.waits.append($0.now.duration(to: deadline))
      $0.now = max($0.now, deadline)
    }
  }

  /// Lets time pass.
  public func advance(by duration: Duration) {
    state.withLock { $0.now = $0.now.advanced(by: duration) }
  }
}

extension Pacing {
  /// Full waits without chance, on a clock of the test's.
  public static func manual(_ clock: ManualClock, policy: RetryPolicy = RetryPolicy()) -> Pacing {
    Pacing(policy: policy, clock: clock, now: { Date(timeIntervalSince1970: 1_700_000_000) }, jitter: { 1 })
  }

  /// The program's own retry policy, without the waiting.
  public static var immediate: Pacing { Pacing(clock: ManualClock(), jitter: { 1 }) }
}
