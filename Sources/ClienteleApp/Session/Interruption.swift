import Dispatch
import Platform
import Synchronization

/// What is said when a signal ends a command in the middle of a change: a script, and whoever pressed Ctrl-C, must not
/// be left to guess whether it was done.
///
/// Of a process there is one, as of its signals. Commands that change nothing never ask for it, and are ended by
/// signals in the ordinary way.
final class Interruption: Sendable {
  /// The process's own; signals come here from the first use on.
  static let current = Interruption()

  /// Finds the words, when they are needed.
  typealias Remark = @Sendable () -> [String]

  private enum State {
    /// Ends the process, with these words if there are any.
    case ending(remark: Remark?)
    /// Signals are somebody else's affair from now on.
    case over
  }

  private let state = Mutex(State.ending(remark: nil))

  private let signals = Mutex<TakenSignals?>(nil)

  private init() {
    signals.withLock { signals in
      signals = TakenSignals(TakenSignals.ending, queue: .global()) { [weak self] in self?.end(after: $0) }
    }
  }

  /// Sets what is said from now on if a signal comes; nil says nothing.
  func setRemark(_ remark: Remark?) {
    state.withLock { state in
      if case .ending = state { state = .ending(remark: remark) }
    }
  }

  /// Leaves signals to another.
  func stop() {
    state.withLock { $0 = .over }
    signals.withLock { signals in
      signals?.stopListening()
      signals = nil
    }
  }

  private func end(after signal: Int32) {
    // Held until the process is gone: nothing else may be said by then.
    state.withLock { state in
      guard case .ending(let remark) = state else { return }
      let lines = remark?() ?? []
      if let first = lines.first {
        StandardError.print(lines: ["Interrupted. \(first)"] + lines.dropFirst())
      }
      _exit(128 + signal)
    }
  }
}
