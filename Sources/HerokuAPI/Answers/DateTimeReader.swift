import FoundationEssentials

extension Date {
  /// Reads an RFC 3339 date-time, with or without fractions of a second, with `Z` or an offset.
  ///
  /// A page of a thousand clients has two thousand of them, on which JSONDecoder's own strategy spent more than a
  /// third of the page's time.
  init?(rfc3339 text: String) {
    var reader = DateTimeReader(rest: text.utf8[...])
    guard let (seconds, fraction) = reader.rfc3339() else { return nil }
    // By the epoch that a Date counts from, so that nothing is rounded again; and never up to the next second.
    let whole = Double(seconds - 978_307_200)
    self.init(timeIntervalSinceReferenceDate: min(whole + fraction, (whole + 1).nextDown))
  }

  /// Reads a date of HTTP in any of the three forms of RFC 9110 5.6.7.
  ///
  /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`.
  ///
  /// - Parameter now: decides which century a year of two digits is of: none that is more than 50 years ahead.
  init?(httpDate text: String, now: Date = Date()) {
    var reader = DateTimeReader(rest: text.utf8[...])
    guard let seconds = reader.httpDate(now: now) else { return nil }
    self.init(timeIntervalSince1970: seconds)
  }
}

/// Reads a date-time from the front of a text, part by part.
///
/// What is no date is none: a 31 February, an hour 24 or an offset of 99 hours do not become another moment.
private struct DateTimeReader {
  var rest: Substring.UTF8View

  /// The seconds since 1970, and the fraction of the next.
  mutating func rfc3339() -> (seconds: Int, fraction: Double)? {
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2),
      skip("T") || skip("t") || skip(" "),
      let time = time(), let fraction = fraction(), let offset = offset(), rest.isEmpty,
      let days = Self.daysSince1970(year: year, month: month, day: day)
    else { return nil }
    let seconds = days * 86_400 + time - offset
    // The first and the last year that the format can write again.
    return (-62_167_219_200..<253_402_300_800).contains(seconds) ? (seconds, fraction) : nil
  }

  mutating func httpDate(now: Date) -> Double? {
    guard let weekday = word(), let weekdayNumber = Self.weekdays.firstIndex(where: { weekday.hasPrefix($0) })
    else {
      return nil
    }
    let isWhole = weekday == Self.weekdays[weekdayNumber] + Self.weekdayEnds[weekdayNumber]
    guard isWhole || weekday == Self.weekdays[weekdayNumber] else { return nil }
    let date: (year: Int, month: Int, day: Int)?
    let seconds: Int?
    if isWhole {
      guard skip(","), skip(" "), let day = number(2), skip("-"), let month = month(), skip("-"),
        let year = number(2), skip(" ")
      else { return nil }
      date = (Self.year(endingWith: year, now: now), month, day)
      seconds = time()
      guard zone() else { return nil }
    } else if skip(",") {
      guard skip(" "), let day = number(2), skip(" "), let month = month(), skip(" "), let year = number(4),
        skip(" ")
      else { return nil }
      date = (year, month, day)
      seconds = time()
      guard zone() else { return nil }
    } else {
      guard skip(" "), let month = month(), skip(" "), let day = skip(" ") ? number(1) : number(2), skip(" ")
      else {
        return nil
      }
      seconds = time()
      guard skip(" "), let year = number(4) else { return nil }
      date = (year, month, day)
    }
    guard rest.isEmpty, let date, let seconds,
      let days = Self.daysSince1970(year: date.year, month: date.month, day: date.day)
    else { return nil }
    return Double(days * 86_400 + seconds)
  }

  // MARK: Parts

  /// Hour, minute and second, in seconds.
  private mutating func time() -> Int? {
    guard let hour = number(2), skip(":"), let minute = number(2), skip(":"), let second = number(2),
      // 60 is a leap second.
      hour < 24, minute < 60, second <= 60
    else { return nil }
    return hour * 3600 + minute * 60 + second
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

  /// Nothing, which is zero, or a point and at least one digit; those beyond what a moment can tell apart do not count.
  private mutating func fraction() -> Double? {
    guard skip(".") else { return 0 }
    var value = 0.0
    var scale = 1.0
    while let byte = rest.first, let digit = Self.digit(byte) {
      if scale < 1e15 {
        value = value * 10 + Double(digit)
        scale *= 10
      }
      rest = rest.dropFirst()
    }
    return scale > 1 ? value / scale : nil
  }

  /// The offset from UTC in seconds.
  private mutating func offset() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let sign = skip("+") ? 1 : skip("-") ? -1 : 0
    guard sign != 0, let hours = number(2), skip(":"), let minutes = number(2), hours < 24, minutes < 60
    else {
      return nil
    }
    return sign * (hours * 3600 + minutes * 60)
  }

  /// ` GMT`.
  private mutating func zone() -> Bool { skip(" ") && word() == "GMT" }

  private mutating func month() -> Int? {
    guard let word = word() else { return nil }
    return Self.months.firstIndex(of: word).map { $0 + 1 }
  }

  /// Letters, as many as there are.
  private mutating func word() -> String? {
    let letters = rest.prefix { Unicode.Scalar($0).isASCIILetter }
    rest = rest[letters.endIndex...]
    return letters.isEmpty ? nil : String(decoding: letters, as: UTF8.self)
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

  // MARK: Calendar

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let weekdayEnds = ["day", "sday", "nesday", "rsday", "day", "urday", "day"]

  /// The latest year that ends with two digits and is not more than 50 years ahead.
  private static func year(endingWith digits: Int, now: Date) -> Int {
    let thisYear = 1970 + Int((now.timeIntervalSince1970 / 31_556_952).rounded(.down))
    let latest = thisYear + 50
    return latest - (latest + 100 - digits) % 100
  }

  /// Days in the Gregorian calendar, counted in years that begin in March so that the leap day comes last; nil where the
  /// month has no such day.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int? {
    guard (1...12).contains(month), (1...days(in: month, of: year)).contains(day) else { return nil }
    let year = month <= 2 ? year - 1 : year
    // The calendar repeats itself every 400 years; this keeps the divisions below from meeting a year before 0.
    let fromMarch = year + 400
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return fromMarch * 365 + fromMarch / 4 - fromMarch / 100 + fromMarch / 400 + dayOfYear - 719_468 - 146_097
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
