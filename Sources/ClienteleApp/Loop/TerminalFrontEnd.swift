import ClientBrowser
import MainLoop
import Platform
import TerminalUI

/// The terminal as a front end: keys, frames, signals, and its life beside other jobs.
///
/// It behaves as `less` and `vim` do. Whoever stops it gets the terminal as it was; in the background it stops again at
/// once and waits to be brought to the foreground; and whatever it finds there when it comes back is what it will give
/// back: the modes may have been changed meanwhile, and the screen belongs to the shell.
@LoopActor
final class TerminalFrontEnd: FrontEnd {
  let terminal: Terminal
  let environment: [String: String]
  private let escapeDelay: Duration
  private var decoder: KeyDecoder
  private var frames = FrameSeries()
  private(set) var tell: (@LoopActor (FrontEndEvent) -> Void)?
  /// What is to be shown, and has not been yet.
  private var due: Browser?
  /// Whether another job has the terminal, or a program of ours.
  var isAway = false
  /// The editor that has the terminal.
  var editor: EditorRun?
  /// What is to end us once the editor has given the terminal back.
  var endingAfterEditor: Int32?
  private var input: WatchedDescriptor?
  private var output: WatchedDescriptor?
  private var signals: TakenSignals?
  private var escapeTimer: LoopTimer?
  private var lastInput = ContinuousClock.now

  /// How often to look whether the terminal is ours again, where nothing tells.
  private static let lookAgain = Duration.seconds(1)

  /// - Parameters:
  ///   - environment: tells what runs around the program, such as tmux.
  ///   - escapeDelay: how long an Escape waits for what may belong to it.
  init(_ terminal: Terminal, environment: [String: String], escapeDelay: Duration) {
    self.terminal = terminal
    self.environment = environment
    self.escapeDelay = escapeDelay
    decoder = KeyDecoder(terminfo: terminal.keySequences)
  }

  var size: Size { terminal.size }

  func start(_ tell: @escaping @LoopActor (FrontEndEvent) -> Void) {
    self.tell = tell
    input = WatchedDescriptor(terminal.inputDescriptor, for: .reading) { [weak self] in self?.readInput() }
    output = WatchedDescriptor(terminal.outputDescriptor, for: .writing) { [weak self] in self?.writeOutput()
    }
    signals = TakenSignals(TakenSignals.browsing) { [weak self] in self?.take($0) }
    settle()
    if terminal.isInBackground { leaveToOthers() }
  }

  func show(_ browser: Browser) {
    due = browser
    paint()
  }

  func repaint() {
    terminal.repaintAll()
  }

  func copy(_ lines: [String]) -> CopyFailure? {
    switch Clipboard.sequence(for: lines, environment: environment) {
    case .success(let sequence): terminal.write(sequence: sequence) ? nil : .notWritten
    case .failure(let failure): failure
    }
  }

  func suspend() {
    // To the whole job, as the terminal would if the key were its own; it comes back as a signal.
    kill(0, TakenSignals.stop)
  }

  func close() {
    tell = nil
    editor?.forsake()
    escapeTimer?.cancel()
    input?.isWatched = false
    output?.isWatched = false
    (input, output) = (nil, nil)
    terminal.close()
    // Whoever loses patience with what is left to be done can end the program.
    signals?.giveBack()
  }
}

// MARK: What is typed

extension TerminalFrontEnd {
  private func readInput() {
    guard !terminal.isInBackground else { return leaveToOthers() }
    escapeTimer?.cancel()
    escapeTimer = nil
    switch terminal.readInput() {
    case .bytes(let bytes):
      let now = ContinuousClock.now
      let pause = now - lastInput
      lastInput = now
      tell(decoder.feed(bytes, after: pause))
    case .nothing: break
    case .end: tell?(.ended(signal: TakenSignals.hangup))
    }
    guard decoder.isWaiting, tell != nil else { return }
    escapeTimer = LoopTimer(after: escapeDelay) { [weak self] in self?.flushDecoder() }
  }

  /// Nothing came after an Escape: it was the key.
  private func flushDecoder() {
    // The timer may come before the news of what has arrived in time.
    if case .bytes(let bytes) = terminal.readInput() {
      lastInput = .now
      tell(decoder.feed(bytes))
    }
    if decoder.isWaiting { tell(decoder.flush()) }
  }

  private func tell(_ input: [TerminalInput]) {
    if !input.isEmpty { tell?(.input(input)) }
  }
}

// MARK: What is shown

extension TerminalFrontEnd {
  private func paint() {
    guard let browser = due, !isAway, !terminal.isOutputBlocked else { return }
    guard !terminal.isInBackground else { return leaveToOthers() }
    terminal.paint(frames.frame(of: browser))
    due = nil
    settle()
  }

  private func writeOutput() {
    guard !terminal.isInBackground else { return leaveToOthers() }
    terminal.flushOutput()
    settle()
    paint()
  }

  /// Waits for what there is to wait for.
  ///
  /// While the terminal takes no output no key is read: nobody should have to type at what cannot be seen, and nothing
  /// is done by keys whose effect is not shown. Signals come all the same.
  func settle() {
    let isBlocked = terminal.isOutputBlocked
    input?.isWatched = !isAway && !isBlocked
    output?.isWatched = !isAway && isBlocked
  }
}

// MARK: Signals, and other jobs

extension TerminalFrontEnd {
  private func take(_ numbers: [Int32]) {
    if let editor { return take(numbers, beside: editor) }
    if let ending = numbers.first(where: TakenSignals.ending.contains) {
      tell?(.ended(signal: ending))
      return
    }
    // What came last counts: continued after it was to stop, it goes on.
    switch numbers.last(where: { $0 == TakenSignals.stop || $0 == TakenSignals.continued }) {
    case TakenSignals.stop: stop(by: TakenSignals.stop, sendingTo: .thisProcess)
    case TakenSignals.continued: comeBack()
    default: if numbers.contains(TakenSignals.resized) { fit() }
    }
  }

  private func fit() {
    guard !isAway else { return }
    terminal.resize()
    tell?(.resized(terminal.size))
  }

  /// Stops the process until it is continued, with the terminal as it was before.
  private func stop(by number: Int32, sendingTo whom: TakenSignals.Receivers) {
    terminal.suspend()
    isAway = true
    settle()
    TakenSignals.stop(by: number, whom)
    // What came before it was continued comes first: it may have been ended while it was stopped.
    let came = signals?.takePending() ?? []
    if let ending = came.first(where: TakenSignals.ending.contains) {
      tell?(.ended(signal: ending))
    } else if !terminal.isInBackground {
      comeBack()
    } else if came.contains(TakenSignals.continued) {
      leaveToOthers()
    } else {
      // It was not stopped: nobody is there who could continue it.
      lookAgainLater()
    }
  }

  /// Another job has the terminal: stops, as whoever wants to write there should, and as the system would do to it.
  private func leaveToOthers() {
    stop(by: TakenSignals.backgroundOutput, sendingTo: .wholeJob)
  }

  /// Takes the terminal, if it is ours again, whoever has stopped and continued the process.
  func comeBack() {
    guard !terminal.isInBackground else { return leaveToOthers() }
    terminal.resume()
    isAway = false
    settle()
    tell?(.resized(terminal.size))
  }

  private func lookAgainLater() {
    _ = LoopTimer(after: Self.lookAgain) { [weak self] in self?.lookAgain() }
  }

  private func lookAgain() {
    guard let tell, isAway else { return }
    if terminal.hasHungUp {
      tell(.ended(signal: TakenSignals.hangup))
    } else if terminal.isInBackground {
      lookAgainLater()
    } else {
      comeBack()
    }
  }
}
