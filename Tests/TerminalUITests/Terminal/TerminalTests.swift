import CNcurses
import ClientBrowser
import MainLoop
import Platform
import TerminalText
import TestSupport
import Testing

@testable import TerminalUI

/// On pseudo-terminals.
///
/// One after the other: ncurses belongs to the process.
@LoopActor
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

  @Test func `gives back the modes that it found when it came back`() throws {
    let terminal = try open()
    terminal.paint(frame("clientele"))
    terminal.suspend()
    pty.change { $0.c_iflag &= ~tcflag_t(IXON) }
    let changed = pty.modes
    terminal.resume()
    terminal.paint(frame("clientele"))
    #expect(!pty.isCooked)
    terminal.close()
    #expect(pty.modes == changed)
  }

  @Test func `takes the terminal anew when somebody else has stopped it, whatever the modes are by then`()
    throws
  {
    let before = pty.modes
    let terminal = try open()
    terminal.paint(frame("clientele"))
    let ours = pty.modes
    _ = pty.takeOutput()
    // Nobody has touched the modes.
    terminal.resume()
    terminal.paint(frame("clientele"))
    #expect(pty.modes == ours)
    #expect(pty.takeOutput().contains("clientele"))
    // A shell has set its own.
    pty.change { modes in modes.c_lflag |= tcflag_t(ICANON | ECHO | ISIG | IEXTEN) }
    terminal.resume()
    terminal.paint(frame("clientele"))
    #expect(!pty.isCooked)
    #expect(pty.takeOutput().contains("\u{1b}[?1049h"))
    terminal.close()
    #expect(pty.isCooked)
    _ = before
  }

  @Test func `does not wait for a terminal that takes nothing`() throws {
    let terminal = try open()
    let clock = ContinuousClock()
    let took = clock.measure {
      for count in 0..<400 where !terminal.isOutputBlocked {
        terminal.repaintAll()
        terminal.paint(frame(String(repeating: count.isMultiple(of: 2) ? "a" : "b", count: 40)))
        terminal.write(sequence: Array(repeating: UInt8(ascii: " "), count: 4096))
      }
      #expect(terminal.isOutputBlocked)
      // The kernel makes some more room in its own time, but never for so much.
      terminal.write(sequence: Array(repeating: UInt8(ascii: " "), count: 1 << 20))
      terminal.close()
    }
    #expect(took < .seconds(5))
    #expect(pty.isCooked)
    // What was cut off is no sequence any more, and what turns everything off comes behind it.
    let last = pty.takeOutput()
    #expect(last.contains("\u{18}") && last.contains("\u{1b}[?2004l"))
  }

  @Test func `goes on when the terminal takes output again`() throws {
    let terminal = try open()
    defer { terminal.close() }
    while !terminal.isOutputBlocked {
      terminal.write(sequence: Array(repeating: UInt8(ascii: "x"), count: 4096))
    }
    // The kernel makes some more room in its own time, but never for so much.
    terminal.write(sequence: Array(repeating: UInt8(ascii: "x"), count: 1 << 18))
    terminal.paint(frame("not now"))
    var output = ""
    while terminal.isOutputBlocked {
      output += pty.takeSome()
      terminal.flushOutput()
    }
    output += pty.takeOutput()
    #expect(!output.contains("not now"))
    terminal.paint(frame("clientele"))
    #expect(pty.takeOutput().contains("clientele"))
  }

  @Test(arguments: ["linux", "vt100", "xterm-256color"])
  func `leaves nothing on the screen that it gives back`(type: String) throws {
    let terminal = try open(["TERM": type])
    terminal.paint(frame("5ec3e7", "5ec3e7"))
    _ = pty.takeOutput()
    terminal.close()
    let output = pty.takeOutput()
    // To the upper left, and everything from there on.
    #expect(output.contains("\u{1b}[J"), "\(output.debugDescription)")
  }

  @Test(arguments: ["xterm-256color", "linux", "vt100", "vt52"])
  func `leaves line drawing characters at the start and when all is painted`(type: String) throws {
    let terminal = try open(["TERM": type])
    defer { terminal.close() }
    let reset = type == "vt52" ? "" : "\u{1b}(B\u{f}"
    terminal.paint(frame("clientele"))
    #expect(reset.isEmpty ? !pty.takeOutput().contains("\u{f}") : pty.takeOutput().contains(reset))
    terminal.paint(frame("other"))
    #expect(!pty.takeOutput().contains("\u{f}"))
    terminal.repaintAll()
    terminal.paint(frame("other"))
    #expect(reset.isEmpty ? !pty.takeOutput().contains("\u{f}") : pty.takeOutput().contains(reset))
  }

  @Test func `the size is the terminal's own`() throws {
    setenv("LINES", "3", 1)
    setenv("COLUMNS", "4", 1)
    defer {
      unsetenv("LINES")
      unsetenv("COLUMNS")
    }
    let terminal = try open()
    defer { terminal.close() }
    #expect(terminal.size == Size(columns: 40, rows: 10))
    var corner = frame("")
    corner.draw("corner", row: 9, column: 30)
    terminal.paint(corner)
    #expect(pty.takeOutput().contains("corner"))
  }

  @Test(arguments: ["xterm-kitty", "foot", "foot-extra", "alacritty-direct", "wezterm", "xterm-ghostty"])
  func `takes a kind of a known family for xterm, and says so`(type: String) throws {
    let terminal = try open(["TERM": type, "TERMINFO_DIRS": "/nowhere"])
    defer { terminal.close() }
    terminal.paint(frame("clientele"))
    #expect(pty.takeOutput().contains("clientele"))
    #expect(terminal.remark == nil || terminal.remark?.contains("\"\(type)\"") == true)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGTSTP, SIGWINCH, SIGHUP, SIGCONT])
  func `leaves the signals of the loop alone`(number: Int32) throws {
    let before = SignalAction(of: number)
    let terminal = try open()
    terminal.paint(frame("clientele"))
    #expect(SignalAction(of: number) == before)
    terminal.close()
    #expect(SignalAction(of: number) == before)
  }

  @Test func `leaves signals that are ignored ignored`() throws {
    for number in [SIGQUIT, SIGUSR1, SIGALRM] {
      signal(number, SIG_IGN)
      defer { signal(number, SIG_DFL) }
      let before = SignalAction(of: number)
      let terminal = try open()
      #expect(SignalAction(of: number) == before)
      terminal.close()
      #expect(SignalAction(of: number) == before)
    }
  }

  @Test(
    arguments: [
      SIGSEGV, SIGILL, SIGABRT, SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGSYS,
      SIGQUIT,
      SIGBUS, SIGFPE, SIGTRAP, SIGPOLL, SIGPWR, SIGSTKFLT, 40, 64,
    ]
  )
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
