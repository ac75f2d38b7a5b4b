import ClientBrowser
import Platform
import TerminalText
import Testing

@testable import TerminalUI

/// On pseudo-terminals.
///
/// One after the other: ncurses belongs to the process.
@MainActor
@Suite(.serialized)
struct TerminalTests {
  private let pty: PseudoTerminal
  private let environment = ["TERM": "xterm-256color"]

  init() throws {
    useTerminalLocale()
    pty = try PseudoTerminal()
  }

  private func open(_ environment: [String: String]? = nil) throws -> Terminal {
    try Terminal(environment: environment ?? self.environment, input: pty.descriptor, output: pty.descriptor)
  }

  private func frame(_ lines: String..., size: Size = Size(columns: 40, rows: 10)) -> Frame {
    var frame = Frame(size: size)
    for (row, line) in lines.enumerated() { frame.draw(line, row: row, column: 0) }
    return frame
  }

  @Test func `gives back everything that it took`() throws {
    let before = pty.modes
    let terminal = try open()
    terminal.paint(frame("clientele"))
    #expect(!pty.isCooked)
    #expect(pty.modes != before)
    let taken = pty.takeOutput()
    for mode in ["\u{1b}[?1049h", "\u{1b}[?2004h", "\u{1b}[?25l"] { #expect(taken.contains(mode)) }

    terminal.close()
    #expect(pty.modes == before)
    let given = pty.takeOutput()
    for mode in ["\u{1b}[?1049l", "\u{1b}[?2004l", "\u{1b}[?25h"] { #expect(given.contains(mode)) }
  }

  @Test func `leaves no mode on that it has turned on`() throws {
    let terminal = try open()
    var shown = frame("clientele")
    shown.cursor = Position(row: 0, column: 3)
    terminal.paint(shown)
    terminal.paint(frame("bye"))
    terminal.suspend()
    terminal.resume()
    terminal.paint(shown)
    terminal.close()
    #expect(modesLeftOn(by: pty.takeOutput()) == [])
  }

  @Test func `leaves the palette alone, and the screen if it has shown nothing`() throws {
    let terminal = try open()
    terminal.close()
    #expect(!pty.takeOutput().contains("\u{1b}[?1049"))

    let other = try open()
    other.paint(frame("clientele"))
    other.suspend()
    other.resume()
    other.paint(frame("clientele"))
    other.close()
    let output = pty.takeOutput()
    #expect(!output.contains("\u{1b}]104") && !output.contains("\u{1b}]4;"))
    #expect(output.split(separator: "\u{1b}[?1049h", omittingEmptySubsequences: false).count - 1 == 2)
  }

  @Test func `is closed once`() throws {
    let terminal = try open()
    terminal.close()
    _ = pty.takeOutput()
    terminal.close()
    terminal.suspend()
    terminal.resume()
    terminal.paint(frame("late"))
    terminal.write(sequence: Array("late".utf8))
    #expect(pty.takeOutput() == "")
    #expect(pty.isCooked)
  }

  @Test func `can be opened again`() throws {
    for _ in 0..<3 {
      let terminal = try open()
      terminal.paint(frame("again"))
      #expect(pty.takeOutput().contains("again"))
      terminal.close()
    }
    #expect(pty.isCooked)
  }

  @Test func `gives the terminal back for a while and then paints all of it`() throws {
    let before = pty.modes
    let terminal = try open()
    terminal.paint(frame("clientele"))
    _ = pty.takeOutput()
    terminal.suspend()
    #expect(pty.modes == before)
    #expect(modesLeftOn(by: pty.takeOutput()) == [])
    terminal.paint(frame("while away"))
    #expect(pty.takeOutput() == "")

    terminal.resume()
    terminal.paint(frame("clientele"))
    #expect(!pty.isCooked)
    let output = pty.takeOutput()
    for part in ["\u{1b}[?1049h", "\u{1b}[?2004h", "clientele"] { #expect(output.contains(part)) }
    terminal.close()
    #expect(pty.modes == before)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGTSTP, SIGWINCH])
  func `leaves the signals of the loop alone`(number: Int32) throws {
    let before = SignalAction(of: number)
    let terminal = try open()
    terminal.paint(frame("clientele"))
    #expect(SignalAction(of: number) == before)
    terminal.close()
    #expect(SignalAction(of: number) == before)
  }

  @Test(arguments: [SIGSEGV, SIGILL, SIGABRT])
  func `guards against crashes while it is open, and only then`(number: Int32) throws {
    let before = SignalAction(of: number)
    let terminal = try open()
    #expect(SignalAction(of: number) != before)
    terminal.suspend()
    #expect(SignalAction(of: number) == before)
    terminal.resume()
    #expect(SignalAction(of: number) != before)
    terminal.close()
    #expect(SignalAction(of: number) == before)
  }
}
