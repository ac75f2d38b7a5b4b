import Platform
import Testing

/// Threads of our own.
@Suite struct ThreadTests {
  /// Whether a new thread takes a signal.
  private func takes(_ signal: Int32) async -> Bool {
    await withCheckedContinuation { answer in
      startThread {
        var blocked = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &blocked)
        answer.resume(returning: sigismember(&blocked, signal) == 0)
      }
    }
  }

  @Test(arguments: [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH, SIGALRM, SIGUSR1])
  func `what is meant for the process is left to the main thread`(signal: Int32) async {
    #expect(await !takes(signal))
  }

  /// The system ends a process at once whose thread makes a fault that it blocks: nothing would give the terminal back.
  @Test(arguments: [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS])
  func `a thread takes the signal of its own fault`(signal: Int32) async {
    #expect(await takes(signal))
  }

  /// On its own there may be no room left: it may have overflowed.
  @Test func `a thread has a stack on which its faults are handled`() async {
    let isThere = await withCheckedContinuation { answer in
      startThread {
        var stack = stack_t()
        answer.resume(
          returning: sigaltstack(nil, &stack) == 0 && stack.ss_flags == 0 && stack.ss_size >= 64 * 1024
        )
      }
    }
    #expect(isThere)
  }

  @Test func `whoever starts one takes what was taken before`() {
    var before = sigset_t()
    var after = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &before)
    startThread {}
    pthread_sigmask(SIG_BLOCK, nil, &after)
    for signal in Int32(1)..<32 { #expect(sigismember(&before, signal) == sigismember(&after, signal)) }
  }
}
