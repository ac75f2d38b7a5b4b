/// What ncurses writes, in sequences that every emulator knows and no more of them than needed.
///
/// ncurses believes the description of the terminal, and that of xterm is long. But a good part of the
/// emulators that call themselves `xterm-256color` know only a part of it; on those, text would stand in the
/// wrong place.
/// * REP (`CSI n b`: the character before, n times more) is written out in full.
/// * SU and SD (`CSI n S`, `CSI n T`: scroll by n rows) become line feeds and reverse line feeds at the edge
///   of the scrolling region, which do the same on every terminal since the VT100.
/// * `ESC ( B`, back to ASCII, is left out. It comes with every change of attributes, but we draw lines as
///   Unicode and never leave ASCII: that is a tenth of what a key press writes.
/// * `OSC 104`, the palette as it came, is left out. ncurses sends it when it comes back from a shell; but we
///   never change the palette, and the person may have.
/// * `CSI 0 ; 2 m` becomes `CSI 2 m` where no attribute is set: there is nothing to reset.
///
/// There is no switch for any of it in ncurses.
struct PlainSequences {
  /// No run is longer than a row, and no scroll longer than a screen.
  private static let most = 1000
  private static let backToASCII = Array("\u{1B}(B".utf8)
  private static let paletteReset = Array("\u{1B}]104\u{7}".utf8)
  private static let introducer = Array("\u{1B}[".utf8)
  private static let reset = Array("0;".utf8)

  /// Whether the last change of attributes took them all away; it holds from one frame to the next.
  private var isPlain = false
  /// The scrolling region, rows from 1, since it was set last.
  private var region: (top: Int, bottom: Int)?

  /// The bytes of one frame, rewritten.
  mutating func rewriting(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    var index = 0
    while index < bytes.count {
      if bytes[index] != Byte.escape {
        let end = bytes[index...].firstIndex(of: Byte.escape) ?? bytes.endIndex
        result += bytes[index..<end]
        index = end
      } else if let sequence = ControlSequenceText(in: bytes, at: index) {
        append(sequence, to: &result)
        index = sequence.bytes.endIndex
      } else if bytes[index...].starts(with: Self.backToASCII) {
        index += Self.backToASCII.count
      } else if bytes[index...].starts(with: Self.paletteReset) {
        index += Self.paletteReset.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private mutating func append(_ sequence: ControlSequenceText, to result: inout [UInt8]) {
    var count: Int { min(Self.most, sequence.numbers.first ?? 1) }
    switch sequence.final {
    case UInt8(ascii: "m"):
      let needsNoReset = isPlain && sequence.parameters.starts(with: Self.reset)
      isPlain = sequence.parameters.isEmpty
      if needsNoReset {
        result += Self.introducer
        result += sequence.bytes.dropFirst(Self.introducer.count + Self.reset.count)
      } else {
        result += sequence.bytes
      }
    case UInt8(ascii: "b"):
      guard let last = result.last, (0x20...0x7e).contains(last), !sequence.parameters.isEmpty else {
        fallthrough
      }
      result += repeatElement(last, count: count)
    case UInt8(ascii: "S"):
      guard let region else { fallthrough }
      result += Self.atRow(region.bottom, Array(repeating: UInt8(ascii: "\n"), count: count))
    case UInt8(ascii: "T"):
      guard let region else { fallthrough }
      result += Self.atRow(
        region.top,
        Array(repeatElement([Byte.escape, UInt8(ascii: "M")], count: count).joined())
      )
    case UInt8(ascii: "r"):
      let rows = sequence.numbers
      region = rows.count == 2 ? (rows[0], rows[1]) : nil
      fallthrough
    default:
      result += sequence.bytes
    }
  }

  /// Writes something at a row, and brings the cursor back to where it was.
  private static func atRow(_ row: Int, _ bytes: [UInt8]) -> [UInt8] {
    Array("\u{1B}7\u{1B}[\(row);1H".utf8) + bytes + Array("\u{1B}8".utf8)
  }
}
