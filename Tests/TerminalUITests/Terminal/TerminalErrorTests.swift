import MainLoop
import Platform
import Testing

@testable import TerminalUI

extension TerminalTests {
  /// What stands in the way is found before anything is written.
  @LoopActor
  @Suite(.serialized)
  struct Errors {
    private let pty: PseudoTerminal

    init() throws { pty = try PseudoTerminal() }

    @Test(
      arguments: [
        ([:], .typeNotSet),
        (["TERM": ""], .typeNotSet),
        (["TERM": "no-such-terminal"], .typeUnknown("no-such-terminal")),
        (["TERM": "dumb"], .noCursorAddressing("dumb")),
      ] as [([String: String], TerminalError)]
    )
    func `refuses a terminal that it cannot use, and leaves it as it was`(
      environment: [String: String],
      error: TerminalError
    ) {
      let before = pty.modes
      #expect(throws: error) {
        try Terminal(environment: environment, input: pty.descriptor, output: pty.descriptor)
      }
      #expect(pty.takeOutput() == "")
      #expect(pty.modes == before)
    }

    @Test func `says which of its streams is not a terminal`() throws {
      let file = open("/dev/null", O_RDWR)
      defer { close(file) }
      let environment = ["TERM": "xterm-256color"]
      #expect(throws: TerminalError.notATerminal(.input)) {
        try Terminal(environment: environment, input: file, output: pty.descriptor)
      }
      #expect(throws: TerminalError.notATerminal(.output)) {
        try Terminal(environment: environment, input: pty.descriptor, output: file)
      }
      #expect(pty.takeOutput() == "")
    }

    @Test(
      arguments: [
        (.notATerminal(.input), "standard input"), (.notATerminal(.output), "standard output"),
        (.typeNotSet, "TERM=xterm-256color"), (.typeUnknown("foo"), "\"foo\""),
        (.noCursorAddressing("dumb"), "\"dumb\""), (.systemCallFailed("fcntl", code: 24), "errno 24"),
      ] as [(TerminalError, String)]
    )
    func `names what is wrong`(error: TerminalError, part: String) {
      #expect(String(describing: error).contains(part))
    }
  }
}
