import ClientBrowser
import MainLoop
import TerminalText
import TestSupport
import Testing

@testable import TerminalUI

extension TerminalTests {
  /// What arrives on the screen.
  @LoopActor
  @Suite(.serialized)
  struct Screen {
    private let pty: PseudoTerminal
    private let size = Size(columns: 40, rows: 10)

    init() throws {
      useTerminalLocale()
      pty = try PseudoTerminal(size: size)
    }

    private func opened(_ extra: [String: String] = [:]) throws -> Terminal {
      try Terminal(
        environment: ["TERM": "xterm-256color"].merging(extra) { $1 },
        input: pty.descriptor,
        output: pty.descriptor
      )
    }

    private func frame(_ lines: String..., style: Style = .plain, size: Size? = nil) -> Frame {
      var frame = Frame(size: size ?? self.size)
      for (row, line) in lines.enumerated() { frame.draw(line, row: row, column: 0, style: style) }
      return frame
    }

    @Test func `sends what has changed and no more`() throws {
      let terminal = try opened()
      defer { terminal.close() }
      terminal.paint(frame("Production", "Staging"))
      let first = pty.takeOutput()
      #expect(first.contains("Production") && first.contains("Staging"))
      terminal.paint(frame("Production", "Staging"))
      #expect(pty.takeOutput() == "")
      terminal.paint(frame("Production", "Sandbox"))
      let change = pty.takeOutput()
      #expect(change.contains("andbox"))
      #expect(!change.contains("Production"))
    }

    @Test func `sends wide characters and combining marks`() throws {
      let terminal = try opened()
      defer { terminal.close() }
      terminal.paint(frame("日本語クライアント", "e\u{301}\u{323}x", "🚀 ─│┌"))
      let output = pty.takeOutput()
      #expect(output.contains("日本語クライアント"))
      #expect(output.contains("e\u{301}\u{323}x"))
      #expect(output.contains("🚀 ─│┌"))
    }

    @Test func `tells a row by its combining marks, too`() throws {
      let terminal = try opened()
      defer { terminal.close() }
      terminal.paint(frame("e\u{301}"))
      _ = pty.takeOutput()
      terminal.paint(frame("e\u{300}"))
      #expect(pty.takeOutput().unicodeScalars.contains("\u{300}"))
    }

    @Test(arguments: [1, 3, -1, -3])
    func `lets the terminal move the rows that scroll, and sends those that come in`(distance: Int) throws {
      let terminal = try opened()
      defer { terminal.close() }
      func list(top: Int, detail: String) -> Frame {
        var frame = Frame(size: size)
        frame.draw("head", row: 0, column: 0)
        frame.scrolling = ScrollingRows(rows: 1..<9, top: top)
        for row in 1..<9 {
          frame.draw("entry number \(top + row)", row: row, column: 0)
          frame.draw("\(detail) \(row)", row: row, column: 30)
        }
        frame.draw("foot", row: 9, column: 0)
        return frame
      }
      terminal.paint(list(top: 20, detail: "before"))
      _ = pty.takeOutput()
      terminal.paint(list(top: 20 + distance, detail: "after"))
      let output = pty.takeOutput()
      let coming = distance > 0 ? (29 - 1 + distance) : (21 + distance)
      #expect(output.contains("entry number \(coming)"))
      #expect(
        output.split(separator: "entry", omittingEmptySubsequences: false).count - 1 == abs(distance),
        "\(output.debugDescription)"
      )
      #expect(output.contains("after"))
      #expect(!output.contains("head") && !output.contains("foot"))

      // What ncurses was not handed because it had it already must not be missing now.
      terminal.repaintAll()
      terminal.paint(list(top: 20 + distance, detail: "after"))
      let whole = pty.takeOutput()
      for row in 1..<9 { #expect(whole.contains("entry number \(20 + distance + row)")) }
    }

    @Test func `paints all of it again when it is told to`() throws {
      let terminal = try opened()
      defer { terminal.close() }
      terminal.paint(frame("clientele"))
      _ = pty.takeOutput()
      terminal.repaintAll()
      terminal.paint(frame("clientele"))
      #expect(pty.takeOutput().contains("clientele"))
    }

    @Test func `shows the cursor where the frame has it, and hides it otherwise`() throws {
      let terminal = try opened()
      defer { terminal.close() }
      terminal.paint(frame("name"))
      #expect(!pty.takeOutput().contains("\u{1b}[?25h"))
      var typing = frame("name")
      typing.cursor = Position(row: 4, column: 7)
      terminal.paint(typing)
      let shown = pty.takeOutput()
      #expect(shown.contains("\u{1b}[5;8H"))
      #expect(shown.contains("\u{1b}[?25h"))
      terminal.paint(frame("name"))
      #expect(pty.takeOutput().contains("\u{1b}[?25l"))
    }

    @Test func `uses colours unless it is asked not to`() throws {
      for (extra, isColoured) in [([:], true), (["NO_COLOR": "1"], false), (["NO_COLOR": ""], true)] {
        let terminal = try opened(extra)
        terminal.paint(frame("brand", style: .brand))
        terminal.close()
        let output = pty.takeOutput()
        #expect(output.contains("\u{1b}[45m") == isColoured, "\(extra)")
        #expect(output.contains("brand"))
      }
    }

    @Test(arguments: [
      "vt100", "vt220", "linux", "screen-256color", "tmux-256color", "xterm-256color", "rxvt",
    ])
    func `paints on the common kinds of terminal, and leaves them as they were`(type: String) throws {
      let before = pty.modes
      let terminal = try opened(["TERM": type])
      for style in Style.allCases { terminal.paint(frame("styled", style: style)) }
      terminal.close()
      let output = pty.takeOutput()
      #expect(output.contains("styled"))
      #expect(modesLeftOn(by: output) == [])
      #expect(pty.modes == before)
    }

    @Test func `follows the size of the window`() throws {
      let terminal = try opened()
      defer { terminal.close() }
      #expect(terminal.size == size)
      terminal.paint(frame("small"))
      _ = pty.takeOutput()
      let larger = Size(columns: 60, rows: 14)
      pty.resize(to: larger)
      #expect(terminal.size == larger)
      terminal.resize()
      var grown = Frame(size: larger)
      grown.draw("corner", row: 13, column: 52)
      terminal.paint(grown)
      let output = pty.takeOutput()
      #expect(output.contains("\u{1b}[14;53H") && output.contains("corner"))
    }

    @Test func `copes with a frame of another size than the window has by now`() throws {
      let terminal = try opened()
      defer { terminal.close() }
      terminal.paint(frame("first", "second"))
      terminal.paint(frame("first", size: Size(columns: 10, rows: 1)))
      terminal.paint(frame("wide", size: Size(columns: 200, rows: 50)))
      _ = pty.takeOutput()
      terminal.repaintAll()
      terminal.paint(frame("small", size: Size(columns: 10, rows: 1)))
      let output = pty.takeOutput()
      #expect(output.contains("small"))
      #expect(!output.contains("second"))
    }

    @Test func `writes a sequence as it is`() throws {
      let terminal = try opened()
      defer { terminal.close() }
      terminal.paint(frame("clientele"))
      _ = pty.takeOutput()
      terminal.write(sequence: Array("\u{1b}]52;c;aWQ=\u{7}".utf8))
      #expect(pty.takeOutput() == "\u{1b}]52;c;aWQ=\u{7}")
    }
  }
}
