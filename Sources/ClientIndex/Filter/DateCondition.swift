import FoundationEssentials

/// When a client was created or changed: `updated:<30d`, `created:>=2024-01`.
struct DateCondition: Hashable, Sendable {
  /// Which of its dates.
  enum Subject: String, CaseIterable, Hashable, Sendable {
    case created, updated
  }

  /// How the date is to stand to what follows.
  enum Comparison: String, CaseIterable, Hashable, Sendable {
    case atMost = "<="
    case atLeast = ">="
    case less = "<"
    case more = ">"
    case same = ""
  }

  /// A unit of age.
  enum Unit: String, CaseIterable, Hashable, Sendable {
    case minutes = "min"
    case hours = "h"
    case days = "d"
    case weeks = "w"
    case months = "mo"
    case years = "y"

    /// How long it is; a month has 30 days and a year 365, as ages in the list do.
    fileprivate var seconds: Double {
      switch self {
      case .minutes: 60
      case .hours: 3600
      case .days: 86400
      case .weeks: 7 * 86400
      case .months: 30 * 86400
      case .years: 365 * 86400
      }
    }
  }

  /// What it is compared with.
  enum Value: Hashable, Sendable {
    /// An age.
    case age(Int, Unit)
    /// A day, month or year in UTC, as long as what of it is told.
    case day(year: Int, month: Int?, day: Int?)
  }

  let subject: Subject
  let comparison: Comparison
  let value: Value

  /// The dates that it lets through, in seconds since the reference date.
  func dates(at now: Date) -> Range<Double> {
    let always = -Double.infinity..<Double.infinity
    switch value {
    case .age(let count, let unit):
      let then = now.timeIntervalSinceReferenceDate - Double(count) * unit.seconds
      switch comparison {
      case .less: return then.nextUp..<always.upperBound
      case .atMost: return then..<always.upperBound
      case .more: return always.lowerBound..<then
      case .atLeast: return always.lowerBound..<then.nextUp
      case .same: return then..<then.nextUp
      }
    case .day(let year, let month, let day):
      let start = Self.start(year, month ?? 1, day ?? 1)
      let end =
        day != nil ? start + 86400 : month.map { Self.start(year, $0 + 1, 1) } ?? Self.start(year + 1, 1, 1)
      switch comparison {
      case .less: return always.lowerBound..<start
      case .atMost: return always.lowerBound..<end
      case .more: return end..<always.upperBound
      case .atLeast: return start..<always.upperBound
      case .same: return start..<end
      }
    }
  }

  /// The start of a day in UTC, in seconds since the reference date; the 13th month is the first of the next year.
  private static func start(_ year: Int, _ month: Int, _ day: Int) -> Double {
    // Days from a calendar whose years begin with March, so that a leap day is the last of one.
    let months = year * 12 + month - 3
    let (shiftedYear, shiftedMonth) = (months.flooredQuotient(12), months - months.flooredQuotient(12) * 12)
    let days =
      shiftedYear * 365 + shiftedYear.flooredQuotient(4) - shiftedYear.flooredQuotient(100)
      + shiftedYear.flooredQuotient(400) + (shiftedMonth * 153 + 2) / 5 + day - 1
    return Double(days - Self.daysToReference) * 86400
  }

  /// From 1 March of the year 0 to 1 January 2001.
  private static let daysToReference = 730_791
}

extension DateCondition {
  /// Reads what follows `updated:`; nil where it is no condition.
  init?(_ subject: Subject, _ text: Substring) {
    let comparison = Comparison.allCases.first { text.hasPrefix($0.rawValue) } ?? .same
    let rest = text.dropFirst(comparison.rawValue.count)
    guard let value = Value(rest) else { return nil }
    // An age to the second is nobody's.
    if case .age = value, comparison == .same { return nil }
    self.init(subject: subject, comparison: comparison, value: value)
  }
}

extension DateCondition: CustomStringConvertible {
  var description: String { "\(subject.rawValue):\(comparison.rawValue)\(value)" }
}

extension DateCondition.Value: CustomStringConvertible {
  /// Reads an age such as `30d`, or a date such as `2024`, `2024-01` or `2024-01-01`.
  init?(_ text: Substring) {
    let digits = text.utf8.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }.count
    let unit = DateCondition.Unit(rawValue: text.dropFirst(digits).lowercased())
    if let unit, (1...6).contains(digits), let count = Int(text.prefix(digits)) {
      self = .age(count, unit)
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isDate = zip(parts, [4, 2, 2]).allSatisfy { part, length in
      part.utf8.count == length && part.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
    let numbers = parts.compactMap { Int($0) }
    guard (1...3).contains(parts.count), isDate, numbers.count == parts.count else { return nil }
    let month = numbers.dropFirst().first
    let day = numbers.dropFirst(2).first
    guard (1...12).contains(month ?? 1), (1...Self.length(of: month ?? 1, in: numbers[0])).contains(day ?? 1)
    else { return nil }
    self = .day(year: numbers[0], month: month, day: day)
  }

  private static func length(of month: Int, in year: Int) -> Int {
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return switch month {
    case 2: isLeapYear ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  var description: String {
    func padded(_ number: Int, to length: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, length - digits.count)) + digits
    }
    switch self {
    case .age(let count, let unit): return "\(count)\(unit.rawValue)"
    case .day(let year, let month, let day):
      let parts = [padded(year, to: 4)] + [month, day].compactMap { $0 }.map { padded($0, to: 2) }
      return parts.joined(separator: "-")
    }
  }
}

extension Int {
  fileprivate func flooredQuotient(_ divisor: Int) -> Int {
    self / divisor - (self % divisor < 0 ? 1 : 0)
  }
}
