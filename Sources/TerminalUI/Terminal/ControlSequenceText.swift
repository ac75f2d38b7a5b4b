/// A control sequence in what is written to a terminal: `CSI parameters final`, with plain numbers as parameters.
struct ControlSequenceText {
  /// All its bytes.
  let bytes: ArraySlice<UInt8>
  /// The bytes between introducer and final.
  let parameters: ArraySlice<UInt8>
  /// What the sequence does.
  let final: UInt8

  /// The sequence that begins here; nil if another one does, or none.
  init?(in bytes: [UInt8], at start: Int) {
    guard start + 2 < bytes.count, bytes[start] == Byte.escape, bytes[start + 1] == UInt8(ascii: "[") else {
      return nil
    }
    var end = start + 2
    while end < bytes.count, (0x30...0x3b).contains(bytes[end]) { end += 1 }
    guard end < bytes.count, (0x40...0x7e).contains(bytes[end]) else { return nil }
    self.bytes = bytes[start...end]
    parameters = bytes[start + 2..<end]
    final = bytes[end]
  }

  /// The parameters as numbers; those left out are missing, and one too large is the largest.
  var numbers: [Int] {
    parameters.split(separator: UInt8(ascii: ";")).map { Int(String(decoding: $0, as: UTF8.self)) ?? .max }
  }
}
