import ArgumentParser
import HerokuAPI

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
