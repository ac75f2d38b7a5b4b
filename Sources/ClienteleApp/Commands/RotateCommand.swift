import ArgumentParser
import HerokuAPI

/// Gives a client a new secret.
struct RotateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate",
    abstract: "Give a client a new secret and print it.",
    usage: "clientele rotate <client> [<options>] [-- <command> ...]",
    discussion: """
      Prints what heroku clients:rotate does, with the new secret, since it is what was asked for. The old secret \
      stops working at once.

      With -- COMMAND, nothing is printed: the command is run with \(HandOver.variables) in its environment, and its \
      exit code is passed on. A command that does not exist is noticed before anything is rotated.

      With --set-config APP, nothing is printed: id and secret are written into config vars of an app. An app that is \
      not there is noticed before anything is rotated; if the app is not reached afterwards, the exit code is 12, and \
      “clientele set-config” brings them there.

      \(ClientArgument.explanation)
      """
  )

  @Argument(help: ClientArgument.help)
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
    // As from a script's variable that is empty: rotating, and printing the secret, is not what was meant.
    if command.isEmpty, CommandLine.arguments.contains("--") {
      throw ValidationError("Give a command after --, or leave -- out to print the new secret.")
    }
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

  func run() async throws {
    if let app = configVars.destination {
      try await rotate(into: app)
    } else if command.isEmpty {
      try await rotateAndPrint()
    } else {
      try await rotateAndHandOver()
    }
  }

  private func rotateAndPrint() async throws {
    try await server.withSession { session throws(CommandFailure) in
      let rotated = try await session.rotate(client, done: Self.done)
      try StandardOutput.print(
        try format.document(of: rotated, done: Self.done(rotated))
          ?? ClientSummary.document(rotated, withSecret: true),
        after: Self.done(rotated),
        of: rotated.client
      )
      guard rotated.secret != nil else {
        throw .secretWithheld(rotated.client, done: Self.done(rotated))
      }
      StandardError.printForeign(Self.done(rotated))
    }
  }

  private func rotate(into app: ConfigVarsDestination) async throws {
    try await server.withSession { session throws(CommandFailure) in
      try await session.findApp(of: app)
      let rotated = try await session.rotate(client, done: Self.done)
      StandardError.printForeign(Self.done(rotated))
      try await session.handOver(rotated, to: app, done: Self.done(rotated), server: server)
    }
  }

  private func rotateAndHandOver() async throws {
    let handOver = try await server.withSession { session throws(CommandFailure) in
      let program = try await ChildProgram(command)
      let rotated = try await session.rotate(client, done: Self.done)
      StandardError.printForeign(Self.done(rotated))
      return try HandOver(rotated, to: program, done: Self.done(rotated))
    }
    Interruption.current.stop()
    throw ExitCode(try await handOver.run())
  }

  private static func done(_ rotated: ClientCredentials) -> String {
    "Rotated the credentials of “\(rotated.client.name)” (\(rotated.client.id))."
  }
}
