import ArgumentParser
import HerokuAPI

/// Writes a client's id and secret into config vars of apps.
struct SetConfigCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "set-config",
    abstract: "Write a client's id and secret into config vars of apps.",
    discussion: """
      Sets \(ShellAssignments.names), or with a prefix PREFIX_ID and PREFIX_SECRET; with --like, the vars in which another app \
      has a client. The apps restart. Nothing is printed on standard output, and to do it once more does no harm: the secret is \
      read anew each time.

      Several apps are set several at once, and each is reported on standard error; if one of them does not get it, the \
      others do, and the exit code is 12.

      \(ClientReference.explanation)
      """
  )

  @Argument(help: ClientReference.help)
  var client: ClientReference

  @Argument(
    help: ArgumentHelp("The apps, and what the variables' names begin with.", valueName: "app[:prefix]"),
    transform: ConfigVarsOption.destination
  )
  var destinations: [ConfigVarsDestination]

  @Option(help: ArgumentHelp("Take the names of the variables from this app.", valueName: "app"))
  var like: String?

  @OptionGroup var server: ServerOptions

  func validate() throws {
    if destinations.isEmpty { throw ValidationError("Name one or more apps.") }
    guard let like else { return }
    if destinations.contains(where: { $0.description != $0.app }) {
      throw ValidationError("--like says what the variables are called: name the apps without a prefix.")
    }
    if try ConfigVarsOption.destination(like).app != like {
      throw ValidationError("--like takes an app, without a prefix.")
    }
  }

  func run(with settings: Settings) async throws {
    try await Session.with(settings) { session throws(CommandFailure) in
      let credentials = try await session.credentials(of: client)
      var wanted: [ConfigVarsDestination] = []
      for destination in try await self.destinations(of: credentials, in: session)
      where !wanted.contains(destination) {
        wanted.append(destination)
      }
      if let only = wanted.first, wanted.count == 1 {
        try await session.setConfigVars(of: credentials, in: only, like: like)
      } else {
        try await session.setConfigVars(of: credentials, in: wanted, like: like)
      }
    }
  }

  /// The apps, with the names that the vars are to have.
  private func destinations(
    of credentials: ClientCredentials,
    in session: Session
  ) async throws(CommandFailure) -> [ConfigVarsDestination] {
    guard let like else { return destinations }
    let names = try await session.names(of: credentials, in: like)
    var named: [ConfigVarsDestination] = []
    for destination in destinations {
      do throws(ConfigVarsDestinationError) {
        named.append(try ConfigVarsDestination(app: destination.app, names: names))
      } catch {
        throw CommandFailure(.wrongUsage, "\(error) Nothing was done.")
      }
    }
    return named
  }
}

extension Session {
  /// The names of the two vars in which an app has a client: this one, or else the only other one of the account.
  fileprivate func names(
    of credentials: ClientCredentials,
    in app: String
  ) async throws(CommandFailure) -> VariablePair {
    var pairs = try await pairs(of: [credentials], in: app)
    if pairs.isEmpty {
      let list = try await call(.loadClients) { api throws(APIError) in try await api.listCredentials() }
      pairs = try await self.pairs(of: list.credentials, in: app)
    }
    guard let pair = pairs.first, pairs.count == 1 else {
      let found = pairs.map(\.text).sorted().joined(separator: ", ")
      throw CommandFailure(
        .notFound,
        pairs.isEmpty
          ? "“\(app)” has no client's id with a secret beside it, so that no names can be taken from it. Nothing was done."
          : "“\(app)” has more than one pair of names (\(found)). Name a prefix instead. Nothing was done."
      )
    }
    return pair
  }

  private func pairs(
    of credentials: [ClientCredentials],
    in app: String
  ) async throws(CommandFailure) -> Set<VariablePair> {
    let sought = SoughtClients(credentials)
    do throws(APIError) {
      let sightings = try await client.sightings(of: sought, in: HerokuApp(id: app, name: app))
      return Set(sightings.flatMap(\.pairs))
    } catch {
      // It is an app that was named, and no pipeline.
      if case .notFound = error { throw CommandFailure(error, of: .findApp(name: app), host: host) }
      throw CommandFailure(error, of: .readConfigVars(apps: [app]), host: host)
    }
  }

  /// Writes a client's id and secret into config vars of several apps, several at once.
  fileprivate func setConfigVars(
    of credentials: ClientCredentials,
    in destinations: [ConfigVarsDestination],
    like: String?
  ) async throws(CommandFailure) {
    guard let secret = credentials.secret else { throw .secretWithheld(credentials.client) }
    let id = credentials.client.id
    let words = BulkWords(
      done: "set",
      noun: "apps",
      isAlwaysSummedUp: true,
      wayOn: repeating(destinations, of: id, like: like)
    )
    let changes = destinations.map { Change.setConfigVars($0, id: id, secret: secret) }
    let ended = await perform(changes, words: words)
    let left = ended.run.items.filter { $0.state.outcome == nil }
    guard !left.isEmpty else { return }
    let missing = left.compactMap { item in
      if case .setConfigVars(let destination, _, _) = item.change { destination } else { nil }
    }
    throw CommandFailure(
      client.isReadOnly ? .refused : .appNotReached,
      lines: (ended.failure?.lines ?? []) + ["Left without it:"]
        + left.map { "  \($0.change.subject) (\($0.state.kind.label))" }
        + repeating(missing, of: id, like: like)
    )
  }
}

extension Sighting {
  /// The names of the vars that hold the id and its secret, whether that is the current one or not.
  fileprivate var pairs: [VariablePair] {
    let ids = variables.filter { $0.content == .id }.map(\.name)
    return variables.compactMap { variable -> VariablePair? in
      guard variable.content == .currentSecret || variable.content == .staleSecret else { return nil }
      let idName = variable.idName ?? (ids.count == 1 ? ids.first : nil)
      return idName.map { VariablePair(idName: $0, secretName: variable.name) }
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
  var destinations: [ConfigVarsDestination] = []

  /// Where they go; nil where they are printed.
  var destination: ConfigVarsDestination? { destinations.first }

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
    if destinations.count > 1 {
      throw ValidationError("--set-config is for one app: “clientele set-config” sets several afterwards.")
    }
    if destination != nil, format.json || format.shell {
      throw ValidationError("With --set-config nothing is printed: leave --json and --shell out.")
    }
  }
}
