import ClientBrowser
import Testing

@testable import TerminalUI

/// What nobody pressed must not become keys: letters run commands.
struct UnknownInputTests {
  @Test(arguments: [
    // Reports: cursor, attributes, modes, versions, focus, window size.
    "\u{1b}[24;80R", "\u{1b}[1;1R", "\u{1b}[1;5R", "\u{1b}[?62;22c", "\u{1b}[>41;388;0c", "\u{1b}[?2026;2$y",
    "\u{1b}[0n", "\u{1b}[I",
    "\u{1b}[O",
    "\u{1b}[8;40;120t", "\u{1b}[?1u", "\u{1b}[4;1$y",
    // The mouse in each of its protocols.
    "\u{1b}[<0;10;20M", "\u{1b}[<0;10;20m", "\u{1b}[32;10;20M", "\u{1b}[M !d", "\u{1b}[t!d", "\u{1b}[T!d!d!d",
    // Strings, with both ends that they may have.
    "\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\", "\u{1b}]52;c;ZGQ=\u{7}", "\u{1b}P>|XTerm(388)\u{1b}\\",
    "\u{1b}_Gi=1;OK\u{1b}\\", "\u{1b}^private\u{1b}\\", "\u{1b}Xstring\u{1b}\\", "\u{1b}]2;Größe\u{7}",
    // Keys that we have no use for: a modifier by itself, a key let go, one too far along.
    "\u{1b}[57441u", "\u{1b}[97;1:3u", "\u{1b}[1;1:3A", "\u{1b}[5;1:3~", "\u{1b}[35~", "\u{1b}[99~",
    "\u{1b}[E",
    "\u{1b}[27;5~", "\u{1b}[27;5;99999999~", "\u{1b}[u", "\u{1b}[0u", "\u{1b}[128;5u", "\u{1b}[1114112u",
    "\u{1b}[99999999999999999999A", "\u{1b}[2;5A", "\u{1b}[1;2;3A", "\u{1b}Oz", "\u{1b}O", "\u{1b}[",
    "\u{1b}[1;5",
    "\u{1b}[[Z", "\u{1b}[ q", "\u{1b}[!p", "\u{1b}[1;2a", "\u{1b}[201~",
  ])
  func `swallows a sequence whole, also in pieces`(sequence: String) {
    let bytes = Array(sequence.utf8)
    #expect(decode(bytes) == [])
    #expect(decodeBytewise(bytes) == [])
  }

  @Test(arguments: [
    "\u{1b}[24;80R", "\u{1b}[<0;10;20M", "\u{1b}[M !d", "\u{1b}]11;rgb:0/0/0\u{7}", "\u{1b}Oz", "\u{1b}[99$",
  ])
  func `goes on with the key behind it`(sequence: String) {
    #expect(decode(sequence + "j") == keys([.character("j")]))
  }

  @Test func `swallows a sequence that never seems to end`() {
    let long = "\u{1b}[" + String(repeating: "1;", count: 5_000) + "A"
    #expect(decode(long + "j") == keys([.character("j")]))
    #expect(decode("\u{1b}]" + String(repeating: "x", count: 100_000) + "\u{7}j") == keys([.character("j")]))
  }

  // MARK: The mouse

  @Test(
    arguments: [
      // In the terminal's mode 1005: each coordinate is a scalar.
      [0x20, 0xc3, 0xb1, 0x71], [0x20, 0x71, 0xc3, 0xb1], [0x20, 0xc3, 0xb1, 0xc2, 0x80],
      [0x20, 0xdf, 0xbf, 0xdf, 0xbf], [0xc2, 0x80, 0x21, 0x21], [0xc2, 0x9b, 0xc2, 0x9b, 0xc2, 0x9b],
      // As bytes, which need be no UTF-8, and with what is too far off.
      [0x20, 0xff, 0xff], [0x20, 0x71, 0x64], [0x20, 0xc3, 0x71], [0x20, 0xe5, 0xa0], [0x20, 0x00, 0x00],
      [0x20, 0x80, 0xbf],
      // The last of them may be the first half of a scalar.
      [0x20, 0x71, 0xc3], [0x20, 0xff, 0xdf],
    ] as [[UInt8]]
  )
  func `swallows an old mouse report of bytes or of scalars, and no key behind it`(report: [UInt8]) {
    let bytes = Array("\u{1b}[M".utf8) + report + [0x6a]
    #expect(decode(bytes) == keys([.character("j")]))
    #expect(decodeBytewise(bytes) == keys([.character("j")]))
  }

  @Test func `takes an old mouse report for whole once nothing follows`() {
    // The two bytes are a scalar, or two coordinates.
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array("\u{1b}[M".utf8) + [0x20, 0xc3, 0xb1]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.flush() == [])
    #expect(decoder.feed([0x71]) == keys([.character("q")]))
  }

  @Test func `leaves an old mouse report at what cannot be in one`() {
    #expect(decode("\u{1b}[M \u{1b}[A") == keys([.up]))
    #expect(decode("\u{1b}[M \u{3}") == keys([.control("c")]))
    #expect(decode("\u{1b}[M !\u{1b}") == keys([.escape]))
  }

  // MARK: Answers that were cut off

  private static let cutOff: [[UInt8]] =
    [
      "\u{1b}]11;rgb:ff", "\u{1b}P1+r54", "\u{1b}_G", "\u{1b}^p", "\u{1b}Xs", "\u{9d}11;rgb", "\u{9d}",
      "\u{1b}[12;",
      "\u{1b}[", "\u{1b}[<0;1", "\u{1b}O", "\u{1b}O5", "\u{1b}[M", "\u{1b}[M !", "\u{9b}1", "\u{1b}]2;Größ",
    ].map { Array($0.utf8) } + [[0x9d, 0x31], [0x1b, 0x5d, 0x32, 0x3b, 0xc3]]

  @Test(arguments: cutOff) func `takes what comes behind a standstill for new`(answer: [UInt8]) {
    for key in ["j", "q", "é", "\u{1b}[A", "\r", "\u{3}", "\u{1b}[200~x\u{1b}[201~"] {
      var decoder = KeyDecoder()
      _ = decoder.feed(answer, after: .seconds(9))
      // The wait for what may follow is over.
      _ = decoder.flush()
      #expect(decoder.feed(Array(key.utf8), after: .seconds(2)) == decode(key), "\(key.debugDescription)")
    }
  }

  @Test(arguments: cutOff) func `goes on with it where it has not stood still, and Ctrl-C gets out`(
    answer: [UInt8]
  ) {
    var decoder = KeyDecoder()
    _ = decoder.feed(answer, after: .seconds(9))
    var atOnce = decoder
    #expect(decoder.feed([0x3b], after: .milliseconds(100)) == [])
    #expect(atOnce.feed([0x03], after: .milliseconds(100)) == keys([.control("c")]))
  }

  @Test func `does not take the late end of an answer for keys`() {
    for end in ["ff/ffff/ffff\u{7}", "ff/ffff/ffff\u{1b}\\", "\u{1b}\\", "\u{7}"] {
      var decoder = KeyDecoder()
      #expect(decoder.feed(Array("\u{1b}]11;rgb:ff".utf8), after: .seconds(9)) == [])
      #expect(decoder.feed(Array((end + "j").utf8), after: .seconds(2)) == keys([.character("j")]))
    }
  }

  @Test func `gives up a sequence at a byte that cannot be in one, which is a key`() {
    #expect(decode("\u{1b}[1;\r") == keys([.enter]))
    #expect(decode("\u{1b}[1;\u{1b}[A") == keys([.up]))
    #expect(decode("\u{1b}[é") == keys([.character("é")]))
    #expect(decode("\u{1b}O\u{3}") == keys([.control("c")]))
    #expect(decode("\u{1b}]11;rgb\u{3}") == keys([.control("c")]))
    #expect(decode("\u{1b}]11;rgb\u{1b}[A") == keys([.up]))
    #expect(decode("\u{1b}]11;rgb\u{1b}") == keys([.escape]))
  }

  @Test func `drops bytes that are no UTF-8`() {
    #expect(decode([0x6a, 0xff, 0x6b]) == keys([.character("j"), .character("k")]))
    // A continuation by itself, an overlong form, a surrogate, past the end, a first byte with a letter
    // behind it.
    #expect(decode([0x80, 0x6a]) == keys([.character("j")]))
    #expect(decode([0xc0, 0xaf, 0x6a]) == keys([.character("j")]))
    #expect(decode([0xe0, 0x80, 0xaf, 0x6a]) == keys([.character("j")]))
    #expect(decode([0xed, 0xa0, 0x80, 0x6a]) == keys([.character("j")]))
    #expect(decode([0xf4, 0x90, 0x80, 0x80, 0x6a]) == keys([.character("j")]))
    #expect(decode([0xe6, 0x97, 0x6a]) == keys([.character("j")]))
    #expect(decode([0xe6, 0xe6, 0x97, 0xa5]) == keys([.character("日")]))
    #expect(decode([0x1b, 0xff, 0x6a]) == keys([.character("j")]))
  }

  /// Each of the reports above, with the controls of 8 bits in place of Escape and a letter.
  @Test(arguments: [
    "[24;80R", "[1;1R", "[?62;22c", "[I", "[<0;10;20M", "[M !d", "]11;rgb:ffff/ffff/ffff\\",
    "P>|XTerm(388)\\",
    "_Gi=1;OK\\", "^private\\", "Xstring\\", "]52;c;ZGQ=\\", "D", "M", "Z",
  ])
  func `swallows a report with controls of 8 bits, as bytes and in UTF-8`(report: String) throws {
    let scalars = Array(report.unicodeScalars)
    let first = UInt8(scalars[0].value + 0x40)
    let body = Array(report.utf8.dropFirst().prefix { $0 != UInt8(ascii: "\\") })
    let hasEnd = report.hasSuffix("\\")
    let inBytes = [first] + body + (hasEnd ? [0x9c] : [])
    let inText = [0xc2, first] + body + (hasEnd ? [0xc2, 0x9c] : [])
    let mixed = [first] + body + (hasEnd ? Array("\u{1b}\\".utf8) : [])
    for bytes in [inBytes, inText, mixed] {
      #expect(decode(bytes + [0x6a]) == keys([.character("j")]))
      #expect(decodeBytewise(bytes + [0x6a]) == keys([.character("j")]))
    }
  }

  @Test func `takes no byte within broken text for a control`() {
    #expect(decode([0xff, 0x9b, 0x6a]) == keys([.character("j")]))
    #expect(decode([0xe6, 0x97, 0x41, 0x6a]) == keys([.character("A"), .character("j")]))
    #expect(decode([0xc0, 0x9d, 0x6a]) == keys([.character("j")]))
  }
}
