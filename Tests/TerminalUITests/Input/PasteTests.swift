import ClientBrowser
import Testing

@testable import TerminalUI

struct PasteTests {
  private let begin = "\u{1b}[200~"
  private let end = "\u{1b}[201~"

  @Test(arguments: [
    "", "text", "two\rlines\r\n", "日本 e\u{301}", "\u{1b}[A \u{1b}OB", "d\u{1b}", "\u{1b}[201",
    "\u{1b}\u{1b}[20",
  ])
  func `is one piece of text, whatever is in it`(text: String) {
    let bytes = Array((begin + text + end + "j").utf8)
    #expect(decode(bytes) == [.paste(text), .key(.character("j"))])
    #expect(decodeBytewise(bytes) == [.paste(text), .key(.character("j"))])
  }

  @Test func `does not wait, and does not become keys, while its end is missing`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array((begin + "delete\u{1b}").utf8)) == [])
    #expect(!decoder.isWaiting)
    #expect(decoder.flush() == [])
    #expect(decoder.feed(Array("d\r".utf8)) == [])
    #expect(decoder.feed(Array(end.utf8)) == [.paste("delete\u{1b}d\r")])
  }

  @Test func `keeps no more than its limit, and drops the rest up to the end`() throws {
    var decoder = KeyDecoder()
    let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 16)
    #expect(decoder.feed(Array(begin.utf8)) == [])
    for _ in 0..<40 { #expect(decoder.feed(chunk) == []) }
    let input = decoder.feed(Array((end + "j").utf8))
    try #require(input.count == 2)
    guard case .paste(let text) = input[0] else {
      Issue.record("no paste, but \(input[0])")
      return
    }
    #expect(text.utf8.count == 1 << 20)
    #expect(input[1] == .key(.character("j")))
  }

  @Test func `does not end in a part of a character when it is cut`() {
    let text = "xx" + String(repeating: "日", count: 1 << 19)
    let input = decode(begin + text + end)
    #expect(input == [.paste(String(text.prefix(2 + ((1 << 20) - 2) / 3)))])
  }

  @Test func `shows what is no UTF-8 in it`() {
    #expect(decode(Array(begin.utf8) + [0x61, 0xff, 0x62] + Array(end.utf8)) == [.paste("a�b")])
  }

  @Test func `may follow another one`() {
    #expect(decode(begin + "a" + end + begin + "b" + end) == [.paste("a"), .paste("b")])
  }
}
