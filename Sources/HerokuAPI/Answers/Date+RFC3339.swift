import FoundationEssentials

extension Date {
  /// Reads an RFC 3339 date-time, with or without fractions of a second, with `Z` or an offset.
  ///
  /// A page of a thousand clients has two thousand of them, on which JSONDecoder's own strategy spent more than a
  /// third of the page's time.
  init?(rfc3339 text: String) {
    var reader = DateTimeReader(rest: text.utf8[...])
    guard let seconds = reader.secondsSince1970() else { return nil }
    self.init(timeIntervalSince1970: seconds)
  }
}

/// Reads a date-time from the front of a text, part by part.
private struct DateTimeReader {
  var rest: Substring.UTF8View

  mutating func secondsSince1970() -> Double? {
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2),
      skip("T") || skip("t") || skip(" "),
      let hour = number(2), skip(":"), let minute = number(2), skip(":"), let second = number(2),
      let fraction = fraction(), let offset = offset(), rest.isEmpty,
      // 60 is a leap second.
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    let days = Self.daysSince1970(year: year, month: month, day: day)
    return Double(days * 86_400 + hour * 3600 + minute * 60 + second - offset) + fraction
  }

  /// A number of exactly so many digits.
  private mutating func number(_ count: Int) -> Int? {
    guard rest.count >= count else { return nil }
    var value = 0
    for byte in rest.prefix(count) {
      guard let digit = Self.digit(byte) else { return nil }
      value = value * 10 + digit
    }
    rest = rest.dropFirst(count)
    return value
  }

  /// Nothing, which is zero, or a point and at least one digit.
  private mutating func fraction() -> Double? {
    guard skip(".") else { return 0 }
    var value = 0.0
    var scale = 1.0
    while let byte = rest.first, let digit = Self.digit(byte) {
      value = value * 10 + Double(digit)
      scale *= 10
      rest = rest.dropFirst()
    }
    return scale > 1 ? value / scale : nil
  }

  /// The offset from UTC in seconds.
  private mutating func offset() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let sign = skip("+") ? 1 : skip("-") ? -1 : 0
    guard sign != 0, let hours = number(2), skip(":"), let minutes = number(2) else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let byte = rest.first, UInt32(byte) == character.value else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func digit(_ byte: UInt8) -> Int? {
    let digit = Int(byte) - 0x30
    return (0...9).contains(digit) ? digit : nil
  }

  /// Days in the Gregorian calendar, counted in years that begin in March so that the leap day comes last.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}
