import Platform

/// The order in which people count: `client 2` before `client 10`.
///
/// Digits that follow each other are one number, of which zeros at its start do not count; all else is ordered by byte.
extension UnsafeRawBufferPointer {
  /// Below zero where one part of these bytes is before another, 0 where they count as the same: `01` and `1` do.
  func naturalOrder(of mine: Range<Int>, and other: Range<Int>) -> Int {
    var (left, right) = (mine.lowerBound, other.lowerBound)
    while true {
      while left < mine.upperBound, right < other.upperBound, self[left] == self[right] {
        left += 1
        right += 1
      }
      let isDigit = left < mine.upperBound && self[left].isDigit
      let isOtherDigit = right < other.upperBound && self[right].isDigit
      let isWithinNumber = left > mine.lowerBound && self[left - 1].isDigit
      guard (isDigit && isOtherDigit) || (isWithinNumber && (isDigit || isOtherDigit)) else {
        let isAtEnd = left == mine.upperBound
        if isAtEnd || right == other.upperBound {
          return (isAtEnd ? 0 : 1) - (right == other.upperBound ? 0 : 1)
        }
        return Int(self[left]) - Int(self[right])
      }
      // Back to where the number begins, which is the same for both up to here.
      while left > mine.lowerBound, self[left - 1].isDigit {
        left -= 1
        right -= 1
      }
      let (number, otherNumber) = (self.number(from: left, in: mine), self.number(from: right, in: other))
      guard number.count == otherNumber.count else { return number.count - otherNumber.count }
      let order = Self.order(of: self[number], and: self[otherNumber])
      guard order == 0 else { return order }
      (left, right) = (number.upperBound, otherNumber.upperBound)
    }
  }

  private static func order(of mine: Slice<Self>, and other: Slice<Self>) -> Int {
    let (mine, other) = (Self(rebasing: mine), Self(rebasing: other))
    guard let start = mine.baseAddress, let otherStart = other.baseAddress, !mine.isEmpty else { return 0 }
    return Int(memcmp(start, otherStart, mine.count))
  }

  /// The digits of a number without zeros at its start.
  private func number(from start: Int, in range: Range<Int>) -> Range<Int> {
    var first = start
    while first < range.upperBound, self[first] == UInt8(ascii: "0") { first += 1 }
    var end = first
    while end < range.upperBound, self[end].isDigit { end += 1 }
    return first..<end
  }

  /// A number that grows with the natural order of a text, as far as its start tells it: where two are the same and not
  /// whole, the texts must be compared.
  ///
  /// A number of up to 8 digits is written as how many they are, and they; with a longer one the key ends.
  func naturalKey(of range: Range<Int>) -> NaturalKey {
    var key = NaturalKey()
    var length = 0
    var position = range.lowerBound
    while position < range.upperBound, length < NaturalKey.room {
      guard self[position].isDigit else {
        key.put(self[position], at: &length)
        position += 1
        continue
      }
      let digits = number(from: position, in: range)
      key.put(UInt8(ascii: "0") + UInt8(Swift.min(digits.count, 9)), at: &length)
      guard digits.count < 9 else { break }
      for digit in digits { key.put(self[digit], at: &length) }
      position = digits.upperBound
    }
    key.isWhole = position == range.upperBound && length <= NaturalKey.room
    return key
  }
}

/// See ``Swift/UnsafeRawBufferPointer/naturalKey(of:)``.
struct NaturalKey: Sendable {
  /// How many bytes it has room for; the last of 32 says whether that was enough.
  static let room = 31

  private var words = SIMD4<UInt64>()

  /// Whether nothing of the text is missing in it, so that those with the same key count as the same.
  var isWhole: Bool {
    get { words[3] & 1 == 0 }
    set { words[3] = words[3] & ~1 | (newValue ? 0 : 1) }
  }

  /// Puts a byte at a place, where that is within the room, and moves to the next.
  mutating func put(_ byte: UInt8, at place: inout Int) {
    if place < Self.room { words[place >> 3] |= UInt64(byte) << (56 - (place & 7) * 8) }
    place += 1
  }

  /// Below zero where this key is before another, 0 where they are the same.
  func order(before other: NaturalKey) -> Int {
    for index in 0..<4 where words[index] != other.words[index] {
      return words[index] < other.words[index] ? -1 : 1
    }
    return 0
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}
