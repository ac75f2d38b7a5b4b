public import FoundationEssentials

/// How long ago something was, as short as a column: `now`, `5 min`, `3 h`, `12 d`, `5 mo`, `2 y`.
public struct Age: Hashable, Sendable, CustomStringConvertible {
  private let seconds: Double

  /// The time between a date and now.
  ///
  /// A date in the future counts as now: clocks differ.
  public init(of date: Date, at now: Date) {
    seconds = max(0, now.timeIntervalSince(date))
  }

  /// The age in the largest unit that is at least one.
  public var description: String {
    let minutes = Int(seconds / 60)
    let days = minutes / (60 * 24)
    return switch minutes {
    case ..<1: "now"
    case ..<60: "\(minutes) min"
    case ..<(60 * 24): "\(minutes / 60) h"
    default: days < 60 ? "\(days) d" : days < 730 ? "\(days / 30) mo" : "\(days / 365) y"
    }
  }
}
