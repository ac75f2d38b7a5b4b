import FoundationEssentials
import HerokuAPI
import Synchronization

/// A clock on which waiting takes no time but counts.
final class ManualClock: Clock {
  struct Instant: InstantProtocol {
    var offset: Duration
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let state = Mutex((now: Instant(offset: .zero), waits: [Duration]()))

  var now: Instant { state.withLock { $0.now } }
  var waits: [Duration] { state.withLock { $0.waits } }
  var minimumResolution: Swift.Duration { .zero }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    state.withLock {
      $0.waits.append($0.now.duration(to: deadline))
      $0.now = max($0.now, deadline)
    }
  }

  func advance(by duration: Duration) {
    state.withLock { $0.now = $0.now.advanced(by: duration) }
  }
}

extension Pacing {
  /// Full waits without chance, on a clock of the test's.
  static func manual(_ clock: ManualClock, policy: RetryPolicy = RetryPolicy()) -> Pacing {
    Pacing(policy: policy, clock: clock, now: { Date(timeIntervalSince1970: 1_700_000_000) }, jitter: { 1 })
  }
}
