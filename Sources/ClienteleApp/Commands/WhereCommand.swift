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
      such a value stands near the id, under a name that begins with the same word. A value may also merely contain an id \
      or a secret: a URL, JSON, base64.

      That takes a request for each app, one for each client (with --all one for each thousand), and two or three more. \
      Over \(requestsWithoutConsent) it wants --yes, or asks on a terminal.

      A client that is found nowhere may still be in use: elsewhere than on Heroku, in apps that could not be looked into, or \
      in the vars of pipelines that review apps and CI start with, which are not looked at.

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

  @Option(
    help: ArgumentHelp(
      "Leave with 14 if a secret is stale (stale), with 13 if an app could not be looked into (unseen); repeatable.",
      valueName: "trouble"
    )
  )
  var failOn: [Trouble] = []

  @Flag(help: "Make more than \(Self.requestsWithoutConsent) requests without being asked.")
  var yes = false

  @OptionGroup var server: ServerOptions

  /// How many requests need nobody's consent.
  static let requestsWithoutConsent = 200

  private static func pair(_ text: String) throws -> VariablePair {
    guard let pair = VariablePair(parsing: text) else {
      throw ValidationError("--names takes two names, such as OAUTH_KEY:OAUTH_SECRET.")
    }
    return pair
  }

  func validate() throws {
    if all, !clients.isEmpty { throw ValidationError("Name clients, or give --all; not both.") }
    if !all, clients.isEmpty { throw ValidationError("Name one or more clients, or give --all.") }
  }

  func run(with settings: Settings) async throws {
    try await Session.with(settings) { session throws(CommandFailure) in
      let (wanted, lacking) = try await sought(session)
      let list = try await session.call(.loadApps) { api throws(APIError) in try await api.listApps() }
      try consent(to: list.apps.count)
      let found = try await session.whereabouts(of: wanted, in: list.apps)
      let report = WhereReport(sought: wanted, list: list, found: found, host: session.host)
      try StandardOutput.print(json ? report.json : report.table)
      StandardError.print(lines: report.remarks)
      let notWhole: CommandFailure? = lacking.isNothing ? nil : .notWhole(lacking)
      if failOn.contains(.stale), report.count(of: .stale) > 0 {
        throw CommandFailure(.found, report.summary).and(notWhole)
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
    let credentials: [ClientCredentials]
    if clients.count == 1, let only = clients.first {
      credentials = [try await session.credentials(of: only)]
    } else {
      credentials = try await session.secrets(of: try await session.clients(clients))
    }
    return (SoughtClients(credentials, pairs: pairs), ListShortfall())
  }

  /// Makes sure that so many requests are meant.
  private func consent(to requests: Int) throws(CommandFailure) {
    let what =
      "This reads every config var of \(requests) app\(requests == 1 ? "" : "s"), with a request for each."
    guard requests > Self.requestsWithoutConsent, !yes else {
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

extension Session {
  /// Looks for clients in the config vars of apps, and shows on a terminal how far it is.
  func whereabouts(
    of sought: SoughtClients,
    in apps: [HerokuApp]
  ) async throws(CommandFailure) -> Whereabouts {
    defer { StandardError.showProgress(nil) }
    return try await call(.loadApps) { api throws(APIError) in
      try await api.whereabouts(of: sought, in: apps) { done in
        StandardError.showProgress("\(done) of \(apps.count) apps")
      }
    }
  }
}
