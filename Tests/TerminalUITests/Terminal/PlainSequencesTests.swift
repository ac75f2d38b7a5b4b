import Testing

@testable import TerminalUI

@Suite struct PlainSequencesTests {
  @Test(arguments: [
    ("plain", "plain"), ("a \u{1B}[8bz", "a         z"), ("-\u{1B}[3b-\u{1B}[2b", "-------"),
    ("x\u{1B}[0bz", "xz"),
    ("\u{1B}[1;2b", "\u{1B}[1;2b"), ("a\u{1B}[b", "a\u{1B}[b"), ("a\u{1B}[12", "a\u{1B}[12"),
    ("a\u{1B}", "a\u{1B}"),
    ("\u{1B}(B\u{1B}[mx\u{1B}(0", "\u{1B}[mx\u{1B}(0"), ("\u{1B}[5b", "\u{1B}[5b"),
    ("\u{1B}[1m\u{1B}[2J", "\u{1B}[1m\u{1B}[2J"),
    ("\u{1B}[39;49m\u{1B}]104\u{7}x", "\u{1B}[39;49mx"), ("\u{1B}]2;x\u{7}", "\u{1B}]2;x\u{7}"),
  ])
  func `writes repetitions out, leaves charset switches out, and keeps everything else`(
    bytes: String,
    expanded: String
  ) {
    var sequences = PlainSequences()
    #expect(String(decoding: sequences.rewriting(Array(bytes.utf8)), as: UTF8.self) == expanded)
  }

  @Test func `bounds a repetition`() {
    var sequences = PlainSequences()
    #expect(sequences.rewriting(Array("a\u{1B}[99999999999999999999b".utf8)).count == 1001)
  }

  @Test func `resets only what is set, from one frame to the next`() {
    var sequences = PlainSequences()
    func rewriting(_ text: String) -> String {
      String(decoding: sequences.rewriting(Array(text.utf8)), as: UTF8.self)
    }
    #expect(rewriting("\u{1B}[0;2ma") == "\u{1B}[0;2ma", "nothing is known before the first reset")
    #expect(rewriting("\u{1B}[mb\u{1B}[0;2mc\u{1B}[0;7md") == "\u{1B}[mb\u{1B}[2mc\u{1B}[0;7md")
    #expect(rewriting("\u{1B}[0;1me\u{1B}[m") == "\u{1B}[0;1me\u{1B}[m")
    #expect(rewriting("\u{1B}[31mf\u{1B}[0;1mg") == "\u{1B}[31mf\u{1B}[0;1mg", "a colour is an attribute too")
    #expect(rewriting("\u{1B}[m\u{1B}[3;4H\u{1B}[0;1mh") == "\u{1B}[m\u{1B}[3;4H\u{1B}[1mh")
  }

  @Test func `scrolls by line feeds at the edge of the region`() {
    var sequences = PlainSequences()
    func rewriting(_ text: String) -> String {
      String(decoding: sequences.rewriting(Array(text.utf8)), as: UTF8.self)
    }
    #expect(rewriting("\u{1B}[2S") == "\u{1B}[2S", "the region is not known yet")
    #expect(rewriting("\u{1B}[3;9r\u{1B}[2S") == "\u{1B}[3;9r\u{1B}7\u{1B}[9;1H\n\n\u{1B}8")
    #expect(rewriting("\u{1B}[2T") == "\u{1B}7\u{1B}[3;1H\u{1B}M\u{1B}M\u{1B}8")
    #expect(rewriting("\u{1B}[r\u{1B}[S") == "\u{1B}[r\u{1B}[S")
  }
}
