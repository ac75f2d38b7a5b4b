/// A paste that has begun and not ended.
///
/// It is bounded, since anybody can put anything on a clipboard: what is too much is dropped, up to the end
/// mark, and never taken for keys.
struct PasteBuffer {
  /// The most that is kept of a paste, in bytes.
  static let limit = 1 << 20
  static let beginMark = Array("\u{1b}[200~".utf8)
  static let endMark = Array("\u{1b}[201~".utf8)

  /// What ends this one.
  ///
  /// It begins as the mark before it did: with two bytes or, from a terminal that sends controls of 8 bits, with one. No
  /// other form ends it, or what is pasted could.
  private let endMark: [UInt8]
  private var bytes: [UInt8] = []
  /// How much of the end mark the latest bytes are.
  private var matched = 0
  /// Whether it has stood still for so long that its end may have got lost: from then on nothing is kept.
  var hasStalled = false
  /// How much came after that, and was not kept.
  private(set) var dropped = 0

  /// - Parameter introducer: what the mark before it began with.
  init(introducer: [UInt8]) {
    endMark = introducer + Array("201~".utf8)
  }

  /// Takes bytes in up to the end mark, and leaves those behind it; true if the end mark was among them.
  mutating func take(from input: inout ArraySlice<UInt8>) -> Bool {
    while let byte = input.first {
      if matched == 0, byte != endMark[0] {
        // Most of a paste is text, which need not be looked at byte by byte.
        let text = input.prefix { $0 != endMark[0] }
        keep(text)
        input = input.dropFirst(text.count)
      } else if byte == endMark[matched] {
        input = input.dropFirst()
        matched += 1
        if matched == endMark.count { return true }
      } else {
        // It was text after all. No other byte of the mark is as its first, so a new one can begin at this byte only.
        keep(endMark[..<matched])
        matched = 0
      }
    }
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
    if hasStalled {
      dropped += more.count
    } else {
      bytes.append(contentsOf: more.prefix(Self.limit - bytes.count))
    }
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
