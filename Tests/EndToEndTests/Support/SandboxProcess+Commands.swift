import Subprocess
import SystemPackage
import TestSupport
import Testing

/// How a command of the program ended, and what it said.
struct CommandOutcome: Sendable {
  /// The exit status; 128 and the signal's number, as a shell has it, after a signal.
  let status: Int32
  let standardOutput: String
  let standardError: String
}

extension TerminationStatus {
  /// The exit status; 128 and the signal's number, as a shell has it, after a signal.
  var shellStatus: Int32 {
    switch self {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }
}

extension SandboxProcess {
  /// Runs a command of the program on the sandbox, without a terminal.
  @discardableResult
  func clientele(
    _ name: String,
    _ arguments: String...,
    token: String = SandboxProcess.token,
    environment: [Environment.Key: String?] = [:]
  ) async throws -> CommandOutcome {
    try await clientele(name, arguments, token: token, environment: environment)
  }

  /// Runs a command of the program on the sandbox, without a terminal.
  @discardableResult
  func clientele(
    _ name: String,
    _ arguments: [String],
    token: String = SandboxProcess.token,
    environment: [Environment.Key: String?] = [:]
  ) async throws -> CommandOutcome {
    let command = [name, "--host", url] + arguments
    return try await Program.run(
      command,
      environment: environment.merging(["HEROKU_API_KEY": token]) { given, _ in given }
    )
  }
}

extension SandboxProcess {
  /// Runs a command of the program on the sandbox, and kills it as soon as something has come about.
  ///
  /// - Parameters:
  ///   - home: where it writes what it keeps.
  ///   - hasComeAbout: asked again and again.
  func killed(
    _ arguments: [String],
    home: TemporaryFolder,
    once hasComeAbout: () async throws -> Bool
  ) async throws {
    let outcome = try await Subprocess.run(
      .path(FilePath(try Program.path())),
      arguments: Arguments(arguments + ["--host", url]),
      environment: .inherit.updating([
        "HEROKU_API_KEY": Self.token, "HOME": home.path, "XDG_STATE_HOME": nil,
      ]),
      input: .none,
      output: .discarded,
      error: .discarded
    ) { execution in
      while try await !hasComeAbout() { try await Task.sleep(for: .milliseconds(20)) }
      try execution.send(signal: .kill)
    }
    #expect(outcome.terminationStatus == .signaled(9))
  }
}

extension Program {
  /// Runs the program without a terminal.
  static func run(
    _ arguments: [String],
    environment: [Environment.Key: String?] = [:]
  ) async throws -> CommandOutcome {
    let outcome = try await Subprocess.run(
      .path(FilePath(try Program.path())),
      arguments: Arguments(arguments),
      environment: .inherit.updating(
        environment.merging(
          ["HEROKU_HOST": nil, "CLIENTELE_READ_ONLY": nil, "XDG_STATE_HOME": try Program.stateHome()]
        ) { given, _ in given }
      ),
      output: .string(limit: 16 << 20),
      error: .string(limit: 1 << 20)
    )
    return CommandOutcome(
      status: outcome.terminationStatus.shellStatus,
      standardOutput: outcome.standardOutput,
      standardError: outcome.standardError
    )
  }
}
