import FoundationEssentials
import HTTPTypes

/// When a server wants to be asked again.
///
/// Source: RFC 9110 10.2.3.
enum RetryAfter: Hashable, Sendable {
  /// After this many seconds.
  case seconds(Int)
  /// From this moment on, by the server's clock.
  case date(Date)

  /// Reads the value of the field; nil where it is neither a number nor a date.
  ///
  /// A number of any length is one: who asks for 10^20 seconds does not want to be asked at once.
  init?(_ value: String) {
    if !value.isEmpty, value.unicodeScalars.allSatisfy(\.isASCIIDigit) {
      self = .seconds(min(Int(value) ?? Self.longest, Self.longest))
    } else if let date = Date(httpDate: value) {
      self = .date(date)
    } else {
      return nil
    }
  }

  /// The wait that the field asks for; a moment that has passed asks for none.
  ///
  /// - Parameter now: the time of day, by the same clock.
  func delay(from now: Date) -> Duration {
    switch self {
    case .seconds(let seconds): .seconds(seconds)
    case .date(let date):
      .seconds(min(max(0, date.timeIntervalSince(now)), Double(Self.longest)))
    }
  }

  /// Ten years: more is of no more use, and adds up without an end.
  private static let longest = 10 * 365 * 86_400
}

extension HTTPAnswer {
  /// How long the server wants to be left alone, if it says.
  ///
  /// A date counts from the one that the answer itself was sent at: the clocks here and there need not agree.
  func retryDelay(from now: Date) -> Duration? {
    let sent = head.headerFields[.date].flatMap { Date(httpDate: $0) }
    return head.headerFields[.retryAfter].flatMap { RetryAfter($0) }?.delay(from: sent ?? now)
  }
}

extension Duration {
  /// A wait in words, not shorter than it is: `58 minutes`.
  var waitInWords: String {
    let seconds = (components.attoseconds > 0 ? 1 : 0) + max(0, components.seconds)
    func rounded(_ unit: Int64) -> Int64 { seconds / unit + (seconds % unit > 0 ? 1 : 0) }
    func counted(_ count: Int64, _ name: String) -> String { "\(count) \(name)\(count == 1 ? "" : "s")" }
    switch seconds {
    case ..<100: return counted(seconds, "second")
    case ..<(100 * 60): return counted(rounded(60), "minute")
    case ..<(48 * 3600): return counted(rounded(3600), "hour")
    default: return counted(rounded(86_400), "day")
    }
  }
}
