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

/// Where a new secret goes instead of to standard output.
struct ConfigVarsOption: ParsableArguments {
  @Option(
    name: .customLong("set-config"),
    help: ArgumentHelp(
      """
      Print nothing, and set the config vars \(ShellAssignments.names) of this app, or PREFIX_ID and PREFIX_SECRET. The app \
      restarts.
      """,
      valueName: "app[:prefix]"
    ),
    transform: ConfigVarsOption.destination
  )
  var destination: ConfigVarsDestination?

  /// Reads an app and a prefix, before anything is sent.
  static func destination(_ text: String) throws -> ConfigVarsDestination {
    do throws(ConfigVarsDestinationError) {
      return try ConfigVarsDestination(parsing: text)
    } catch {
      throw ValidationError(error.description)
    }
  }

  /// Refuses what contradicts it.
  func validate(with format: CredentialsFormat) throws {
    if destination != nil, format.json || format.shell {
      throw ValidationError("With --set-config nothing is printed: leave --json and --shell out.")
    }
  }
}
