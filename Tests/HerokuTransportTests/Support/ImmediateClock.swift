import HerokuAPI
import Synchronization

/// A clock on which waiting takes no time but counts.
final class ImmediateClock: Clock {
  struct Instant: InstantProtocol {
    var offset: Duration
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let instant = Mutex(Instant(offset: .zero))

  var now: Instant { instant.withLock { $0 } }
  var minimumResolution: Swift.Duration { .zero }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    instant.withLock { $0 = max($0, deadline) }
  }
}

extension Pacing {
  /// The program's own retry policy, without the waiting.
  static var immediate: Pacing { Pacing(clock: ImmediateClock(), jitter: { 1 }) }
}
