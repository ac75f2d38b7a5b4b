import CSignals
import ClientBrowser
import MainLoop
import Platform

/// The person's editor with a text, from its start until it is left.
///
/// It runs in our job, as a shell would see it: Ctrl-Z stops both, and `fg` continues both. Signals are as they were when we
/// were started.
@LoopActor
final class EditorRun {
  private let process: pid_t
  private let file: EditorFile

  /// Why no editor was opened, as a sentence.
  struct Failure: Error {
    let reason: String
  }

  /// The shell that reads what `VISUAL` says, which may be a command with arguments.
  private static let shell = "/bin/sh"
  /// What a shell says of a command that it does not find, and of one that cannot be run.
  private static let (notFound, cannotRun): (Int32, Int32) = (127, 126)

  /// Starts the editor that `VISUAL` or else `EDITOR` names, or `vi`.
  ///
  /// - Parameter tell: is called once it has ended and its file is removed.
  init(
    of text: String,
    environment: [String: String],
    tell: @escaping @LoopActor (EditorOutcome) -> Void
  ) throws(Failure) {
    let command = Self.command(in: environment)
    let file: EditorFile
    do throws(EditorFile.Failure) {
      file = try EditorFile(text, environment: environment)
    } catch {
      throw Failure(reason: "No file could be made for the editor: \(error.reason).")
    }
    self.file = file
    do throws(Failure) {
      process = try Self.start(command, file.path, environment)
    } catch {
      file.remove()
      throw error
    }
    let process = process
    let isAwaited = startThread {
      let ended = ProcessEnd(Self.waitForEnd(of: process))
      Task { @LoopActor in
        let outcome = Self.outcome(of: command, ended, file)
        file.remove()
        tell(outcome)
      }
    }
    guard isAwaited else {
      kill(process, SIGKILL)
      _ = Self.waitForEnd(of: process)
      file.remove()
      throw Failure(reason: "No editor was opened: the system has no thread to wait for it with.")
    }
  }

  /// Waits on this thread until a process has ended, and returns its status as `waitpid(2)` gives it.
  private nonisolated static func waitForEnd(of process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }

  /// The command that opens a file.
  static func command(in environment: [String: String]) -> String {
    [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self).first {
      $0.contains { !$0.isWhitespace }
    }
      ?? "vi"
  }

  /// Sends the editor a signal.
  func send(_ signal: Int32) { kill(process, signal) }

  /// Removes the file of an editor that is not waited for.
  func forsake() { file.remove() }

  private static func start(
    _ command: String,
    _ path: String,
    _ environment: [String: String]
  ) throws(Failure) -> pid_t {
    // It has no use for the key to the account.
    let variables = environment.filter { $0.key != "HEROKU_API_KEY" }.map { "\($0.key)=\($0.value)" }
    let arguments = [shell, "-c", script(command), command, path]
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    var values: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) }
    words.append(nil)
    values.append(nil)
    defer { for text in words + values { free(text) } }
    var process: pid_t = 0
    let error = inherited_signals_spawn(&process, shell, words, values)
    guard error == 0 else {
      throw Failure(
        reason: "The editor “\(command)” could not be started: \(String(cString: strerror(error)))."
      )
    }
    return process
  }

  /// What the shell is told: to become the editor, so that a signal reaches it, where the command is nothing but a program
  /// and its arguments.
  static func script(_ command: String) -> String {
    let isPlain = command.allSatisfy { $0.isLetter || $0.isNumber || "/._-+ ".contains($0) }
    return (isPlain ? "exec " : "") + command + " \"$@\""
  }

  private static func outcome(of command: String, _ end: ProcessEnd, _ file: EditorFile) -> EditorOutcome {
    let saved: Result<String, EditorFile.Failure>
    do throws(EditorFile.Failure) {
      saved = .success(try file.text())
    } catch {
      saved = .failure(error)
    }
    switch (end, saved) {
    case (.exited(0), .success(let text)): return .left(text: text)
    case (.exited(0), .failure(let failure)):
      return .failed(reason: "What “\(command)” has left cannot be read: \(failure.reason).", saved: nil)
    case (_, _):
      return .failed(reason: end.words(of: command), saved: try? saved.get())
    }
  }

  /// How a process has ended.
  private enum ProcessEnd: Sendable {
    case exited(Int32)
    case signalled(Int32)

    init(_ status: Int32) {
      let signal = status & 0x7f
      self = signal == 0 ? .exited(status >> 8 & 0xff) : .signalled(signal)
    }

    /// What has become of the editor, as a sentence.
    func words(of command: String) -> String {
      switch self {
      case .exited(notFound), .exited(cannotRun):
        "The editor “\(command)” could not be started; VISUAL or EDITOR names another."
      // A shell tells so of a command that a signal has ended.
      case .exited(let code) where code > 128:
        "The editor “\(command)” was ended by the signal \(code - 128)."
      case .exited(let code): "The editor “\(command)” has failed with the exit code \(code)."
      case .signalled(let signal): "The editor “\(command)” was ended by the signal \(signal)."
      }
    }
  }
}
