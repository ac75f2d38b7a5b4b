/// A moment in whole seconds since 1970, which is all that the API tells of a time.
struct Timestamp: Hashable, Comparable, Sendable {
  var seconds: Int64

  static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds < right.seconds
  }

  static func + (moment: Timestamp, seconds: Int64) -> Timestamp {
    Timestamp(seconds: moment.seconds + seconds)
  }

  static func - (moment: Timestamp, seconds: Int64) -> Timestamp {
    Timestamp(seconds: moment.seconds - seconds)
  }
}

extension Timestamp: LosslessStringConvertible {
  /// Reads the form that ``description`` writes, and nothing else.
  init?(_ description: some StringProtocol) {
    let text = Array(description.utf8)
    guard text.count == 20, text[19] == UInt8(ascii: "Z") else { return nil }
    let separators =
      [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")] as [(Int, Unicode.Scalar)]
    guard separators.allSatisfy({ text[$0.0] == UInt8(ascii: $0.1) }) else { return nil }

    func number(_ range: Range<Int>) -> Int64? {
      var value: Int64 = 0
      for byte in text[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      hour < 24, minute < 60, second < 60
    else { return nil }

    seconds =
      Self.day(year: year, month: month, day: day) * 86400 + hour * 3600 + minute * 60 + second
    // Days such as February 30 come out as another date.
    guard self.description.utf8.elementsEqual(text) else { return nil }
  }

  /// RFC 3339 with whole seconds, in UTC: `2024-03-01T09:12:00Z`.
  var description: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the text of ``description``.
  func write(to bytes: inout [UInt8]) {
    let (days, second) = seconds.flooredDivision(by: 86400)
    let (year, month, day) = Self.date(ofDay: days)

    func append(_ value: Int64, digits: Int64) {
      if digits > 1 { append(value / 10, digits: digits - 1) }
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
    }
    append(year, digits: 4)
    bytes.append(UInt8(ascii: "-"))
    append(month, digits: 2)
    bytes.append(UInt8(ascii: "-"))
    append(day, digits: 2)
    bytes.append(UInt8(ascii: "T"))
    append(second / 3600, digits: 2)
    bytes.append(UInt8(ascii: ":"))
    append(second / 60 % 60, digits: 2)
    bytes.append(UInt8(ascii: ":"))
    append(second % 60, digits: 2)
    bytes.append(UInt8(ascii: "Z"))
  }
}

extension Timestamp {
  /// The days from 1970-01-01 to a date.
  ///
  /// The year is taken to begin in March, so that the leap day is
  /// the last of it and months need no table.
  private static func day(year: Int64, month: Int64, day: Int64) -> Int64 {
    let (era, yearOfEra) = (month > 2 ? year : year - 1).flooredDivision(by: 400)
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func date(ofDay days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

extension Int64 {
  /// Quotient and remainder where the remainder is never negative.
  fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
