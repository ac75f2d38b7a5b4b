import FoundationEssentials

/// Puts a snapshot's values one behind the other, numbers with the lowest byte first.
struct SnapshotWriter {
  /// The length that stands for a text that is not there.
  static let noText = UInt32.max

  private(set) var bytes: [UInt8] = []

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
