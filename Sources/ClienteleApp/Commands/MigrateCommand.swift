import ArgumentParser
import ClientIndex
import HerokuAPI

/// Moves the apps of a client to a second one, so that none of them is without a secret that works.
struct MigrateCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Move a client's apps to a second client one by one, where the gap of a rotation is too long.",
    discussion: """
      Its price: another client id means that every person signs in and consents anew, and that refresh tokens of the old client do \
      not work with the new one. Where a gap of seconds will do, “clientele rotate CLIENT --everywhere” costs nobody anything.

      It looks where the client is used, as “clientele where” does, and shows what would be done. Then it creates a second client \
      with the same redirect URI, whose name ends with “\(SecondClient.suffix)”: the consent page shows it until the end. Each app \
      gets its id and secret in one step, and restarts. After each you are asked to see that it works; --after runs a program of \
      yours instead, with the app's name as its only argument, and goes on where that ends with 0; it is run \
      first for those that had moved before. Elsewhere than on a terminal it \
      wants --yes N, N being how many apps move, and more than one group only with --after.

      Nothing is kept on this machine: the same command goes on where it was ended, whatever ended it, and shows how far it is. \
      --back moves apps back, as long as the old client is there. --finish deletes the old client once it is found nowhere, after \
      its name is typed, and gives the second one its name. With apps left the exit code is 12.

      \(ClientReference.explanation)
      """
  )

  @Argument(help: ArgumentHelp("The client that is left.", valueName: "client"))
  var client: ClientReference

  @Option(
    help: ArgumentHelp(
      "The second client, where its name does not tell; it must have the same redirect URI.",
      valueName: "client"
    )
  )
  var to: ClientReference?

  @Option(name: .customLong("app"), help: ArgumentHelp("Move this app alone; repeatable.", valueName: "app"))
  var apps: [String] = []

  @Option(help: ArgumentHelp("How many apps move before they are confirmed.", valueName: "n"))
  var by = 1

  @Option(
    help: ArgumentHelp(
      "Run this program with the name of each app that has moved, and go on where it ends with 0.",
      valueName: "command"
    )
  )
  var after: String?

  @Option(
    name: .customLong("names"),
    help: ArgumentHelp(
      "Two vars that belong together, as for “clientele where”; repeatable.",
      valueName: "id-var:secret-var"
    ),
    transform: WhereCommand.pair
  )
  var pairs: [VariablePair] = []

  @OptionGroup var pipelineOptions: PipelineOptions

  @Flag(help: "Move apps back to the client that is left.")
  var back = false

  @Flag(help: "Delete the client once it is found nowhere, and give the second one its name.")
  var finish = false

  @Flag(help: "Print what would be done, and do nothing.")
  var dryRun = false

  @Flag(
    help: """
      Make more than \(WhereCommand.requestsWithoutConsent) requests without being asked. A number behind it says besides how many \
      apps move.
      """
  )
  var yes = false

  /// The number behind `--yes`: see ``YesCount``.
  @Option(name: YesCount.name, help: YesCount.help)
  var yesCount: Int?

  @Option(
    help: ArgumentHelp(
      "With --finish: the name of the client that is deleted, and how many apps could not be looked into, as it asks for it.",
      valueName: "text"
    )
  )
  var confirm: String?

  @OptionGroup var server: ServerOptions

  func validate() throws {
    if by < 1 { throw ValidationError("--by takes a number from 1 on.") }
    if apps.contains("") { throw ValidationError("--app takes the name of an app.") }
    if finish {
      if back { throw ValidationError("--back and --finish contradict each other: give one.") }
      if !apps.isEmpty || by != 1 || after != nil || yesCount != nil {
        throw ValidationError(
          "With --finish no app moves: leave --app, --by, --after and the number behind --yes out."
        )
      }
    } else if confirm != nil {
      throw ValidationError("--confirm is for --finish: moving apps wants --yes with their number.")
    }
    if dryRun, confirm != nil { throw ValidationError("--dry-run changes nothing: leave --confirm out.") }
  }

  func run(with settings: Settings) async throws {
    let check =
      if let after { try AppCheck(after, environment: settings.environment) } else { nil as AppCheck? }
    try await Session.with(settings) { session throws(CommandFailure) in
      guard dryRun || !session.client.isReadOnly else {
        throw CommandFailure(.readOnly, of: .migrate(name: client.text), host: session.host)
      }
      switch try await session.parties(client, to: to, isEnd: finish) {
      case .both(let migration) where finish:
        try await session.finish(
          migration,
          pairs: pairs,
          pipelines: pipelineOptions.ids,
          confirm: confirm,
          isReadingMeant: yes,
          isTried: dryRun
        )
      case .both(let migration):
        try await move(migration, in: session, check)
      case .nameLeft(let second, let name):
        try await session.restoreName(of: second, to: name, confirm: confirm, isTried: dryRun)
      }
    }
  }

  // MARK: Moving

  private func move(
    _ migration: Migration,
    in session: Session,
    _ check: AppCheck?
  ) async throws(CommandFailure) {
    let old = migration.old.client
    let look = try await session.look(
      at: migration,
      pairs: pairs,
      pipelines: pipelineOptions.ids,
      isReadingMeant: yes || yesCount != nil
    )
    let plan = try chosen(try self.plan(migration, look.found), session.host)
    let preview = MigrationPreview(
      plan: plan,
      isBack: back,
      secondName: SecondClient.draft(for: old).name,
      groupSize: by,
      shortfall: look.list.shortfall,
      lookalikes: migration.lookalikes,
      checkName: check?.name,
      pipelines: pipelineOptions.ids,
      remainingRequests: try? await session.client.remainingRequests(),
      host: session.host
    )
    guard !dryRun else { return try StandardOutput.print(preview.document) }
    StandardError.print(lines: preview.lines)
    let count = plan.chosen.count
    var run = MigrationRun(
      session: session,
      plan: plan,
      isBack: back,
      groupSize: by,
      isNarrowed: !apps.isEmpty,
      check: check,
      wayOn: ["To see what is left, and to go on:", "  \(command(session, old, back: back))"],
      wayBack: { moved in
        back
          ? []
          : ["To move \(moved.count == 1 ? "it" : "them") back:", "  \(wayBack(of: moved, session, old))"]
      },
      movedBefore: plan.moved.map(\.app).filter { app in
        apps.isEmpty || apps.contains(app.name) || apps.contains(app.id)
      }
    )
    guard count > 0 || plan.target == nil || yesCount ?? 0 > 0 else {
      try run.confirmMovedBefore()
      return try endWithout(plan, session)
    }
    guard count <= by || check != nil || StandardError.canAsk else {
      throw CommandFailure(
        .wrongUsage,
        """
        Without a terminal nobody says that an app works before the next one moves: give --after, name apps with --app, or \
        say with --by \(count) that all of them move at once. Nothing was changed.
        """
      )
    }
    try MigrationConfirmation(count: count, isBack: back).obtain(yes: yesCount)
    let target = if let target = plan.target { target } else { try await create(for: old, in: session) }
    try await run.run(to: target, hasCreated: plan.target == nil)
    StandardError.print("\(count) of \(count) app\(count == 1 ? " was" : "s were") moved.")
    try endWithout(plan, session)
  }

  /// Which apps would move, and where to.
  private func plan(_ migration: Migration, _ found: Whereabouts) throws(CommandFailure) -> MigrationPlan {
    let old = migration.old.client
    guard back else { return MigrationPlan(moving: old, to: migration.second?.client, found) }
    guard let second = migration.second?.client else {
      throw CommandFailure(
        .notFound,
        "There is no second client that “\(old.name)” has been migrated to. Nothing was done."
      )
    }
    return MigrationPlan(moving: second, to: old, found)
  }

  /// The plan with just the apps that were named, if any were.
  private func chosen(_ plan: MigrationPlan, _ host: String) throws(CommandFailure) -> MigrationPlan {
    guard !apps.isEmpty else { return plan }
    var plan = plan
    let missing = plan.choose(apps).filter { name in
      !plan.moved.contains { $0.app.name == name || $0.app.id == name }
    }
    guard !missing.isEmpty else { return plan }
    let places = plan.places.filter { missing.contains($0.app.name) || missing.contains($0.app.id) }
    let unseen = plan.unseen.filter { missing.contains($0.app.name) || missing.contains($0.app.id) }
    throw CommandFailure(
      .notFound,
      lines: [
        "“\(plan.client.name)” cannot be moved in: \(missing.joined(separator: ", ")). Nothing was done."
      ]
        + places.map(MigrationPreview.line) + MigrationPreview.unseen(unseen, "", host)
    )
  }

  /// Creates the second client; where nobody knows what came of it, it is looked for, and never created twice.
  private func create(for old: OAuthClient, in session: Session) async throws(CommandFailure) -> OAuthClient {
    let draft = SecondClient.draft(for: old)
    let wayOn = ["To go on with it:", "  \(command(session, old))"]
    let made: OAuthClient
    do throws(CommandFailure) {
      let outcome = try await session.perform(.create(draft), meanwhile: wayOn, afterwards: { _ in wayOn })
      StandardError.print(outcome.report)
      guard let client = outcome.client else { return old }
      made = client
    } catch {
      guard error.status == .outcomeUnknown else { throw error }
      guard let list = try? await session.allClients(), list.shortfall.isNothing,
        case .found(let client) = SecondClient(of: old, among: Array(list.clients.all.clients))
      else { throw CommandFailure(error.status, lines: error.lines + wayOn) }
      StandardError.print(lines: error.lines + ["It is there: \(client.id)."])
      made = client
    }
    guard SecondClient(of: old, among: [made]) == .found(made) else {
      throw CommandFailure(
        .refused,
        """
        “\(made.name)” (\(made.id)) is created, and is called otherwise than was asked for, or has another redirect URI. No app \
        was moved; look at it, and go on with --to \(made.id).
        """
      )
    }
    return made
  }

  /// What is left to do where no app moves, or all have.
  private func endWithout(_ plan: MigrationPlan, _ session: Session) throws(CommandFailure) {
    let old = back ? plan.target ?? plan.client : plan.client
    let left = plan.places.filter { !$0.isChosen || !$0.rest.isEmpty }
    guard apps.isEmpty else { return }
    guard left.isEmpty else {
      throw CommandFailure(
        .appNotReached,
        lines: MigrationPreview.lines("Left with “\(plan.client.name)”:", left)
      )
    }
    let command: CommandLineText
    let words: String
    if back {
      words = "“\(plan.client.name)” was found in no other app that could be looked into. It is deleted by:"
      command = CommandLineText("delete", [plan.client.id.text], options: session.given.server)
    } else {
      words = """
        “\(old.name)” was found in no other app that could be looked into. Once all is well, it is deleted, and the name restored, by:
        """
      command = self.command(session, old, finish: true)
    }
    StandardError.print(lines: [words, "  \(command)"])
  }

  /// The options that say which apps move, and at what pace.
  private var narrowing: [(name: String, value: String?)] {
    apps.map { (name: "app", value: $0) } + (by == 1 ? [] : [(name: "by", value: "\(by)")])
      + (after.map { [(name: "after", value: $0)] } ?? [])
  }

  /// This command for the way back of some apps, all at once.
  private func wayBack(of apps: [HerokuApp], _ session: Session, _ old: OAuthClient) -> CommandLineText {
    var one = self
    (one.apps, one.by, one.after) = (apps.map(\.name), apps.count, nil)
    return one.command(session, old, back: true)
  }

  /// This command once more, for another step or the rest of this one.
  private func command(
    _ session: Session,
    _ old: OAuthClient,
    back: Bool = false,
    finish: Bool = false
  ) -> CommandLineText {
    let flags = (back ? ["back"] : []) + (finish ? ["finish"] : [])
    return CommandLineText(
      "migrate",
      [old.id.text],
      options: flags.map { (name: $0, value: nil) } + (to.map { [(name: "to", value: $0.text)] } ?? [])
        + (finish ? [] : narrowing)
        + pairs.map { (name: "names", value: $0.text) }
        + pipelineOptions.ids.map { (name: "pipeline", value: $0) } + session.given.server
    )
  }
}
