import HerokuAPI
import Subprocess

/// A program that gets a client's id and secret in its environment, without their being shown.
struct ChildRun: Sendable {
  private let program: ChildProgram
  private let client: OAuthClient
  private let secret: Secret
  /// What was done before, as a sentence; nil if it is nothing.
  private let done: String?

  /// A program for a secret that was there.
  init(of program: ChildProgram, with credentials: ClientCredentials) throws(CommandFailure) {
    try self.init(of: program, with: credentials, done: nil)
  }

  /// A program for the secret that a change has made.
  init(of program: ChildProgram, after outcome: ChangeOutcome) throws(CommandFailure) {
    guard let made = outcome.credentials else { throw CommandFailure(.outputFailed, outcome.report) }
    try self.init(of: program, with: made, done: outcome.report)
  }

  private init(
    of program: ChildProgram,
    with credentials: ClientCredentials,
    done: String?
  ) throws(CommandFailure) {
    guard let secret = credentials.secret else { throw .secretWithheld(credentials.client, done: done) }
    self.program = program
    client = credentials.client
    self.secret = secret
    self.done = done
  }

  /// Runs the program on our own standard input, output and error.
  ///
  /// - Returns: its exit code, or as a shell has it 128 and the number of the signal that ended it.
  func exitCode() async throws(CommandFailure) -> Int32 {
    let signals = ForwardedSignals()
    let outcome: ExecutionResult<Void, FileDescriptorOutput, FileDescriptorOutput>
    do {
      outcome = try await Subprocess.run(
        .path(program.path),
        arguments: Arguments(program.arguments),
        environment: .inherit.updating([
          "HEROKU_OAUTH_ID": client.id.text, "HEROKU_OAUTH_SECRET": secret.reveal(),
          // It is to get one client's secret, not the key to the whole account.
          "HEROKU_API_KEY": nil,
        ]),
        input: .currentStandardInput,
        output: .currentStandardOutput,
        error: .currentStandardError
      ) { execution in
        signals.forward(to: execution.processIdentifier.value)
      }
    } catch {
      guard let done else {
        throw CommandFailure(.cannotRun, "“\(program.name)” could not be started. Nothing was done.")
      }
      throw CommandFailure(
        .outputFailed,
        "\(done) But “\(program.name)” could not be started. \(client.wayToSecret)"
      )
    }
    signals.stop()
    return switch outcome.terminationStatus {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }
}
