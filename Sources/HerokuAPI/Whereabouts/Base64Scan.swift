/// Finds stretches of base64, in either alphabet (RFC 4648 4 and 5), and decodes them.
enum Base64Scan {
  /// As many letters as a UUID has in base64.
  private static let shortest = 48

  /// What the stretches mean that are long enough for a UUID.
  static func decodedParts(of bytes: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var start: Int?
    for index in 0...bytes.count {
      let isLetter = index < bytes.count && value(of: bytes[index]) != nil
      if isLetter {
        start = start ?? index
      } else if let first = start {
        if index - first >= shortest { parts.append(decoded(bytes[first..<index])) }
        start = nil
      }
    }
    return parts
  }

  private static func decoded(_ letters: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(letters.count * 3 / 4)
    var bits: UInt32 = 0
    var count = 0
    for letter in letters {
      bits = bits << 6 | UInt32(value(of: letter) ?? 0)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }

  private static func value(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
