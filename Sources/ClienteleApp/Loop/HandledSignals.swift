import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The signals that the browser takes as events instead of being interrupted by them.
enum HandledSignals {
  /// Signals that end the program through the ordinary way out.
  static let ending = [SIGINT, SIGTERM, SIGHUP]
  /// The terminal was closed.
  static let hangup = SIGHUP
  /// The terminal has another size.
  static let resized = SIGWINCH

  /// Blocks every signal that a dispatch source listens to.
  ///
  /// To be called before the first thread is made: each inherits the mask, and a signal that one thread does
  /// not block is delivered there, with its default action. Children must unblock them.
  static func block() {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in ending + [resized] { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Calls a handler on the main actor whenever a signal comes, for as long as the source is kept.
  @MainActor
  static func source(
    for signal: Int32,
    handler: @escaping @MainActor () -> Void
  ) -> any DispatchSourceSignal {
    let source = DispatchSource.makeSignalSource(signal: signal, queue: .main)
    source.setEventHandler { MainActor.assumeIsolated(handler) }
    source.activate()
    return source
  }
}
