public import FoundationEssentials

/// How long ago something was, as short as a column: `now`, `5 min`, `3 h`, `12 d`, `5 mo`, `2 y`; `future` where it is yet
/// to come.
public struct Age: Hashable, Sendable, CustomStringConvertible {
  private let seconds: Double

  /// The time between a date and now.
  ///
  /// A date a few minutes ahead counts as now: clocks differ.
  public init(of date: Date, at now: Date) {
    seconds = now.timeIntervalSince(date)
  }

  /// Whether it is yet to come, by more than clocks differ.
  public var isInFuture: Bool { seconds < -300 }

  /// The age in the largest unit that is at least one.
  public var description: String {
    if isInFuture { return "future" }
    // Dates come from outside; no age is longer than all of them are apart.
    let minutes = Int(min(max(0, seconds), 1e12) / 60)
    let days = minutes / (60 * 24)
    return switch minutes {
    case ..<1: "now"
    case ..<60: "\(minutes) min"
    case ..<(60 * 24): "\(minutes / 60) h"
    default: days < 60 ? "\(days) d" : days < 730 ? "\(days / 30) mo" : "\(days / 365) y"
    }
  }
}
