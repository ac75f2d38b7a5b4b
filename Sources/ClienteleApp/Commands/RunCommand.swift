import ArgumentParser
import HerokuAPI

/// Runs a command with a client's id and secret in its environment.
struct RunCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a command with a client's id and secret in its environment.",
    usage: "clientele run <client> [<options>] -- <command> ...",
    discussion: """
      The command gets \(ShellAssignments.names); the secret is shown nowhere and is never an argument. The command's \
      exit code is passed on, 128 and the signal's number if a signal ended it; 127 means that it could not be started.

      \(ClientReference.explanation)
      """
  )

  @Argument(help: ClientReference.help)
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

  func run(with settings: Settings) async throws {
    let program = try ChildProgram(command, searchPath: settings.environment["PATH"])
    let run = try await Session.with(settings) { session throws(CommandFailure) in
      try ChildRun(of: program, with: try await session.credentials(of: client))
    }
    try run.start()
  }
}
