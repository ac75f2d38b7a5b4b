import TestSupport
import Testing

@testable import TerminalText

struct CleanTextTests {
  @Test(arguments: ["", "Production dashboard", "Größe", "日本語クライアント", "e\u{301}", "🚀 ship", "© Acme", "한"])
  func `leaves harmless text as it is`(text: String) {
    let clean = CleanText(text)
    #expect(Array(clean.text.utf8) == Array(text.utf8))
    #expect(!clean.wasChanged)
  }

  @Test(arguments: [
    ("\u{1b}]0;owned\u{7}", "�]0;owned�"),
    ("two\r\nlines\tand more", "two��lines�and more"),
    ("\u{7f}", "�"),
    ("\u{9b}2J", "�2J"),
    ("a\u{200b}b", "a�b"),
    ("\u{202e}moc.live", "�moc.live"),
    ("\u{2066}x\u{2069}", "�x�"),
    ("\u{2028}", "�"),
    ("\u{feff}bom", "�bom"),
    ("tag\u{e0041}", "tag�"),
    ("soft\u{ad}hyphen", "soft�hyphen"),
    ("arabic mark \u{61c}", "arabic mark �"),
    ("filler \u{3164}", "filler �"),
    ("unassigned \u{378}", "unassigned �"),
    ("a\u{200d}b", "a�b"),
  ])
  func `replaces what is unsafe in a cell, one for one`(raw: String, text: String) {
    let clean = CleanText(raw)
    #expect(clean.text == text)
    #expect(clean.wasChanged)
  }

  @Test func `replaces every scalar of the forbidden ranges`() {
    let ranges: [ClosedRange<UInt32>] = [
      0x00...0x1f, 0x7f...0x9f, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x2069, 0xfeff...0xfeff,
      0xe0000...0xe007f,
    ]
    for scalar in ranges.joined().compactMap(Unicode.Scalar.init) {
      #expect(CleanText("x\(scalar)y").text == "x�y", "U+\(String(scalar.value, radix: 16))")
    }
  }

  @Test(arguments: [
    ("👨‍👩‍👧", "👨"),
    ("👩🏽‍💻 dev", "👩 dev"),
    ("👍🏿", "👍"),
    ("❤\u{fe0f}", "❤"),
    ("1\u{fe0f}\u{20e3}", "1\u{20e3}"),
    ("🏳\u{fe0f}‍🌈!", "🏳!"),
    ("🇫🇷 🇩🇪", "FR DE"),
  ])
  func `draws an emoji sequence as its base`(raw: String, text: String) {
    let clean = CleanText(raw)
    #expect(clean.text == text)
    #expect(clean.wasChanged)
  }

  @Test func `shows a joiner that joins nothing`() {
    #expect(CleanText("👨\u{200d}").text == "👨�")
    #expect(CleanText("👨\u{200d}x").text == "👨�x")
  }

  @Test func `gives a mark without a base one`() {
    #expect(Array(CleanText("\u{301}a").text.unicodeScalars) == ["\u{25cc}", "\u{301}", "a"])
  }

  @Test func `keeps four marks on a base`() {
    let tower = "a" + String(repeating: "\u{301}", count: 50) + "b"
    #expect(
      Array(CleanText(tower).text.unicodeScalars) == ["a", "\u{301}", "\u{301}", "\u{301}", "\u{301}", "b"]
    )
  }

  @Test func `what drives a terminal or ends a line is unseen, and what is unseen is unsafe`() {
    let all = (UInt32(0)...0x10ffff).lazy.compactMap { Unicode.Scalar($0) }
    #expect(all.first { $0.isControl && !$0.isUnseen } == nil)
    #expect(all.first { $0.isUnseen && !$0.isUnsafeInCell } == nil)
    let driving: [Unicode.Scalar] = ["\u{7}", "\n", "\u{85}", "\u{9b}", "\u{2028}", "\u{2029}"]
    #expect(driving.filter { !$0.isControl }.isEmpty)
    // Joiners and variation selectors are parts of what people type.
    let typed: [Unicode.Scalar] = ["\u{200d}", "\u{200c}", "\u{fe0f}", "\u{ad}", "a"]
    #expect(typed.filter(\.isControl).isEmpty)
  }

  @Test func `tells canonically equivalent text apart`() {
    // Equal as strings in Swift, and neither has been changed.
    #expect(Array(CleanText("e\u{301}").text.unicodeScalars).count == 2)
    #expect(Array(CleanText("\u{e9}").text.unicodeScalars).count == 1)
  }

  @Test func `cleans any text for good, so that its width is what is drawn`() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let scalars = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0...(Bool.random(using: &random) ? 0x3ff : 0x1ffff), using: &random))
      }
      let clean = CleanText(String(String.UnicodeScalarView(scalars)))
      #expect(!CleanText(clean.text).wasChanged)
      #expect(clean.text.unicodeScalars.filter(\.isUnsafeInCell) == [])
      #expect(clean.text.cellWidth == clean.text.unicodeScalars.map(\.libcWidth).reduce(0, +))
    }
  }
}
