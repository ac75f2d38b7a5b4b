import ArgumentParser
import HerokuAPI

/// Writes a client's id and secret into config vars of an app.
struct SetConfigCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "set-config",
    abstract: "Write a client's id and secret into config vars of an app.",
    discussion: """
      Sets \(ShellAssignments.names), or with a prefix PREFIX_ID and PREFIX_SECRET. The app restarts. Nothing is printed \
      on standard output, and to do it once more does no harm: the secret is read anew each time.

      \(ClientReference.explanation)
      """
  )

  @Argument(help: ClientReference.help)
  var client: ClientReference

  @Argument(
    help: ArgumentHelp("The app, and what the variables' names begin with.", valueName: "app[:prefix]"),
    transform: ConfigVarsOption.destination
  )
  var destination: ConfigVarsDestination

  @OptionGroup var server: ServerOptions

  func run(with settings: Settings) async throws {
    try await Session.with(settings) { session throws(CommandFailure) in
      try await session.setConfigVars(of: try await session.credentials(of: client), in: destination)
    }
  }
}
