import ArgumentParser
import HerokuAPI

/// Gives a client a new secret.
struct RotateCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate",
    abstract: "Give a client a new secret and print it.",
    usage: "clientele rotate <client> [<options>] [-- <command> ...]",
    discussion: """
      Prints what heroku clients:rotate does, with the new secret, since it is what was asked for. The old secret \
      stops working at once.

      With -- COMMAND, nothing is printed: the command is run with \(ShellAssignments.names) in its environment, and its \
      exit code is passed on. A command that does not exist is noticed before anything is rotated.

      With --set-config APP, nothing is printed: id and secret are written into config vars of an app. An app that is \
      not there is noticed before anything is rotated; if the app is not reached afterwards, the exit code is 12, and \
      “clientele set-config” brings them there.

      \(ClientReference.explanation)
      """
  )

  @Argument(help: ClientReference.help)
  var client: ClientReference

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("A command to hand the new secret to, after --.", valueName: "command")
  )
  var command: [String] = []

  @OptionGroup var format: CredentialsFormat

  @OptionGroup var configVars: ConfigVarsOption

  @OptionGroup var server: ServerOptions

  func validate() throws {
    try configVars.validate(with: format)
    if !command.isEmpty, configVars.destination != nil {
      throw ValidationError(
        "Hand the secret to a command or to an app: “clientele set-config” can do the other."
      )
    }
    if !command.isEmpty, format.json || format.shell {
      throw ValidationError("With a command nothing is printed: leave --json and --shell out.")
    }
  }

  func run(with settings: Settings) async throws {
    guard command.isEmpty else { return try await rotateAndHandOver(settings) }
    try await Session.with(settings) { session throws(CommandFailure) in
      if let app = configVars.destination {
        try await session.findApp(of: app)
        try await session.perform(try await rotation(in: session), into: app)
      } else {
        let rotated = try await session.perform(try await rotation(in: session))
        try format.print(rotated) { ClientSummary.document($0, withSecret: true) }
      }
    }
  }

  /// The change, of which is warned where it is about the client that the token in use came from.
  private func rotation(in session: Session) async throws(CommandFailure) -> Change {
    let rotation = Change.rotate(expecting: try await session.client(client))
    await session.warn(of: [rotation])
    return rotation
  }

  private func rotateAndHandOver(_ settings: Settings) async throws {
    let program = try ChildProgram(command, searchPath: settings.environment["PATH"])
    let run = try await Session.with(settings) { session throws(CommandFailure) in
      let rotated = try await session.perform(try await rotation(in: session))
      StandardError.print(rotated.report)
      return try ChildRun(of: program, after: rotated)
    }
    // A signal that comes before it is told where the secret is.
    try run.start()
  }
}
