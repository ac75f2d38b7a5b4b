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

  /// The process that is waited for, and is told of the signal too; nil where there is none.
  private let child = Mutex<pid_t?>(nil)
  /// What is said when a signal comes; nil says nothing.
  private let remark = Mutex<Remark?>(nil)

  private init() {
    TakenSignals.take(TakenSignals.ending)
    // On a thread of its own: a command may be waiting for a line on its own one.
    startThread { self.end(after: TakenSignals.next()) }
  }

  /// Sets what is said from now on if a signal comes; nil says nothing.
  func setRemark(_ remark: Remark?) {
    self.remark.withLock { $0 = remark }
  }

  /// Waits for the end of a child, which gets a signal that comes meanwhile.
  ///
  /// - Returns: its status, as `waitpid` gives it.
  func wait(for process: pid_t) -> Int32 {
    child.withLock { $0 = process }
    // Looked at first and taken away afterwards: until then nobody else can have its number.
    var ended = siginfo_t()
    while waitid(P_PID, id_t(process), &ended, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    child.withLock { $0 = nil }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private func end(after signal: Int32) {
    // Held until the process is gone: nothing else may be said by then.
    child.withLock { child in
      if let child { kill(child, signal) }
    }
    remark.withLock { remark in
      let lines = remark?() ?? []
      if let first = lines.first {
        StandardError.print(lines: ["Interrupted. \(first)"] + lines.dropFirst())
      }
      _exit(128 + signal)
    }
  }
}
