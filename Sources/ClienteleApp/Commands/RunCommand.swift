import ArgumentParser
import HerokuAPI

/// Runs a command with a client's id and secret in its environment.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a command with a client's id and secret in its environment.",
    usage: "clientele run <client> [<options>] -- <command> ...",
    discussion: """
      The command gets \(HandOver.variables); the secret is shown nowhere and is never an argument. The command's \
      exit code is passed on, 128 and the signal's number if a signal ended it; 127 means that it could not be started.

      \(ClientArgument.explanation)
      """
  )

  @Argument(help: ClientArgument.help)
  var client: ClientReference

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("The command and its arguments.", valueName: "command")
  )
  var command: [String] = []

  @OptionGroup var server: ServerOptions

  func validate() throws {
    if command.isEmpty {
      throw ValidationError("Give a command after --, as in: clientele run CLIENT -- env")
    }
  }

  func run() async throws {
    let handOver = try await server.withSession { session throws(CommandFailure) in
      let program = try await ChildProgram(command)
      return try HandOver(try await session.credentials(of: client), to: program)
    }
    throw ExitCode(try await handOver.run())
  }
}
