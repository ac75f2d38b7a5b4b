/// What ncurses writes, in sequences that every emulator knows and no more of them than needed.
///
/// * REP (`CSI n b`: the character before, n times more) is written out in full. ncurses uses it wherever the
///   description of the terminal has it, and that of xterm has. But a good part of the emulators that call
///   themselves `xterm-256color` do not know it; on those the rest of the row would stand too far left.
/// * `ESC ( B`, back to ASCII, is left out. It comes with every change of attributes, but we draw lines as Unicode
///   and never leave ASCII: that is a tenth of what a key press writes.
///
/// * `CSI 0 ; 2 m` becomes `CSI 2 m` where no attribute is set: there is nothing to reset.
///
/// There is no switch for any of it in ncurses.
struct PlainSequences {
  /// No run is longer than a row.
  private static let longestRun = 1000
  private static let backToASCII = Array("\u{1B}(B".utf8)
  private static let plain = Array("\u{1B}[m".utf8)
  private static let resetAndMore = Array("\u{1B}[0;".utf8)
  private static let begin = Array("\u{1B}[".utf8)

  /// Whether the last change of attributes took them all away; it holds from one frame to the next.
  private var isPlain = false

  /// The bytes of one frame, rewritten.
  mutating func rewriting(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == Byte.escape else {
        result.append(bytes[index])
        index += 1
        continue
      }
      if bytes[index...].starts(with: Self.backToASCII) {
        index += Self.backToASCII.count
      } else if bytes[index...].starts(with: Self.plain) {
        isPlain = true
        result += Self.plain
        index += Self.plain.count
      } else if isPlain, bytes[index...].starts(with: Self.resetAndMore),
        Self.setsAttributes(bytes, from: index)
      {
        isPlain = false
        result += Self.begin
        index += Self.resetAndMore.count
      } else if let last = result.last, (0x20...0x7e).contains(last),
        let (count, end) = Self.repetition(in: bytes, at: index)
      {
        result.append(contentsOf: repeatElement(last, count: count))
        index = end
      } else {
        if Self.setsAttributes(bytes, from: index) { isPlain = false }
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// Whether the sequence that begins here changes attributes (SGR: `CSI … m`).
  private static func setsAttributes(_ bytes: [UInt8], from start: Int) -> Bool {
    guard bytes[start...].starts(with: begin) else { return false }
    let end = bytes[(start + 2)...].first { !(0x30...0x3b).contains($0) }
    return end == UInt8(ascii: "m")
  }

  /// The count of a REP that begins here, and where it ends; nil if another sequence does.
  private static func repetition(in bytes: [UInt8], at start: Int) -> (count: Int, end: Int)? {
    guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "[") else { return nil }
    var count = 0
    var index = start + 2
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
      count = min(longestRun, count * 10 + Int(bytes[index] - UInt8(ascii: "0")))
      index += 1
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "b"), index > start + 2 else { return nil }
    return (count, index + 1)
  }
}
