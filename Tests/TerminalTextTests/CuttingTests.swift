import Testing

@testable import TerminalText

struct CuttingTests {
  @Test(arguments: [
    ("dashboard", 9, "dashboard"),
    ("dashboard", 8, "dashboa…"),
    ("dashboard", 2, "d…"),
    ("dashboard", 1, "…"),
    ("dashboard", 0, ""),
    ("dashboard", -3, ""),
    ("", 5, ""),
    ("d", 1, "d"),
    ("日本語", 6, "日本語"),
    ("日本語", 5, "日本…"),
    ("日本語", 4, "日…"),
    ("日本語", 2, "…"),
    ("Größenmaß", 4, "Grö…"),
  ])
  func `cuts the end`(text: String, width: Int, result: String) {
    #expect(text.cut(toWidth: width) == result)
  }

  @Test(arguments: [
    ("dashboard", 9, "dashboard"),
    ("dashboard", 5, "…oard"),
    ("dashboard", 1, "…"),
    ("dashboard", 0, ""),
    ("日本語", 5, "…本語"),
    ("日本語", 4, "…語"),
    ("", 0, ""),
  ])
  func `cuts the head`(text: String, width: Int, result: String) {
    #expect(text.cutHead(toWidth: width) == result)
  }

  @Test func `keeps combining marks with their base`() {
    let text = "ae\u{301}b"
    #expect(text.cut(toWidth: 2) == "a…")
    #expect("e\u{301}bcd".cut(toWidth: 2) == "e\u{301}…")
    #expect("abe\u{301}".cutHead(toWidth: 2) == "…e\u{301}")
  }

  @Test func `keeps a grapheme of several cells whole`() {
    // Two regional indicators: one flag, two columns.
    #expect("🇫🇷🇩🇪".cut(toWidth: 4) == "🇫🇷🇩🇪")
    #expect("🇫🇷🇩🇪".cut(toWidth: 3) == "🇫🇷…")
    #expect("🇫🇷🇩🇪".cut(toWidth: 2) == "…")
  }

  @Test(arguments: 0...14)
  func `pads to the exact width, whatever is cut`(width: Int) {
    for text in ["", "dash", "日本語クライアント", "a日本語", "e\u{301}e\u{301}"] {
      #expect(text.padded(toWidth: width).cellWidth == width)
    }
  }
}
