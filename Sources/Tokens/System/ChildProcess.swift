import Platform
import Subprocess

/// Asks programs as children of this process.
enum ChildProcess {
  /// The most that is read of what a program writes, in bytes.
  private static let outputLimit = 1 << 20

  /// Starts a program with nothing on its standard input, and waits for its end or until its time is over; then it is
  /// ended, with everything that it started and that did not leave its session.
  ///
  /// What a program that has ended leaves behind is not waited for, and left alone: it may be a daemon.
  static func ask(
    _ program: AskedProgram,
    environment: [String: String],
    timeLimit: Duration
  ) async -> ProgramAnswer {
    await withTaskGroup(of: ProgramAnswer.self) { group in
      group.addTask { await answer(of: program, environment: environment) }
      group.addTask {
        try? await Task.sleep(for: timeLimit)
        return .timedOut(timeLimit)
      }
      let first = await group.next()
      // Leaving the group waits for the other task: when this returns, the child is no more.
      group.cancelAll()
      guard let first, !Task.isCancelled else { return .failed("it was interrupted") }
      return first
    }
  }

  private static func answer(
    of program: AskedProgram,
    environment: [String: String]
  ) async -> ProgramAnswer {
    var options = PlatformOptions()
    // A session of its own, so that ending it reaches what it started too, and so that it has no terminal to stop on.
    options.createSession = true
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
    ]
    do {
      let result = try await run(
        .name(program.name),
        arguments: Arguments(program.arguments),
        environment: .custom(variables(from: environment)),
        platformOptions: options,
        input: .none,
        output: .bytes(limit: outputLimit),
        error: .string(limit: outputLimit)
      )
      switch result.terminationStatus {
      case .exited(let code):
        return .exited(Int(code), output: result.standardOutput, error: result.standardError)
      case .signaled(let number): return .signaled(Int(number))
      }
    } catch let error as SubprocessError where error.code == .executableNotFound {
      return .notInstalled
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      return .failed("it wrote more than a token")
    } catch {
      return .failed("it could not be started or listened to")
    }
  }

  private static func variables(from environment: [String: String]) -> [Environment.Key: String] {
    var variables: [Environment.Key: String] = [:]
    for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
    if variables["GPG_TTY"] == nil, let terminal = StandardInput.terminalPath() {
      // GnuPG takes its own standard input for the terminal to ask for a pass phrase on, and here that is none.
      variables["GPG_TTY"] = terminal
    }
    return variables
  }
}

/// This process's standard input.
private enum StandardInput {
  /// The path of the terminal that it is; nil if it is none.
  static func terminalPath() -> String? {
    var path = [CChar](repeating: 0, count: 256)
    guard ttyname_r(STDIN_FILENO, &path, path.count) == 0 else { return nil }
    return String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
