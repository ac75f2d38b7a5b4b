import TestSupport
import Testing

@testable import TerminalText

struct WrappingTests {
  @Test(arguments: [
    ("", 10, [""]),
    ("callback", 10, ["callback"]),
    ("one two three", 7, ["one two", "three"]),
    ("one two three", 8, ["one two", "three"]),
    ("one two", 3, ["one", "two"]),
    (
      "https://dashboard.example.com/auth/heroku/", 14,
      ["https://", "dashboard.", "example.com/", "auth/heroku/"]
    ),
    ("callback?code=1&state=2", 14, ["callback?code=", "1&state=2"]),
    ("01234567-89ab-cdef", 14, ["01234567-89ab-", "cdef"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("日本語クライ", 5, ["日本", "語ク", "ライ"]),
    ("日本", 1, ["日", "本"]),
    ("ab", 0, ["a", "b"]),
  ])
  func `breaks lines`(text: String, width: Int, lines: [String]) {
    #expect(text.wrapped(toWidth: width) == lines)
  }

  @Test func `loses nothing of a URI, and keeps within the width`() {
    let uri = "https://app-1.example.com/auth/heroku/callback?state=aaaaaaaaaaaaaaaaaaaaaaaaaaaaa&x=日本語.é-//"
    for width in 2...100 {
      let lines = uri.wrapped(toWidth: width)
      #expect(lines.joined() == uri)
      #expect(lines.allSatisfy { $0.cellWidth <= width })
    }
  }

  @Test func `leaves out only the spaces at which it breaks`() {
    let text = "This cannot be undone.  Every authorization   through it stops working."
    for width in 2...80 {
      let lines = text.wrapped(toWidth: width)
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
      #expect(lines.allSatisfy { $0.cellWidth <= width && !$0.isEmpty })
    }
  }

  /// Text of ASCII alone goes a way of its own.
  @Test(arguments: 0..<20) func `breaks plain text where any other would break`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let length = Int.random(in: 1...60, using: &random)
      let plain = String((0..<length).compactMap { _ in "aab  /&?=.-".randomElement(using: &random) })
      let width = Int.random(in: 1...24, using: &random)
      let other = plain.replacing("a", with: "ä").replacing("b", with: "ö")
      let lines = other.wrapped(toWidth: width).map {
        $0.replacing("ä", with: "a").replacing("ö", with: "b")
      }
      #expect(plain.wrapped(toWidth: width) == lines, "“\(plain)” in \(width)")
    }
  }

  /// Looked at anew for each line, it would take minutes.
  @Test(.timeLimit(.minutes(1))) func `a megabyte takes no longer for each line than a few letters`() {
    let text = String(repeating: "a", count: 1_000_000)
    let lines = text.wrapped(toWidth: 10)
    #expect(lines.count == 100_000 && lines.allSatisfy { $0.utf8.count == 10 })
  }
}
