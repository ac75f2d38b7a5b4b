import Testing

@testable import TerminalUI

@Suite struct RepeatExpansionTests {
  @Test(arguments: [
    ("plain", "plain"), ("a \u{1B}[8bz", "a         z"), ("-\u{1B}[3b-\u{1B}[2b", "-------"),
    ("x\u{1B}[0bz", "xz"),
    ("\u{1B}[1;2b", "\u{1B}[1;2b"), ("a\u{1B}[b", "a\u{1B}[b"), ("a\u{1B}[12", "a\u{1B}[12"),
    ("a\u{1B}", "a\u{1B}"),
    ("\u{1B}[5b", "\u{1B}[5b"), ("\u{1B}[1m\u{1B}[2J", "\u{1B}[1m\u{1B}[2J"),
  ])
  func `writes repetitions out and leaves everything else`(bytes: String, expanded: String) {
    #expect(String(decoding: RepeatExpansion.expanding(Array(bytes.utf8)), as: UTF8.self) == expanded)
  }

  @Test func `bounds a repetition`() {
    #expect(RepeatExpansion.expanding(Array("a\u{1B}[99999999999999999999b".utf8)).count == 1001)
  }
}
