import FoundationEssentials
import Synchronization

/// A clock that a test sets.
final class ManualClock: Sendable {
  private let seconds: Mutex<Double>

  init(_ seconds: Double = 1_800_000_000) {
    self.seconds = Mutex(seconds)
  }

  var now: Date {
    Date(timeIntervalSince1970: seconds.withLock { $0 })
  }

  func advance(by seconds: Double) {
    self.seconds.withLock { $0 += seconds }
  }
}
