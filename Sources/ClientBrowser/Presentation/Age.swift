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

  // Dates come from outside; no age is longer than all of them are apart.
  private var minutes: Int { Int(min(max(0, seconds), 1e12) / 60) }
  private var days: Int { minutes / (60 * 24) }

  /// The age in words, from a day on: `12 days`, `5 months`, `2 years`; nil before.
  public var inDaysOrMore: String? {
    func counted(_ number: Int, _ unit: String) -> String { "\(number) \(unit)\(number == 1 ? "" : "s")" }
    return switch days {
    case ..<1: nil
    case ..<60: counted(days, "day")
    case ..<730: counted(days / 30, "month")
    default: counted(days / 365, "year")
    }
  }

  /// The age in the largest unit that is at least one.
  public var description: String {
    if isInFuture { return "future" }
    return switch minutes {
    case ..<1: "now"
    case ..<60: "\(minutes) min"
    case ..<(60 * 24): "\(minutes / 60) h"
    default: days < 60 ? "\(days) d" : days < 730 ? "\(days / 30) mo" : "\(days / 365) y"
    }
  }
}

extension Shared {
  /// How long ago something was: `2 h ago`.
  func ageText(of date: Date) -> String {
    let age = Age(of: date, at: now)
    return age.isInFuture ? "in the future" : age.description == "now" ? "just now" : "\(age) ago"
  }
}
