import CNcurses
public import ClientBrowser
public import MainLoop
import Platform

/// The terminal while it is ours: opens the screen, paints frames, reads bytes, and gives everything back.
///
/// It is the one owner of ncurses, whose state belongs to the process: only one may be open at a time. It leaves the
/// signals of the event loop alone, sets the guard that gives the terminal back when another one ends the program, and
/// never waits for anything: not for keys, and not for a terminal that takes no output.
///
/// While another job has the terminal it neither paints nor sets modes, whatever it is told.
@LoopActor
public final class Terminal {
  /// What the keys of this terminal send, for the ``KeyDecoder``.
  public let keySequences: [(sequence: [UInt8], key: Key)]
  /// What a person should be told about this terminal, when it has been given back; nil where all is well.
  public let remark: String?

  private let input: Descriptor
  private let output: Descriptor
  private var outgoing: TerminalOutput
  /// Where standard error goes while the screen is up; nowhere if nil.
  private let diagnostics: Int32?
  private let description: TerminalDescription
  private let screen: OpaquePointer
  /// ncurses wants a stream; it is one of our own, and leads into the capture.
  private let stream: UnsafeMutablePointer<FILE>
  private var capture: OutputCapture
  private var painter: Painter
  private var scroller = RowScroller()
  private var redirection: StandardErrorRedirection?
  private var state = State.suspended
  /// The modes that the terminal had, and will have again.
  private var modesBefore: termios
  /// The modes that it has while it is ours.
  private var modesOfOurs: termios
  /// Whether the next frame has to take the screen, and leave whatever character set is in use there.
  private var isScreenTaken = false
  private var isWholeFrameDue = true

  private enum State {
    case open
    /// Lent to another job, or not had yet.
    case suspended
    case closed
  }

  /// Opens the screen, after it has made sure that it can: an error means that nothing has been written.
  ///
  /// In the background it stops the job until somebody brings it to the foreground.
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
    description = try TerminalDescription(type: environment["TERM"], output: self.output)
    keySequences = description.keys
    remark = TerminalError.remark(wanted: environment["TERM"] ?? "", used: description.type)
    self.input.waitForForeground()
    modesBefore = try self.input.modes()
    modesOfOurs = modesBefore.raw
    capture = try OutputCapture()

    var stream: UnsafeMutablePointer<FILE>?
    let screen = ncurses_new_terminal(
      description.type,
      output,
      capture.file,
      self.output.windowSize != nil,
      &stream
    )
    self.input.setModes(modesBefore)
    guard let screen, let stream else {
      capture.close()
      throw .typeUnknown(description.type)
    }
    self.screen = screen
    self.stream = stream
    outgoing = TerminalOutput(to: self.output)
    // As if it had been suspended, so that the first frame takes the screen: until it has been once, ncurses
    // 6.4 takes itself to be starting and writes at every move of the cursor, a dozen times a frame.
    capture.drop { endwin() }
    let wantsColour = (environment["NO_COLOR"] ?? "").isEmpty
    painter = Painter(theme: wantsColour ? ColourPairs.start() : .monochrome)
    resume()
  }
}

// MARK: What is typed

extension Terminal {
  /// What a loop waits on for input.
  public var inputDescriptor: Int32 { input.number }

  /// Reads what has been typed by now.
  public func readInput() -> InputRead { input.readPending() }

  /// Whether another job has the terminal.
  public var isInBackground: Bool { input.isInBackground }

  /// Whether the terminal is gone.
  public var hasHungUp: Bool { input.hasHungUp }
}

// MARK: What is shown

extension Terminal {
  /// Its size now, as the system knows it.
  public var size: Size {
    output.windowSize
      ?? Size(
        columns: Int(getmaxx(ncurses_standard_screen())),
        rows: Int(getmaxy(ncurses_standard_screen()))
      )
  }

  /// Makes ncurses take note of ``size``, which it cannot do itself while SIGWINCH belongs to the event loop.
  public func resize() {
    let size = size
    scroller.forget()
    if is_term_resized(Int32(size.rows), Int32(size.columns)) {
      resizeterm(Int32(size.rows), Int32(size.columns))
    }
  }

  /// Shows a frame, once all events that were pending have been handled.
  ///
  /// Does nothing while ``isOutputBlocked``: whoever paints shows the frame of that time when it no longer is.
  public func paint(_ frame: Frame) {
    guard state == .open, !isOutputBlocked else { return }
    if !isScreenTaken {
      isScreenTaken = true
      arm()
    }
    var bytes = isWholeFrameDue ? description.ordinaryCharacters : []
    isWholeFrameDue = false
    bytes += capture.bytes { painter.paint(frame, after: scroller.scroll(to: frame.scrolling)) }
    outgoing.write(bytes)
  }

  /// Makes the next frame be painted whole: something else has written on the screen.
  public func repaintAll() {
    scroller.forget()
    isWholeFrameDue = true
    clearok(ncurses_current_screen(), true)
  }

  /// Writes a sequence of which ncurses knows nothing, such as ``Clipboard`` makes; false if it cannot be written.
  ///
  /// It cannot end up within what ncurses writes: that is on its way as a whole by the time that ``paint(_:)`` returns.
  @discardableResult
  public func write(sequence bytes: [UInt8]) -> Bool {
    guard state == .open, !isInBackground else { return false }
    return outgoing.write(bytes)
  }

  /// Whether the terminal has not yet taken all that was written.
  public var isOutputBlocked: Bool { outgoing.isBlocked }

  /// What a loop waits on until the terminal takes more.
  public var outputDescriptor: Int32 { outgoing.descriptor.number }

  /// Writes what the terminal takes now of what it did not take before.
  public func flushOutput() {
    outgoing.flush()
  }
}

// MARK: Taking and giving back

extension Terminal {
  /// Gives the terminal back for a while, to a shell or an editor; ``resume()`` takes it again.
  public func suspend() {
    guard state == .open else { return }
    state = .suspended
    giveBack()
  }

  /// Takes the terminal, or takes it again: after ``suspend()``, or when the process has been stopped and continued by
  /// somebody else.
  ///
  /// The modes that it has now are those that it will have again, unless they are still ours. The next frame is painted
  /// whole. Does nothing while another job has the terminal.
  public func resume() {
    guard state != .closed, !isInBackground else { return }
    if let modes = try? input.modes(), !modes.isSame(as: modesOfOurs) { modesBefore = modes }
    if state == .suspended { redirection = StandardErrorRedirection(to: diagnostics) }
    state = .open
    isScreenTaken = false
    arm()
    input.setModes(modesBefore.raw)
    // As the system has them: it may not take all that it is told.
    modesOfOurs = (try? input.modes()) ?? modesBefore.raw
    // ncurses would look for input while it writes, and stop writing.
    typeahead(-1)
    idlok(ncurses_standard_screen(), true)
    // So that the next frame takes the screen, whatever has become of it.
    if !isendwin() { capture.drop { endwin() } }
    outgoing.write(BracketedPaste.on)
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
    fclose(stream)
    capture.close()
    outgoing.close()
  }

  /// In the reverse order of taking.
  private func giveBack() {
    if !isInBackground {
      var bytes = BracketedPaste.off
      // Erased before it is left: a secret must not stay on a terminal that has no other screen, and there the prompt
      // comes back where nothing stands. Nothing has been taken before the first frame.
      if isScreenTaken {
        bytes += capture.bytes {
          painter.erase()
          endwin()
        }
      }
      // Whoever else gets the terminal between these lines: its modes must not stop a process on its way out.
      SignalMask.blocking(SIGTTOU) {
        outgoing.finish(with: bytes)
        input.setModes(modesBefore)
      }
    }
    terminal_guard_disarm()
    redirection?.end()
    redirection = nil
  }

  /// Makes the guard give back what has been taken by now.
  private func arm() {
    var plan = terminal_guard_plan(
      output: outgoing.descriptor.number,
      terminal: input.number,
      modes: modesBefore,
      standard_error: redirection?.original ?? -1
    )
    let resets = BracketedPaste.off + (isScreenTaken ? description.resets : [])
    terminal_guard_arm(&plan, resets, resets.count)
  }
}

/// The mode in which a terminal says where a paste begins and ends.
///
/// ncurses knows nothing of it. It is turned on without asking whether the terminal has it: one that does not ignores
/// it, and an answer could arrive after we have gone.
private enum BracketedPaste {
  static let on = Array("\u{1b}[?2004h".utf8)
  static let off = Array("\u{1b}[?2004l".utf8)
}
