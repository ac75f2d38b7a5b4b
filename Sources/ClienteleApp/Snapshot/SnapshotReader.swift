import FoundationEssentials

/// Reads what ``SnapshotWriter`` has written.
struct SnapshotReader {
  /// The bytes end too early, or are no such values.
  struct Unreadable: Error {}

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Whether everything was read.
  var isAtEnd: Bool { position == bytes.count }

  mutating func number() throws(Unreadable) -> UInt32 {
    UInt32(truncatingIfNeeded: try unsigned(4))
  }

  mutating func text() throws(Unreadable) -> String? {
    let length = try number()
    if length == SnapshotWriter.noText { return nil }
    let range = try take(Int(length))
    guard let text = String(validating: bytes[range], as: UTF8.self) else { throw Unreadable() }
    return text
  }

  mutating func flag() throws(Unreadable) -> Bool? {
    switch try unsigned(1) {
    case 0: false
    case 1: true
    case 2: nil
    default: throw Unreadable()
    }
  }

  mutating func date() throws(Unreadable) -> Date? {
    let seconds = Double(bitPattern: try unsigned(8))
    // The years that a date of the API can have; what is none of them was not written by us.
    return (-62_167_219_200..<253_402_300_800).contains(seconds) ? Date(timeIntervalSince1970: seconds) : nil
  }

  private mutating func unsigned(_ count: Int) throws(Unreadable) -> UInt64 {
    let range = try take(count)
    return bytes[range].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func take(_ count: Int) throws(Unreadable) -> Range<Int> {
    guard count <= bytes.count - position else { throw Unreadable() }
    defer { position += count }
    return position..<position + count
  }
}
