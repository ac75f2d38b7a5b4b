import ArgumentParser
import HerokuAPI
import Subprocess

/// A client's id and secret on their way into a program's environment, without being shown.
struct HandOver: Sendable {
  /// The variables, for people.
  static let variables = "HEROKU_OAUTH_ID and HEROKU_OAUTH_SECRET"

  private let client: OAuthClient
  private let secret: Secret
  private let program: ChildProgram

  /// - Parameter done: what was done before, as a sentence, for the message where the secret is withheld.
  init(
    _ credentials: ClientCredentials,
    to program: ChildProgram,
    done: String? = nil
  ) throws(CommandFailure) {
    guard let secret = credentials.secret else {
      throw .secretWithheld(credentials.client, done: done)
    }
    client = credentials.client
    self.secret = secret
    self.program = program
  }

  /// Runs the program on our own standard input, output and error.
  ///
  /// - Returns: its exit code, or as a shell has it 128 and the number of the signal that ended it.
  func run() async throws -> Int32 {
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
      StandardError.printForeign("“\(program.name)” could not be started. \(client.wayToSecret)")
      throw ExitStatus.cannotRun.exitCode
    }
    signals.stop()
    return switch outcome.terminationStatus {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }
}
