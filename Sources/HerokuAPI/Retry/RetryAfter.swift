import FoundationEssentials

/// When a server wants to be asked again.
///
/// Source: RFC 9110 10.2.3.
enum RetryAfter: Hashable, Sendable {
  /// After this many seconds.
  case seconds(Int)
  /// From this moment on.
  case date(Date)

  /// Reads the value of the field; nil where it is neither a number nor a date.
  init?(_ value: String) {
    let isNumber = value.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    if isNumber, let seconds = Int(value) {
      self = .seconds(seconds)
    } else if let date = Date(httpDate: value) {
      self = .date(date)
    } else {
      return nil
    }
  }

  /// The wait that the field asks for; a moment that has passed asks for none.
  func delay(from now: Date) -> Duration {
    switch self {
    case .seconds(let seconds): .seconds(seconds)
    case .date(let date): max(.zero, .seconds(date.timeIntervalSince(now)))
    }
  }
}

extension Date {
  /// Reads the one form of date that servers still send: `Sun, 06 Nov 1994 08:49:37 GMT`.
  fileprivate init?(httpDate text: String) {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[0].hasSuffix(","), parts[5] == "GMT",
      let month = months.firstIndex(of: String(parts[2])),
      let date = try? Date(
        "\(parts[3])-\(month < 9 ? "0" : "")\(month + 1)-\(parts[1])T\(parts[4])Z",
        strategy: .iso8601
      )
    else { return nil }
    self = date
  }
}
