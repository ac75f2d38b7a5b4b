import ArgumentParser
import HerokuAPI

/// Says which apps hold a client's id or secret in their config vars.
struct WhereCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "where",
    abstract: "Say which apps hold a client's id or secret in their config vars, and where it is stale.",
    discussion: """
      Reads every config var of every app that the account can see, compares the values with the ids and current secrets of \
      the clients, and keeps the names of the vars alone. Nothing of a value is printed, logged or kept.

      A secret is stale where a var whose name ends with _ID is the client's id, and the one with _SECRET in its place has the \
      form of a secret and is not the client's. --names says which vars belong together besides. It is perhaps stale where \
      such a value stands beside the id under any other name, unless that ends with ID, or another id pairs with it. A value may also merely contain an id \
      or a secret: a URL, JSON, base64.

      That takes a request for each app and each stage of a pipeline, one for each team, one for a client (several come with a \
      page for each thousand, where that takes fewer), and two or three more. Over \(requestsWithoutConsent) it wants --yes, or asks on a terminal.

      With --mend, the secret that a client has now is set wherever a stale one stands, after a preview: what was cut off of \
      “rotate --everywhere” is finished so. Elsewhere than on a terminal it wants --yes with the number of apps. What is \
      perhaps stale is left alone, unless --names says that it pairs. Each app is read again before, is sent what changes \
      alone, and restarts; what somebody else has changed meanwhile stays. With places left the exit code is 12.

      With --pipeline, the vars that review apps and CI of a pipeline begin with are looked at too, and set with --mend.

      A client that is found nowhere may still be in use: elsewhere than on Heroku, in apps that could not be looked into, or \
      in the vars of pipelines that were not named.

      \(ClientReference.explanation)
      """
  )

  /// What makes the command end with another exit code.
  enum Trouble: String, ExpressibleByArgument, CaseIterable {
    case stale
    case unseen
  }

  @Argument(help: ArgumentHelp("The clients.", valueName: "client"))
  var clients: [ClientReference] = []

  @Flag(help: "Look for all clients of the account.")
  var all = false

  @Flag(
    name: .shortAndLong,
    help: "Print JSON: an object with the clients, their places, and the apps not seen."
  )
  var json = false

  @Option(
    name: .customLong("names"),
    help: ArgumentHelp(
      "Two vars that belong together: the one with the id and the one with the secret; repeatable.",
      valueName: "id-var:secret-var"
    ),
    transform: WhereCommand.pair
  )
  var pairs: [VariablePair] = []

  @OptionGroup var pipelineOptions: PipelineOptions

  @Option(
    help: ArgumentHelp(
      "Leave with 14 if a secret is stale (stale), with 13 if an app could not be looked into (unseen); repeatable.",
      valueName: "trouble"
    )
  )
  var failOn: [Trouble] = []

  @Flag(help: "For one client: set the secret that it has now where a stale one stands.")
  var mend = false

  @Flag(help: "With --mend: print what would be set, and set nothing.")
  var dryRun = false

  @Flag(
    help: """
      Make more than \(Self.requestsWithoutConsent) requests without being asked. With --mend, a number behind it says in how \
      many apps the secret is set.
      """
  )
  var yes = false

  /// The number behind `--yes`: see ``YesCount``.
  @Option(name: YesCount.name, help: YesCount.help)
  var yesCount: Int?

  @OptionGroup var server: ServerOptions

  /// How many requests need nobody's consent.
  static let requestsWithoutConsent = 200

  static func pair(_ text: String) throws -> VariablePair {
    guard let pair = VariablePair(parsing: text) else {
      throw ValidationError("--names takes two names, such as OAUTH_KEY:OAUTH_SECRET.")
    }
    return pair
  }

  func validate() throws {
    if all, !clients.isEmpty { throw ValidationError("Name clients, or give --all; not both.") }
    if !all, clients.isEmpty { throw ValidationError("Name one or more clients, or give --all.") }
    guard mend else {
      if dryRun { throw ValidationError("--dry-run is for --mend: without it nothing is changed anyhow.") }
      return
    }
    if clients.count != 1 { throw ValidationError("--mend is for one client.") }
    if json || !failOn.isEmpty { throw ValidationError("With --mend leave --json and --fail-on out.") }
  }

  func run(with settings: Settings) async throws {
    try await Session.with(settings) { session throws(CommandFailure) in
      guard !mend else { return try await mend(in: session) }
      let (wanted, lacking) = try await sought(session)
      let list = try await session.call(.loadApps) { api throws(APIError) in try await api.listApps() }
        .adding(pipelines: pipelineOptions.ids)
      try Self.consent(toReading: list.apps, after: session.client.sentRequests, isGiven: yes)
      let found = try await session.whereabouts(of: wanted, in: list.apps)
      let report = WhereReport(
        sought: wanted,
        list: list,
        found: found,
        host: session.host,
        pipelines: pipelineOptions.ids
      )
      try StandardOutput.print(json ? report.json : report.table)
      StandardError.print(lines: report.remarks)
      let notWhole: CommandFailure? = lacking.isNothing ? nil : .notWhole(lacking)
      if failOn.contains(.stale), report.count(of: .stale) > 0 {
        let count = report.count(of: .stale)
        throw CommandFailure(
          .found,
          "\(count) stale \(count == 1 ? "copy" : "copies") of a secret, as --fail-on asks."
        )
        .and(notWhole)
      }
      if failOn.contains(.unseen), report.unseenCount > 0 {
        throw CommandFailure(.notWhole, "Not every app could be looked into.").and(notWhole)
      }
      if let notWhole { throw notWhole }
    }
  }

  /// The clients that are meant, with their secrets, and what the list of all lacks.
  private func sought(_ session: Session) async throws(CommandFailure) -> (SoughtClients, ListShortfall) {
    if all {
      let list = try await session.call(.loadClients) { api throws(APIError) in
        try await api.listCredentials()
      }
      return (SoughtClients(list.credentials, pairs: pairs), list.lacking)
    }
    return (SoughtClients(try await session.credentials(of: clients), pairs: pairs), ListShortfall())
  }

  /// Makes sure that so many requests are meant.
  ///
  /// - Parameter sent: how many were made to list the places and to read the clients.
  static func consent(
    toReading places: [HerokuApp],
    after sent: Int,
    isGiven: Bool
  ) throws(CommandFailure) {
    let requests = places.count + sent
    let what = """
      This reads every config var of \(places.countInWords), with a request for each: \(requests) with those for the lists and \
      the clients.
      """
    guard requests > requestsWithoutConsent, !isGiven else {
      StandardError.print(what)
      return
    }
    guard StandardError.canAsk else {
      throw CommandFailure(.wrongUsage, "\(what) Say that it is meant with --yes.")
    }
    StandardError.print(what)
    StandardError.ask("Press Return to go on, or type stop: ")
    guard readLine()?.isEmpty == true else { throw CommandFailure(.refused, "Nothing was read.") }
  }
}

extension WhereCommand {
  /// Sets the secret of the only client where a stale one stands.
  private func mend(in session: Session) async throws(CommandFailure) {
    let shown = try await session.credentials(of: clients[0])
    guard let secret = shown.secret else { throw .secretWithheld(shown.client) }
    let isGiven = yes || yesCount != nil
    let (plan, preview) = try await session.plan(
      shown,
      pairs: pairs,
      pipelines: pipelineOptions.ids,
      for: .mending,
      isReadingMeant: isGiven,
      isTried: dryRun
    )
    guard !dryRun else { return try StandardOutput.print(preview.document) }
    StandardError.print(lines: preview.lines)
    guard plan.appCount > 0 || yesCount ?? 0 > 0 else { return }
    try RenewalConfirmation(plan: plan).obtain(yes: yesCount)
    let now = try await session.call(.readClient(name: shown.client.name)) { api throws(APIError) in
      try await api.readClient(shown.client.id)
    }
    guard now.secret == secret else {
      throw CommandFailure(
        .refused,
        "“\(now.client.name)” has got another secret meanwhile. Nothing was changed; begin again."
      )
    }
    try await session.setEverywhere(
      secret,
      by: plan,
      pairs: pairs,
      pipelines: pipelineOptions.ids,
      remainingRequests: preview.remainingRequests
    )
  }
}

extension Session {
  /// Looks for clients in the config vars of apps, and shows on a terminal how far it is.
  func whereabouts(
    of sought: SoughtClients,
    in apps: [HerokuApp]
  ) async throws(CommandFailure) -> Whereabouts {
    defer { StandardError.showProgress(nil) }
    return try await call(.readConfigVars(apps: apps.map(\.name))) { api throws(APIError) in
      try await api.whereabouts(of: sought, in: apps) { done in
        StandardError.showProgress("\(done) of \(apps.count) apps")
      }
    }
  }
}
