import Dispatch
import Platform
import Synchronization

/// What happens to signals while a program runs in our place: it decides about them, and we wait for it.
final class ForwardedSignals: Sendable {
  /// The terminal sends these to the program itself.
  private static let ignored = [SIGINT, SIGQUIT]
  /// These are sent to us alone, as by `kill` and supervisors.
  private static let forwarded = [SIGTERM, SIGHUP]

  private struct State {
    var process: pid_t?
    /// What came before the program was known.
    var waiting: [Int32] = []
  }

  private let state = Mutex(State())
  private let taken = Mutex<TakenSignals?>(nil)

  init() {
    // The default action would end us and leave the program alone. It gets its own default actions back.
    for number in Self.ignored { signal(number, SIG_IGN) }
    taken.withLock { taken in
      taken = TakenSignals(Self.forwarded, queue: .global()) { [weak self] in self?.send($0) }
    }
  }

  /// Sends the program what is sent to us.
  func forward(to process: pid_t) {
    state.withLock { state in
      state.process = process
      for number in state.waiting { kill(process, number) }
      state.waiting = []
    }
  }

  /// The program has ended: its process id may be another's from now on.
  func stop() {
    state.withLock { $0.process = nil }
  }

  private func send(_ number: Int32) {
    state.withLock { state in
      if let process = state.process { _ = kill(process, number) } else { state.waiting.append(number) }
    }
  }
}
