import FoundationEssentials

/// Reads what ``SnapshotWriter`` has written.
struct SnapshotReader {
  /// The bytes end too early, or are no such values.
  struct Unreadable: Error {}

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Whether everything was read.
  var isAtEnd: Bool { position == bytes.endIndex }

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
    guard count <= bytes.endIndex - position else { throw Unreadable() }
    defer { position += count }
    return position..<position + count
  }
}

/// Puts a snapshot's values one behind the other, numbers with the lowest byte first.
struct SnapshotWriter {
  /// The length that stands for a text that is not there.
  static let noText = UInt32.max

  private(set) var bytes: [UInt8]

  init(startingWith bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  /// What was written since this was asked last.
  mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: false) }
    return bytes
  }

  mutating func write(_ number: UInt32) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }

  mutating func write(_ text: String?) {
    guard let text else { return write(Self.noText) }
    write(UInt32(clamping: text.utf8.count))
    bytes += text.utf8
  }

  mutating func write(_ flag: Bool?) {
    bytes.append(flag.map { $0 ? 1 : 0 } ?? 2)
  }

  /// Seconds since 1970; not a number where there is no date.
  mutating func write(_ date: Date?) {
    let seconds = date?.timeIntervalSince1970 ?? .nan
    withUnsafeBytes(of: seconds.bitPattern.littleEndian) { bytes += $0 }
  }
}
