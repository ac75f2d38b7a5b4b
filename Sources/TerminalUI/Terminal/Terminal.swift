import CNcurses
public import ClientBrowser
import Platform

/// The terminal while it is ours: opens the screen, paints frames, reads bytes, and gives everything back.
///
/// It is the one owner of ncurses, whose state belongs to the process: only one may be open at a time. It
/// leaves signals alone, but for the guard that gives the terminal back in a crash, and never waits for
/// anything.
@MainActor
public final class Terminal {
  /// What the keys of this terminal send, for the ``KeyDecoder``.
  public let keySequences: [(sequence: [UInt8], key: Key)]

  let input: Descriptor
  let output: Descriptor
  /// Where standard error goes while the screen is up; nowhere if nil.
  private let diagnostics: Int32?
  /// The modes that the terminal had, and will have again.
  private let modesBefore: termios
  /// What a crash handler writes.
  private let resets: [UInt8]
  private let screen: OpaquePointer
  /// ncurses wants a stream; it is one of our own, on a descriptor of our own.
  private let stream: UnsafeMutablePointer<FILE>
  private var capture: OutputCapture
  private var painter: Painter
  var scroller = RowScroller()
  private var redirection: StandardErrorRedirection?
  private var state = State.open

  private enum State {
    case open
    case suspended
    case closed
  }

  /// Opens the screen, after it has made sure that it can: an error means that nothing has been written.
  ///
  /// - Parameters:
  ///   - environment: `TERM`, and `NO_COLOR`, are taken from it.
  ///   - input: where keys come from; standard input, if nothing is said.
  ///   - output: where the screen goes; standard output.
  ///   - diagnostics: where standard error goes while the screen is up; nowhere if nil. It is left alone if
  ///     it is not a terminal.
  public init(
    environment: [String: String],
    input: Int32 = 0,
    output: Int32 = 1,
    diagnostics: Int32? = nil
  ) throws(TerminalError) {
    self.input = Descriptor(number: input)
    self.output = Descriptor(number: output)
    self.diagnostics = diagnostics
    guard self.input.isTerminal else { throw .notATerminal(.input) }
    guard self.output.isTerminal else { throw .notATerminal(.output) }
    let description = try TerminalDescription(type: environment["TERM"], output: self.output)
    keySequences = description.keys
    resets = BracketedPaste.off + description.resets
    modesBefore = try self.input.modes()
    stream = try self.output.newStream()

    // Before newterm(), which writes the first bytes.
    Self.arm(resets, output: self.output, input: self.input, modes: modesBefore, standardError: nil)
    guard let screen = ncurses_new_terminal(environment["TERM"], stream, stream) else {
      terminal_guard_disarm()
      fclose(stream)
      throw .typeUnknown(environment["TERM"] ?? "")
    }
    self.screen = screen
    capture = OutputCapture(of: stream, for: self.output)
    // As if it had been suspended, so that the first frame takes the screen: until it has been once, ncurses
    // 6.4 takes itself to be starting and writes at every move of the cursor, a dozen times a frame.
    capture.drop { endwin() }
    let wantsColour = (environment["NO_COLOR"] ?? "").isEmpty
    painter = Painter(theme: wantsColour && ColourPairs.start() ? .colour : .monochrome)
    takeInput()
    takeOutput()
  }
}

extension Terminal {
  /// Shows a frame, once all events that were pending have been handled.
  public func paint(_ frame: Frame) {
    guard state == .open else { return }
    capture.passOn {
      painter.paint(frame, after: scroller.scroll(to: frame.scrolling))
    }
  }

  /// Writes a sequence of which ncurses knows nothing, such as ``Clipboard`` makes.
  ///
  /// It goes to the terminal at once, so it cannot end up within what ncurses writes: that has always been
  /// written by the time that ``paint(_:)`` returns.
  public func write(sequence bytes: [UInt8]) {
    guard state == .open else { return }
    output.write(bytes)
  }
}

extension Terminal {
  /// Gives the terminal back for a while, to a shell or an editor; ``resume()`` takes it again.
  public func suspend() {
    guard state == .open else { return }
    state = .suspended
    giveBack()
  }

  /// Takes the terminal again after ``suspend()``.
  ///
  /// The next frame is painted whole.
  public func resume() {
    guard state == .suspended else { return }
    state = .open
    takeInput()
    takeOutput()
    resize()
    repaintAll()
  }

  /// Gives the terminal back for good.
  ///
  /// Does nothing the second time.
  public func close() {
    if state == .open { giveBack() }
    guard state != .closed else { return }
    state = .closed
    delscreen(screen)
    capture.close()
    fclose(stream)
  }

  private func takeInput() {
    redirection = StandardErrorRedirection(to: diagnostics)
    Self.arm(resets, output: output, input: input, modes: modesBefore, standardError: redirection)
    // Byte by byte and without signals: Ctrl-C, Ctrl-S, Ctrl-V and Ctrl-Z are keys here.
    raw()
    noecho()
    nonl()
    // ncurses would look for input while it writes, and stop writing.
    typeahead(-1)
  }

  private func takeOutput() {
    idlok(ncurses_standard_screen(), true)
    scroller.forget()
    output.write(BracketedPaste.on)
  }

  /// In the reverse order of taking.
  private func giveBack() {
    // A process in the background is stopped when it changes the modes of its terminal; on its way out it
    // must not be.
    SignalMask.blocking(SIGTTOU) {
      output.write(BracketedPaste.off)
      // Nothing has been taken before the first frame: leaving would move the cursor.
      if !isendwin() { endwin() }
      input.setModes(modesBefore)
    }
    terminal_guard_disarm()
    redirection?.end()
    redirection = nil
  }

  private static func arm(
    _ resets: [UInt8],
    output: Descriptor,
    input: Descriptor,
    modes: termios,
    standardError: StandardErrorRedirection?
  ) {
    var plan = terminal_guard_plan(
      output: output.number,
      terminal: input.number,
      modes: modes,
      standard_error: standardError?.original ?? -1
    )
    terminal_guard_arm(&plan, resets, resets.count)
  }
}
