/// Finds texts of the form of a UUID, which Heroku's ids and secrets have, in time that grows with the text alone.
enum UUIDScan {
  private static let length = 36

  /// Whether a text has the form of a UUID, in either case and with blanks around it, and is nothing else.
  static func isUUID(_ text: String) -> Bool { plain(text) != nil }

  /// A text of the form of a UUID as texts are compared: in lower case, without the blanks around it; nil for any other text.
  static func plain(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count >= length, let first = bytes.firstIndex(where: { !isBlank($0) }),
        let last = bytes.lastIndex(where: { !isBlank($0) }), last - first == length - 1,
        isUUID(bytes, at: first)
      else { return nil }
      return plain(bytes, at: first)
    }
  }

  /// Whether two texts are the same; two of the form of a UUID, whatever the case and the blanks around them.
  static func isSame(_ text: String, _ other: String) -> Bool {
    (plain(text) ?? text).isVerbatim(plain(other) ?? other)
  }

  /// Calls `body` with each stretch that has the form of a UUID, in lower case.
  static func each(in bytes: UnsafeBufferPointer<UInt8>, _ body: (String) -> Void) {
    var start = 0
    while start + length <= bytes.count {
      if bytes[start + 8] == UInt8(ascii: "-"), isUUID(bytes, at: start) { body(plain(bytes, at: start)) }
      // One may begin in the last digits of another.
      start += 1
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }

  /// Of digits, hyphens and letters the bit tells nothing but the case.
  private static func plain(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> String {
    String(decoding: bytes[start..<(start + length)].lazy.map { $0 | 0x20 }, as: UTF8.self)
  }

  private static func isUUID(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    (0..<length).allSatisfy { offset in
      let byte = bytes[start + offset]
      switch offset {
      case 8, 13, 18, 23: return byte == UInt8(ascii: "-")
      default:
        return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
      }
    }
  }
}
