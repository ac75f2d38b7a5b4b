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

  @Test(arguments: [[0x9b], [0xc2, 0x9b]] as [[UInt8]])
  func `between marks of 8 bits it ends by its own kind alone`(introducer: [UInt8]) {
    let begin8 = introducer + Array("200~".utf8)
    let end8 = introducer + Array("201~".utf8)
    #expect(
      decode(begin8 + Array("a\(end)b".utf8) + end8 + [0x6a]) == [.paste("a\(end)b"), .key(.character("j"))]
    )
    // Or what is pasted could end a paste that began with Escape.
    #expect(decode(Array((begin + "a\u{9b}201~d" + end + "j").utf8)).count == 2)
  }

  @Test func `may follow another one`() {
    #expect(decode(begin + "a" + end + begin + "b" + end) == [.paste("a"), .paste("b")])
  }

  // MARK: Without an end

  private let soon = Duration.milliseconds(50)
  private let late = Duration.seconds(2)

  private func stalled(after text: String = "Analytics") -> KeyDecoder {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array((begin + text).utf8), after: late) == [])
    return decoder
  }

  private func feed(_ decoder: inout KeyDecoder, _ text: String, after pause: Duration) -> [TerminalInput] {
    decoder.feed(Array(text.utf8), after: pause)
  }

  @Test(arguments: ["\u{3}", "\u{1b}[99;5u", "\u{1b}[27;5;99~"])
  func `is ended by Ctrl-C alone, at any time`(key: String) {
    for pause in [soon, late] {
      var decoder = stalled()
      #expect(feed(&decoder, key, after: pause) == [.lostPaste(.ended)])
      #expect(feed(&decoder, "j", after: soon) == keys([.character("j")]))
    }
  }

  @Test(arguments: ["\u{1b}", "\u{1b}[27u"]) func `is ended by Escape alone once it stands still`(key: String)
  {
    var decoder = stalled()
    #expect(feed(&decoder, key, after: late) == [.lostPaste(.ended)])
    #expect(feed(&decoder, "j", after: soon) == keys([.character("j")]))
    decoder = stalled()
    #expect(feed(&decoder, key, after: soon) == [])
    #expect(feed(&decoder, end, after: soon) == [.paste("Analytics" + key)], "it goes on")
  }

  @Test(arguments: ["q", "\r", "d", "\u{1b}[A", "\u{3}q", "q\u{3}", "\u{1b}q", "delete\r"])
  func `drops whatever else comes once it stands still`(text: String) {
    var decoder = stalled()
    #expect(feed(&decoder, text, after: late) == [.lostPaste(.stalled)])
    #expect(feed(&decoder, "y", after: soon) == [.lostPaste(.stalled)], "it does not begin again")
    #expect(feed(&decoder, end + "j", after: soon) == [.lostPaste(.ended)] + keys([.character("j")]))
  }

  @Test func `is whole if only its end was late`() {
    var decoder = stalled()
    #expect(feed(&decoder, end + "j", after: late) == [.paste("Analytics")] + keys([.character("j")]))
    decoder = stalled(after: "Analytics\u{1b}[20")
    #expect(feed(&decoder, "1~", after: late) == [.paste("Analytics")])
  }

  @Test func `its rest is not taken for keys when it comes after all`() {
    var decoder = stalled()
    #expect(feed(&decoder, "\u{1b}", after: late) == [.lostPaste(.ended)])
    #expect(feed(&decoder, "\u{1b}[B\u{1b}[B", after: soon) == keys([.down, .down]), "no text")
    #expect(feed(&decoder, "delete\r", after: soon) == [.lostPaste(.late)])
    #expect(feed(&decoder, "y\r" + end + "j", after: soon) == [.lostPaste(.late)] + keys([.character("j")]))
    #expect(feed(&decoder, "jk", after: soon) == keys([.character("j"), .character("k")]), "all has come")
  }

  @Test func `a new one is taken, and after a while nothing more is expected of the old one`() {
    var decoder = stalled()
    #expect(feed(&decoder, "\u{3}", after: late) == [.lostPaste(.ended)])
    #expect(feed(&decoder, begin + "text" + end, after: soon) == [.paste("text")])
    decoder = stalled()
    #expect(feed(&decoder, "\u{3}", after: late) == [.lostPaste(.ended)])
    #expect(feed(&decoder, "jk", after: .seconds(40)) == keys([.character("j"), .character("k")]))
  }
}
