import FoundationEssentials
import Testing

@testable import TerminalUI

struct ClipboardTests {
  private func sequence(_ text: String, _ environment: [String: String] = [:]) -> String? {
    try? Clipboard.sequence(for: [text], environment: environment).map { String(decoding: $0, as: UTF8.self) }
      .get()
  }

  @Test func `wraps the text in base64`() {
    #expect(sequence("id") == "\u{1b}]52;c;aWQ=\u{7}")
    #expect(sequence("日本") == "\u{1b}]52;c;5pel5pys\u{7}")
  }

  @Test func `replaces what could do harm where it is pasted`() {
    #expect(sequence("a\nb") == sequence("a\u{fffd}b"))
    #expect(sequence("\u{202e}") == sequence("\u{fffd}"))
  }

  @Test func `lines stay lines, and none has a line break of its own`() throws {
    let sequence = try Clipboard.sequence(for: ["a\r\nb", "", "c"], environment: [:]).get()
    let payload = String(decoding: sequence, as: UTF8.self).dropFirst("\u{1b}]52;c;".count).dropLast()
    let text = Data(base64Encoded: String(payload)).map { String(decoding: $0, as: UTF8.self) }
    #expect(text == "a\u{fffd}\u{fffd}b\n\nc")
  }

  @Test func `goes through tmux in both of the ways that tmux may allow`() {
    #expect(
      sequence("id", ["TMUX": "/tmp/tmux-0/default,1,0"])
        == "\u{1b}]52;c;aWQ=\u{7}\u{1b}Ptmux;\u{1b}\u{1b}]52;c;aWQ=\u{7}\u{1b}\\"
    )
    #expect(sequence("id", ["TMUX": ""]) == "\u{1b}]52;c;aWQ=\u{7}")
  }

  @Test func `goes through GNU screen in strings that it takes, and is whole behind them`() throws {
    #expect(sequence("id", ["STY": "1.pts-0.host"]) == "\u{1b}P\u{1b}]52;c;aWQ=\u{7}\u{1b}\\")
    for length in [100, 180, 181, 182, 183, 1000, Clipboard.limit] {
      let text = String(repeating: "x", count: length)
      let wrapped = try #require(sequence(text, ["STY": "1.pts-0.host"]))
      let pieces = wrapped.components(of: "\u{1b}P", "\u{1b}\\")
      #expect(pieces.allSatisfy { $0.utf8.count <= 252 })
      #expect(pieces.joined() == sequence(text))
    }
  }

  @Test(
    arguments: [
      ("tmux-256color", "\u{1b}]52"), ("screen.xterm-256color", "\u{1b}P\u{1b}]52"),
      ("screen-256color", "\u{1b}P\u{1b}]52"),
    ]
  )
  func `within both it is written for the inner one, as TERM tells it`(term: String, beginning: String) throws
  {
    let both = ["TMUX": "/tmp/tmux-0/default,1,0", "STY": "1.pts-0.host", "TERM": term]
    #expect(try #require(sequence("id", both)).hasPrefix(beginning))
  }

  /// Older versions of kitty put a text behind the one before it.
  @Test(arguments: [["TERM": "xterm-kitty"], ["KITTY_WINDOW_ID": "1", "TERM": "xterm-256color"]])
  func `empties the clipboard of kitty first`(environment: [String: String]) {
    #expect(sequence("id", environment) == "\u{1b}]52;c;!\u{7}\u{1b}]52;c;aWQ=\u{7}")
    #expect(
      sequence("id", environment.merging(["TMUX": "/tmp/tmux"]) { $1 })
        == "\u{1b}]52;c;aWQ=\u{7}\u{1b}Ptmux;\u{1b}\u{1b}]52;c;!\u{7}\u{1b}\\"
        + "\u{1b}Ptmux;\u{1b}\u{1b}]52;c;aWQ=\u{7}\u{1b}\\"
    )
  }

  @Test func `refuses more than terminals take`() throws {
    let most = String(repeating: "x", count: Clipboard.limit)
    let sequence = try Clipboard.sequence(for: [most], environment: [:]).get()
    #expect(sequence.count <= 100_000)
    #expect(
      Clipboard.sequence(for: [most + "x"], environment: [:]) == .failure(.tooLong(limit: Clipboard.limit))
    )
    #expect(CopyFailure.tooLong(limit: 5).description.contains("5 bytes"))
  }
}

extension String {
  /// What stands within each pair of an opening and a closing.
  fileprivate func components(of opening: String, _ closing: String) -> [String] {
    split(separator: closing).map { String($0.dropFirst(opening.unicodeScalars.count)) }
  }
}
