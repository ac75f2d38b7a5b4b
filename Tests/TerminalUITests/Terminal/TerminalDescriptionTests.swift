import Testing

@testable import TerminalUI

struct TerminalDescriptionTests {
  @Test(arguments: [
    ("\u{1b}[?5h$<100/>\u{1b}[?5l", "\u{1b}[?5h\u{1b}[?5l"),
    ("\u{1b}[m$<2>", "\u{1b}[m"),
    ("cost: 5$", "cost: 5$"),
    ("a$<b", "a$<b"),
    ("", ""),
  ])
  func `leaves out the pauses of terminfo`(string: String, result: String) {
    #expect(TerminalDescription.withoutPauses(Array(string.utf8)) == Array(result.utf8))
  }
}
