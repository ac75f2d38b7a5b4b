import Testing

@testable import TerminalUI

struct ClipboardTests {
  private func sequence(_ text: String, _ environment: [String: String] = [:]) -> String? {
    Clipboard.sequence(for: text, environment: environment).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `wraps the text in base64`() {
    #expect(sequence("id") == "\u{1b}]52;c;aWQ=\u{7}")
    #expect(sequence("日本") == "\u{1b}]52;c;5pel5pys\u{7}")
  }

  @Test func `replaces what could do harm where it is pasted`() {
    #expect(sequence("a\nb") == sequence("a\u{fffd}b"))
    #expect(sequence("\u{202e}") == sequence("\u{fffd}"))
  }

  @Test func `goes through tmux in both of the ways that tmux may allow`() {
    #expect(
      sequence("id", ["TMUX": "/tmp/tmux-0/default,1,0"])
        == "\u{1b}]52;c;aWQ=\u{7}\u{1b}Ptmux;\u{1b}\u{1b}]52;c;aWQ=\u{7}\u{1b}\\"
    )
    #expect(sequence("id", ["TMUX": ""]) == "\u{1b}]52;c;aWQ=\u{7}")
  }

  @Test func `refuses more than terminals take`() throws {
    let most = String(repeating: "x", count: Clipboard.limit)
    let sequence = try #require(Clipboard.sequence(for: most, environment: [:]))
    #expect(sequence.count <= 100_000)
    #expect(Clipboard.sequence(for: most + "x", environment: [:]) == nil)
  }
}
