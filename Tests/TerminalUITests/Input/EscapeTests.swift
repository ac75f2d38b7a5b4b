import ClientBrowser
import Testing

@testable import TerminalUI

struct EscapeTests {
  @Test func `waits for what may follow Escape, and is Escape if nothing does`() {
    var decoder = KeyDecoder()
    #expect(!decoder.isWaiting)
    #expect(decoder.feed([0x1b]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.flush() == keys([.escape]))
    #expect(!decoder.isWaiting)
    #expect(decoder.feed(Array("j".utf8)) == keys([.character("j")]))
  }

  @Test func `takes a character behind Escape for Alt until the wait is over`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1b]) == [])
    #expect(decoder.feed(Array("b".utf8)) == keys([.alt("b")]))
    #expect(!decoder.isWaiting)
  }

  @Test func `counts Escapes in a row`() {
    #expect(decode("\u{1b}\u{1b}") == keys([.escape, .escape]))
    #expect(decode("\u{1b}\u{1b}\u{1b}\u{1b}") == keys([.escape, .escape, .escape, .escape]))
    #expect(decode("\u{1b}\u{1b}j") == keys([.escape, .alt("j")]))
  }

  @Test(arguments: ["\u{1b}]", "\u{1b}P", "\u{1b}_", "\u{1b}^", "\u{1b}X"])
  func `is Alt and a character if the string that it may begin does not come`(text: String) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array(text.utf8)) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.flush() == text.last.map { keys([.alt($0)]) })
    #expect(decoder.feed(Array("j".utf8)) == keys([.character("j")]))
  }

  @Test func `does not wait for the rest of a sequence, and does not take it for keys either`() {
    for (head, tail) in [("\u{1b}[", "A"), ("\u{1b}O", "A"), ("\u{1b}[1;", "5A"), ("\u{1b}[1", ";1A")] {
      var decoder = KeyDecoder()
      #expect(decoder.feed(Array(head.utf8)) == [])
      #expect(!decoder.isWaiting)
      #expect(decoder.flush() == [])
      #expect(decoder.feed(Array(tail.utf8)) == keys([Key(.up, tail == "5A" ? .control : [])]))
    }
  }

  @Test func `takes a scalar for dropped if its other bytes do not come`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0xe6, 0x97]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.flush() == [])
    #expect(!decoder.isWaiting)
    #expect(decoder.feed(Array("j".utf8)) == keys([.character("j")]))
  }

  @Test(
    arguments: [
      ([:], 25),
      (["SSH_CONNECTION": "10.0.0.1 50000 10.0.0.2 22"], 100),
      (["SSH_TTY": "/dev/pts/3"], 100),
      (["ESCDELAY": "300", "SSH_TTY": "/dev/pts/3"], 300),
      (["ESCDELAY": "0"], 0),
      (["ESCDELAY": "soon"], 25),
      (["ESCDELAY": "-1"], 25),
      (["ESCDELAY": "99999999"], 25),
    ] as [([String: String], Int)]
  )
  func `waits as long as the line to the terminal needs`(environment: [String: String], milliseconds: Int) {
    #expect(EscapeDelay.duration(in: environment) == .milliseconds(milliseconds))
  }
}
