import HerokuAPI
import TerminalText
import TestSupport
import Testing

@testable import ClientBrowser
@testable import TerminalUI

/// Whatever stands in a name or a redirect URI, it is shown in its place, and drives nothing.
@Suite struct HostileTextTests {
  private static let texts = [
    String(repeating: "n", count: 1 << 14),
    String(repeating: "日", count: 5000),
    "a" + String(repeating: "\u{301}", count: 10_000),
    String(repeating: "👩‍👩‍👧‍👦", count: 200),
    "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}1m\r\n\t\u{8}",
    "\u{202e}moc.live\u{202c}\u{2066}x\u{2069}", "a\u{200b}\u{200d}\u{2060}\u{feff}b", "\u{E0041}\u{fe0f}",
    " ",
    "\u{2028}\u{2029}\u{85}", "\u{10FFFF}\u{E000}",
  ]

  @Test(arguments: texts.indices)
  func `is shown in every screen`(index: Int) throws {
    let text = Self.texts[index]
    let odd = OAuthClient.sample(text, id: "66666666", redirectURI: "https://example.com/\(text)")
    for size in [Size(columns: 120, rows: 40), Size(columns: 40, rows: 10)] {
      for keys in [[], ["e"], ["d"], ["R"], ["n"], ["s"], ["/", "e", "x"], ["?"], ["y"], [" ", "d"]]
        as [[Key]]
      {
        var browser = Browser.showing([.staging, odd, .billing], selected: odd, size: size)
        try #require(browser.selected == odd)
        for key in keys { browser.press(key) }
        expectSafe(Frame(browser), size, "\(index) at \(size) after \(keys.map(\.name))")
      }
    }
  }

  /// An eighth of a megabyte, since a build for tests takes ten times as long for each letter.
  private static let huge: [(name: String, redirectURI: String)] = {
    func repeated(_ text: String) -> String { String(repeating: text, count: 125_000 / text.utf8.count) }
    return [
      (repeated("h"), "https://example.com/"), (repeated("日"), "https://example.com/"),
      ("long", "https://example.com/" + repeated("path/")),
      ("long", "https://" + repeated("h") + ".example.com/"),
      ("long", "https://" + repeated("ab.") + "example.com/"),
    ]
  }()

  /// Whatever is done with each letter may be done once, and not again for each line or each letter.
  @Test(.timeLimit(.minutes(1)), arguments: huge.indices)
  func `as much text as no client has is shown, and holds nobody up`(index: Int) throws {
    let odd = OAuthClient.sample(
      Self.huge[index].name,
      id: "66666666",
      redirectURI: Self.huge[index].redirectURI
    )
    var browser = Browser.showing([.staging, odd, .billing], selected: odd)
    try #require(browser.selected == odd)
    for size in [Size(columns: 120, rows: 40), Size(columns: 50, rows: 15)] {
      browser.send(.resized(size))
      for key in ["k", "j", .enter, .pageDown, .escape, "d", .escape] as [Key] {
        browser.press(key)
        expectSafe(Frame(browser), size, "\(index) at \(size) after \(key.name)")
      }
    }
  }

  private func expectSafe(_ frame: Frame, _ size: Size, _ place: String) {
    #expect(frame.size == size && frame.cells.count == size.columns * size.rows, "\(place)")
    let unseen = frame.cells.map(\.scalar).filter(\.isUnseen) + frame.marks.joined().filter(\.isUnseen)
    #expect(unseen.isEmpty, "\(place)")
    #expect(frame.marks.allSatisfy { $0.count <= Frame.mostMarks }, "\(place)")
  }
}
