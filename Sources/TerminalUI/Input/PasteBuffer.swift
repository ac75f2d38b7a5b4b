/// A paste that has begun and not ended.
///
/// It is bounded, since anybody can put anything on a clipboard: what is too much is dropped, up to the end
/// mark, and never taken for keys.
struct PasteBuffer {
  /// The most that is kept of a paste, in bytes.
  static let limit = 1 << 20
  private static let endMark = Array("\u{1b}[201~".utf8)

  private var bytes: [UInt8] = []
  /// How much of the end mark the latest bytes are.
  private var matched = 0

  /// Takes a byte in; true if it was the last one of the end mark.
  mutating func take(_ byte: UInt8) -> Bool {
    if byte == Self.endMark[matched] {
      matched += 1
      return matched == Self.endMark.count
    }
    // It was text after all. Only its first byte is an Escape, so a new mark can begin at this byte only.
    if matched > 0 { keep(Self.endMark[..<matched]) }
    matched = byte == Self.endMark[0] ? 1 : 0
    if matched == 0 { keep(CollectionOfOne(byte)) }
    return false
  }

  /// What was pasted.
  ///
  /// What is not UTF-8 in it becomes U+FFFD, so that it can be seen.
  var text: String {
    bytes.count < Self.limit
      ? String(decoding: bytes, as: UTF8.self) : String(decoding: bytes.droppingCutScalar, as: UTF8.self)
  }

  private mutating func keep(_ more: some Collection<UInt8>) {
    bytes.append(contentsOf: more.prefix(Self.limit - bytes.count))
  }
}

extension [UInt8] {
  /// Without the first bytes of a scalar at its end whose other bytes were too much.
  fileprivate var droppingCutScalar: ArraySlice<UInt8> {
    guard let last = lastIndex(where: { $0 & 0xc0 != 0x80 }), self[last] >= 0xc0 else { return self[...] }
    let length = self[last] >= 0xf0 ? 4 : self[last] >= 0xe0 ? 3 : 2
    return count - last < length ? self[..<last] : self[...]
  }
}
