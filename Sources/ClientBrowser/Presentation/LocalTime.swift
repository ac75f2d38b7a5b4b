public import FoundationEssentials
import Platform

/// The time zone that dates are shown in.
///
/// libc's, because FoundationEssentials knows no local time zone, and all of Foundation costs three times the
/// start-up.
public enum LocalTime: Hashable, Sendable {
  /// The machine's, by `TZ` and `/etc/localtime`.
  case system
  /// UTC, for tests.
  case utc

  /// A date as `2024-03-01 09:12`.
  public func text(of date: Date) -> String {
    var seconds = time_t(date.timeIntervalSince1970.rounded(.down))
    var parts = tm()
    switch self {
    case .system: localtime_r(&seconds, &parts)
    case .utc: gmtime_r(&seconds, &parts)
    }
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    // A year has four digits: some servers have the year 1 for “never”.
    let year = String("000\(1900 + parts.tm_year)".suffix(max(4, "\(1900 + parts.tm_year)".count)))
    return "\(year)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday)) "
      + "\(padded(parts.tm_hour)):\(padded(parts.tm_min))"
  }
}
