/// Finds texts of the form of a UUID, which Heroku's ids and secrets have, in time that grows with the text alone.
enum UUIDScan {
  private static let length = 36

  /// Whether a text has the form of a UUID, in either case, and is nothing else.
  static func isUUID(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { $0.count == length && isUUID($0, at: 0) }
  }

  /// Calls `body` with each stretch that has the form of a UUID.
  static func each(in bytes: UnsafeBufferPointer<UInt8>, _ body: (String) -> Void) {
    var start = 0
    while start + length <= bytes.count {
      if bytes[start + 8] == UInt8(ascii: "-"), isUUID(bytes, at: start) {
        body(String(decoding: bytes[start..<(start + length)], as: UTF8.self))
      }
      // One may begin in the last digits of another.
      start += 1
    }
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
