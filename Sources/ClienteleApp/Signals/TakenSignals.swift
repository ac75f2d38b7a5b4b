import CSignals
import Dispatch
import Platform

/// Signals that come as events, instead of interrupting the program.
///
/// They are the process's: one of these values at a time listens. What comes while none does is kept for the next.
final class TakenSignals {
  private let numbers: [Int32]
  private let source: any DispatchSourceRead

  /// Takes signals, and calls a handler on a queue whenever one of them comes.
  ///
  /// A signal that was ignored when the program started stays ignored, as nohup wants it.
  init(_ numbers: [Int32], queue: DispatchQueue, handler: @escaping @Sendable (Int32) -> Void) {
    self.numbers = numbers
    Self.take(numbers)
    let pipe = signal_pipe_descriptor()
    source = DispatchSource.makeReadSource(fileDescriptor: pipe, queue: queue)
    source.setEventHandler {
      for number in Self.pending(in: pipe) { handler(number) }
    }
    source.activate()
  }

  /// Takes signals before anything can listen: they are kept.
  static func take(_ numbers: [Int32]) {
    for number in numbers { signal_pipe_take(number) }
  }

  /// Listens no more; the signals stay taken.
  func stopListening() {
    source.cancel()
  }

  /// Listens no more, and lets the signals do again what they did before.
  func giveBack() {
    source.cancel()
    for number in numbers { signal_pipe_give_back(number) }
  }

  /// What has come since the last time, in order.
  private static func pending(in pipe: Int32) -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = bytes.withUnsafeMutableBytes { read(pipe, $0.baseAddress, $0.count) }
    return bytes.prefix(max(0, count)).map(Int32.init)
  }
}

extension TakenSignals {
  /// Signals that end the program through the ordinary way out.
  static let ending = [SIGINT, SIGTERM, SIGHUP]
  /// The terminal was closed.
  static let hangup = SIGHUP
  /// The terminal has another size.
  static let resized = SIGWINCH

  /// The process is to stop, and to go on later: Ctrl-Z.
  static let stop = SIGTSTP
  /// What the browser takes.
  static let browsing = ending + [stop, resized]

  /// Stops the process as Ctrl-Z does, and returns when it is continued.
  ///
  /// At once where there is no shell that could continue it: then the system ignores the signal.
  static func stopHere() {
    signal_pipe_give_back(stop)
    defer { signal_pipe_take(stop) }
    // Raised and unblocked in this very thread, so that nothing after it runs before the process has stopped.
    var unblocked = sigset_t()
    var before = sigset_t()
    sigemptyset(&unblocked)
    sigaddset(&unblocked, stop)
    pthread_sigmask(SIG_UNBLOCK, &unblocked, &before)
    raise(stop)
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  /// Takes signals, and calls a handler on the main actor whenever one of them comes.
  convenience init(_ numbers: [Int32], handler: @escaping @MainActor (Int32) -> Void) {
    self.init(numbers, queue: .main) { number in
      MainActor.assumeIsolated { handler(number) }
    }
  }
}
