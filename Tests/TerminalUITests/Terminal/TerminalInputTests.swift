import ClientBrowser
import MainLoop
import Testing

@testable import TerminalUI

extension TerminalTests {
  /// What is typed.
  @LoopActor
  @Suite(.serialized)
  struct Input {
    private let pty: PseudoTerminal
    private let terminal: Terminal

    init() throws {
      pty = try PseudoTerminal()
      terminal = try Terminal(
        environment: ["TERM": "xterm-256color"],
        input: pty.descriptor,
        output: pty.descriptor
      )
    }

    @Test func `reads what has been typed, without waiting for more`() {
      defer { terminal.close() }
      #expect(terminal.inputDescriptor == pty.descriptor)
      #expect(terminal.readInput() == .nothing)
      pty.type("jk")
      #expect(terminal.readInput() == .bytes(Array("jk".utf8)))
      #expect(terminal.readInput() == .nothing)
    }

    @Test func `gets the keys that a shell would keep for itself`() {
      defer { terminal.close() }
      // Ctrl-C, Ctrl-Z, Ctrl-\, Ctrl-S, Ctrl-Q, Ctrl-V, Ctrl-D, Ctrl-O, Return and Ctrl-J.
      let keys: [UInt8] = [0x03, 0x1a, 0x1c, 0x13, 0x11, 0x16, 0x04, 0x0f, 0x0d, 0x0a]
      pty.type(String(decoding: keys, as: UTF8.self))
      #expect(terminal.readInput() == .bytes(keys))
    }

    @Test func `tells that the terminal is gone, again and again`() {
      defer { terminal.close() }
      pty.hangUp()
      // A process that another test starts holds the other side too, from its fork until its exec.
      let deadline = ContinuousClock.now + .seconds(20)
      while terminal.readInput() == .nothing, ContinuousClock.now < deadline {}
      #expect(terminal.readInput() == .end)
      #expect(terminal.readInput() == .end)
    }

    @Test func `knows what the keys of the terminal send`() {
      defer { terminal.close() }
      var decoder = KeyDecoder(terminfo: terminal.keySequences)
      #expect(terminal.keySequences.contains { $0.sequence == Array("\u{1b}OA".utf8) && $0.key == .up })
      #expect(decoder.feed(Array("\u{1b}OA\u{1b}[3~".utf8)) == keys([.up, .delete]))
    }
  }
}
