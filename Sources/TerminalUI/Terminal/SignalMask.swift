import Platform

/// The signals that this thread does not take.
enum SignalMask {
  /// Does something while a signal is blocked.
  static func blocking(_ signal: Int32, _ body: () -> Void) {
    var blocked = sigset_t()
    var before = sigset_t()
    sigemptyset(&blocked)
    sigaddset(&blocked, signal)
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    body()
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
