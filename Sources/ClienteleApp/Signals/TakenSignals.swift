import CSignals
import MainLoop
import Platform

/// Signals that come as events, instead of interrupting the program.
///
/// They are the process's: one of these values at a time listens. What comes while none does is kept for the next.
final class TakenSignals {
  private let numbers: [Int32]
  private let pipe: WatchedDescriptor

  /// Takes signals, and calls a handler on the main loop with those that have come, in order.
  ///
  /// A signal that was ignored when the program started stays ignored, as nohup wants it.
  @LoopActor
  init(_ numbers: [Int32], handler: @escaping @LoopActor @Sendable ([Int32]) -> Void) {
    self.numbers = numbers
    Self.take(numbers)
    pipe = WatchedDescriptor(signal_pipe_descriptor(), for: .reading) { handler(Self.pending()) }
    pipe.isWatched = true
  }

  /// Waits on this thread until one of the signals comes that were taken.
  static func next() -> Int32 {
    while true {
      if let number = pending().first { return number }
      var pipe = pollfd(fd: signal_pipe_descriptor(), events: Int16(POLLIN), revents: 0)
      _ = poll(&pipe, 1, -1)
    }
  }

  /// Takes signals before anything can listen: they are kept.
  static func take(_ numbers: [Int32]) {
    for number in numbers { signal_pipe_take(number) }
  }

  /// Lets signals do again what they did before, though somebody listens.
  static func giveBack(_ numbers: [Int32]) {
    for number in numbers { signal_pipe_give_back(number) }
  }

  /// Listens no more; the signals stay taken.
  @LoopActor
  func stopListening() {
    pipe.isWatched = false
  }

  /// Listens no more, and lets the signals do again what they did before.
  @LoopActor
  func giveBack() {
    pipe.isWatched = false
    for number in numbers { signal_pipe_give_back(number) }
  }

  /// What has come and the handler has not been called with.
  func takePending() -> [Int32] { Self.pending() }

  /// What has come since the last time, in order.
  private static func pending() -> [Int32] {
    let pipe = signal_pipe_descriptor()
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = bytes.withUnsafeMutableBytes { read(pipe, $0.baseAddress, $0.count) }
    return bytes.prefix(max(0, count)).map(Int32.init)
  }
}

extension TakenSignals {
  /// Signals that end the program through the ordinary way out.
  static let ending = [SIGINT, SIGTERM, SIGHUP]
  /// Ctrl-C, where the terminal makes a signal of it.
  static let interrupt = SIGINT
  /// Ctrl-\, where the terminal makes a signal of it.
  static let quit = SIGQUIT
  /// The terminal was closed.
  static let hangup = SIGHUP
  /// The terminal has another size.
  static let resized = SIGWINCH

  /// The process is to stop, and to go on later: Ctrl-Z.
  static let stop = SIGTSTP
  /// The process goes on, whatever has stopped it.
  static let continued = SIGCONT
  /// What stops a job that writes while another one has the terminal.
  static let backgroundOutput = SIGTTOU
  /// What the browser takes.
  static let browsing = ending + [stop, continued, resized]

  /// Writing to a connection that is closed at the other end is an error from now on, and no end of the program.
  ///
  /// Children are started with the default back.
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Whom a signal is sent to.
  enum Receivers {
    case thisProcess
    /// All processes that the shell knows as one job.
    case wholeJob
  }

  /// Stops the process as a signal does by default, and returns when it is continued.
  ///
  /// At once where there is no shell that could continue it: then the system ignores the signal.
  static func stop(by number: Int32, _ receivers: Receivers) {
    let isTaken = number == stop
    if isTaken { signal_pipe_give_back(number) }
    defer { if isTaken { signal_pipe_take(number) } }
    // Sent and unblocked in this very thread, so that nothing after it runs before the process has stopped.
    var unblocked = sigset_t()
    var before = sigset_t()
    sigemptyset(&unblocked)
    sigaddset(&unblocked, number)
    pthread_sigmask(SIG_UNBLOCK, &unblocked, &before)
    switch receivers {
    case .thisProcess: raise(number)
    case .wholeJob: kill(0, number)
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
