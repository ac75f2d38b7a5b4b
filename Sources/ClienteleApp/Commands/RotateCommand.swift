import ArgumentParser
import HerokuAPI

/// Gives clients new secrets.
struct RotateCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate",
    abstract: "Give clients new secrets and print them.",
    usage: "clientele rotate <client> ... [<options>] [-- <command> ...]",
    discussion: """
      Prints what heroku clients:rotate does, with the new secret, since it is what was asked for. The old secret \
      stops working at once. A file that nobody else can read is made by (umask 077; clientele rotate CLIENT --json > FILE).

      With -- COMMAND, nothing is printed: the command is run with \(ShellAssignments.names) in its environment, and its \
      exit code is passed on. A command that does not exist is noticed before anything is rotated.

      With --set-config APP, nothing is printed: id and secret are written into config vars of an app. An app that is \
      not there is noticed before anything is rotated; if the app is not reached afterwards, the exit code is 12, and \
      “clientele set-config” brings them there.

      With --everywhere, nothing is printed either: it first looks in the config vars of all apps, as “clientele where” does, \
      and shows which of them get the new secret and which cannot be given it. Then it rotates, and sets the new secret in all \
      of them at once; each restarts. It wants --yes N, N being how many apps, or --confirm 'rotate everywhere N', or asks on a \
      terminal. With places left the exit code is 12, and “clientele where CLIENT --mend” finishes it, as after a crash.

      Several clients want --confirm 'rotate N', N being how many, or are asked about on a terminal; --json is an array \
      then. If one of them cannot be found, none is rotated. Each is reported on standard error.

      \(ClientReference.explanation)
      """
  )

  @Argument(help: ArgumentHelp("The clients.", valueName: "client"))
  var clients: [ClientReference]

  /// What stands behind `--`, a word each time: see ``words(for:)``.
  @Option(
    name: .customLong("command-word"),
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A command to hand the new secret to, after --.", visibility: .private)
  )
  var commandWords: [String] = []

  /// The command to hand the new secret to, with its arguments; empty where there is none.
  var command: [String] { commandWords.map { String($0.dropFirst()) } }

  @Option(
    help: ArgumentHelp(
      "'rotate N', for several clients; with --everywhere 'rotate everywhere N', for N apps.",
      valueName: "text"
    )
  )
  var confirm: String?

  @Flag(help: "For one client: set the new secret at once in every app that holds the old one.")
  var everywhere = false

  @Option(
    name: .customLong("names"),
    help: ArgumentHelp(
      "With --everywhere: two vars that belong together, as for “clientele where”; repeatable.",
      valueName: "id-var:secret-var"
    ),
    transform: WhereCommand.pair
  )
  var pairs: [VariablePair] = []

  @Option(
    help: ArgumentHelp(
      "With --everywhere: leave this app out, which keeps the old secret; repeatable.",
      valueName: "app"
    )
  )
  var except: [String] = []

  @OptionGroup var pipelineOptions: PipelineOptions

  @Flag(help: "With --everywhere: print what would be done, and do nothing.")
  var dryRun = false

  @Flag(
    help: """
      With --everywhere: make more than \(WhereCommand.requestsWithoutConsent) requests without being asked. A number behind it \
      says besides how many apps get the new secret.
      """
  )
  var yes = false

  /// The number behind `--yes`: see ``YesCount``.
  @Option(name: YesCount.name, help: YesCount.help)
  var yesCount: Int?

  @OptionGroup var format: CredentialsFormat

  @OptionGroup var configVars: ConfigVarsOption

  @OptionGroup var server: ServerOptions

  func validate() throws {
    if clients.count > 1 {
      if format.shell {
        throw ValidationError("--shell is for one client: several would set the same variables.")
      }
      if !command.isEmpty { throw ValidationError("A command can be handed the secret of one client.") }
      if configVars.destination != nil {
        throw ValidationError("--set-config is for one client: several would set the same variables.")
      }
    } else if confirm != nil, !everywhere {
      throw ValidationError("--confirm is for several clients.")
    }
    try validateEverywhere()
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

  /// Refuses what contradicts --everywhere, and what is of no use without it.
  private func validateEverywhere() throws {
    guard everywhere else {
      let isGiven = dryRun || yes || yesCount != nil || !pairs.isEmpty || !except.isEmpty
      if isGiven || !pipelineOptions.given.isEmpty {
        throw ValidationError("--dry-run, --yes, --names, --except and --pipeline are for --everywhere.")
      }
      return
    }
    if clients.count > 1 { throw ValidationError("--everywhere is for one client.") }
    if format.json || format.shell || configVars.destination != nil || !command.isEmpty {
      throw ValidationError(
        "With --everywhere nothing is printed: leave --json, --shell, --set-config and a command out."
      )
    }
    if yesCount != nil, confirm != nil {
      throw ValidationError("--yes and --confirm say the same: give one.")
    }
    if dryRun, confirm != nil { throw ValidationError("--dry-run changes nothing: leave --confirm out.") }
  }

  func run(with settings: Settings) async throws {
    guard command.isEmpty else { return try await rotateAndHandOver(settings) }
    try await Session.with(settings) { session throws(CommandFailure) in
      guard !everywhere else { return try await rotateEverywhere(in: session) }
      guard clients.count == 1 else {
        return try await rotate(try await session.clients(clients), in: session)
      }
      if let app = configVars.destination {
        try await session.findApp(of: app)
        try await session.perform(try await rotation(in: session), into: app)
      } else {
        let rotated = try await session.perform(try await rotation(in: session))
        try format.print(rotated, session.given) { ClientSummary.document($0, withSecret: true) }
      }
    }
  }

  /// The change of the only client, of which is warned where it is the one that the token in use came from.
  private func rotation(in session: Session) async throws(CommandFailure) -> Change {
    let rotation = Change.rotate(expecting: try await session.client(clients[0]))
    await session.warn(of: [rotation])
    return rotation
  }

  /// Rotates several clients, and prints the new secrets of those that were.
  private func rotate(_ targets: [OAuthClient], in session: Session) async throws(CommandFailure) {
    let changes = targets.map { Change.rotate(expecting: $0) }
    await session.warn(of: changes)
    try RotateConfirmation(clients: targets).obtain(option: confirm)
    let ended = await session.perform(changes, words: BulkWords(done: "rotated"))
    let made = ended.outcomes.compactMap(\.credentials)
    let document =
      format.json
      ? ClientJSON.document(made)
      : made.map { ClientSummary.document($0, withSecret: true) }.joined(separator: "\n")
    do throws(CommandFailure) {
      try StandardOutput.print(
        document,
        wayToSecrets: BulkReport.wayToSecrets(of: made.map(\.client.id), session.given)
      )
    } catch {
      throw error.and(ended.failure)
    }
    if let failure = ended.failure { throw failure }
    let withheld = made.filter { $0.secret == nil }.map(\.client)
    if !withheld.isEmpty { throw .secretsWithheld(withheld, of: made.count, status: .outputFailed) }
  }

  private func rotateAndHandOver(_ settings: Settings) async throws {
    let program = try ChildProgram(command, searchPath: settings.environment["PATH"])
    let run = try await Session.with(settings) { session throws(CommandFailure) in
      let rotated = try await session.perform(try await rotation(in: session))
      StandardError.print(rotated.report)
      return try ChildRun(of: program, after: rotated, session.given)
    }
    // A signal that comes before it is told where the secret is.
    try run.start()
  }
}

extension RotateCommand {
  /// The words of a command line as the argument parser takes them, which knows no second list behind `--`.
  ///
  /// A colon stands before each: the parser takes no empty value.
  static func words(for arguments: [String]) -> [String] {
    guard arguments.first == configuration.commandName, let end = arguments.firstIndex(of: "--") else {
      return arguments
    }
    return arguments[..<end] + arguments[(end + 1)...].map { "--command-word=:\($0)" }
  }
}
