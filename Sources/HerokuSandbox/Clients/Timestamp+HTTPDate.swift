extension Timestamp {
  /// The moment as HTTP header fields write it: `Sun, 06 Nov 1994 08:49:37 GMT`.
  var httpDate: String {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    // 1970 began on a Thursday.
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let text = description
    let date = text.prefix(10).split(separator: "-")
    let time = text.dropFirst(11).prefix(8)
    let month = months[((Int(date[1]) ?? 1) - 1) % months.count]
    let days = Int((seconds - (seconds % 86400 + 86400) % 86400) / 86400)
    let weekday = weekdays[(days % 7 + 7) % 7]
    return "\(weekday), \(date[2]) \(month) \(date[0]) \(time) GMT"
  }
}
