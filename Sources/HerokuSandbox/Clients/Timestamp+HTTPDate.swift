extension Timestamp {
  /// How HTTP header fields write a moment (RFC 9110, 5.6.7).
  enum HTTPForm: String, Sendable, CaseIterable {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, which is the one to send.
    case imf
    /// `Sunday, 06-Nov-94 08:49:37 GMT`.
    case rfc850
    /// `Sun Nov  6 08:49:37 1994`.
    case asctime
  }

  /// The moment as HTTP header fields write it.
  func httpDate(_ form: HTTPForm = .imf) -> String {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    // 1970 began on a Thursday.
    let weekdays = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"]
    let text = description
    let date = text.prefix(10).split(separator: "-")
    let time = text.dropFirst(11).prefix(8)
    let month = months[((Int(date[1]) ?? 1) - 1) % months.count]
    let days = Int((seconds - (seconds % 86400 + 86400) % 86400) / 86400)
    let weekday = weekdays[(days % 7 + 7) % 7]
    return switch form {
    case .imf: "\(weekday.prefix(3)), \(date[2]) \(month) \(date[0]) \(time) GMT"
    case .rfc850: "\(weekday), \(date[2])-\(month)-\(date[0].suffix(2)) \(time) GMT"
    case .asctime:
      "\(weekday.prefix(3)) \(month) \(date[2].hasPrefix("0") ? " \(date[2].suffix(1))" : date[2]) \(time) \(date[0])"
    }
  }
}
