import ClientBrowser
import HerokuAPI

/// What the effects of a browser are performed on: the API, once somebody opens it, and the list of last time.
struct Backend: Sendable {
  /// Asks the person for the second factor; nil if there will be none.
  typealias AskForCode = @Sendable (TwoFactorQuestion) async -> Secret?

  /// How people know the server.
  var host: String
  /// Where the list is kept for the next start; nil where it is not.
  var snapshots: SnapshotStore?
  /// Where changes are noted; nil where they are not.
  var journal: ChangeJournal?
  /// Whether nothing can be changed.
  var isReadOnly = false
  /// Finds what opens addresses, when one is to be opened; nil where there is nothing.
  var findBrowser: @Sendable () -> WebBrowser? = { nil }
  /// Starts what has to be started, with the first request.
  var open: @Sendable (_ ask: @escaping AskForCode) async throws(APIError) -> any OpenBackend
}

extension Backend {
  /// A server, or a sandbox in this process.
  init(_ connection: Connection, environment: [String: String]) {
    self.init(
      host: connection.host,
      snapshots: connection.snapshots,
      journal: connection.journal,
      isReadOnly: connection.isReadOnly,
      findBrowser: { WebBrowser(environment: environment) }
    ) { ask throws(APIError) in
      var connection = connection
      connection.reauthorization.askForCode = ask
      return try await connection.open()
    }
  }
}

/// The requests that a browser makes.
protocol OpenBackend: Sendable {
  /// The same, telling what happens along the way.
  func observed(by observer: @escaping @Sendable (Notice) -> Void) -> any OpenBackend

  /// See ``HerokuClient/account()``.
  func account() async throws(APIError) -> Account
  /// See ``HerokuClient/remainingRequests()``.
  func remainingRequests() async throws(APIError) -> Int
  /// See ``HerokuClient/readClient(_:)``.
  func readClient(_ id: ClientID) async throws(APIError) -> ClientCredentials
  /// See ``HerokuClient/listClients(unless:lanes:eachPage:)``.
  func listClients(
    unless version: ListVersion?,
    eachPage: @Sendable (ClientPage) async -> Void
  ) async throws(APIError) -> ListOutcome
  /// See ``HerokuClient/clientBehindToken()``.
  func clientBehindToken() async -> ClientID?
  /// See ``HerokuClient/listApps()``.
  func listApps() async throws(APIError) -> AppList
  /// Looks for all clients of the account in apps; their secrets are read for that, and dropped.
  ///
  /// - Parameter progress: is told how many apps are done.
  /// - Returns: what was found, and which clients were looked for.
  func lookForAllClients(
    in apps: [HerokuApp],
    progress: @escaping @Sendable (Int) -> Void
  ) async throws(APIError) -> (found: Whereabouts, clients: [ClientID])
  /// See ``HerokuClient/perform(_:batch:)``.
  func perform(_ change: Change, batch: Int?) async throws(APIError) -> ChangeOutcome

  /// Signs in with a client as its app would, and takes back what comes of it.
  ///
  /// - Parameters:
  ///   - host: how people know the server.
  ///   - guide: leads the person.
  func trySignIn(
    _ client: OAuthClient,
    scopes: [OAuthScope],
    host: String,
    led guide: any TryGuide
  ) async -> TryRun.Ending

  /// Closes every connection.
  func close() async
}

extension OpenBackend {
  /// Not told.
  func clientBehindToken() async -> ClientID? { nil }
}

extension Connection.Opened: OpenBackend {
  func clientBehindToken() async -> ClientID? { await client.clientBehindToken() }

  func observed(by observer: @escaping @Sendable (Notice) -> Void) -> any OpenBackend {
    Connection.Opened(client: client.observed(by: observer), signIn: signIn, transports: transports)
  }

  func account() async throws(APIError) -> Account { try await client.account() }

  func remainingRequests() async throws(APIError) -> Int { try await client.remainingRequests() }

  func readClient(_ id: ClientID) async throws(APIError) -> ClientCredentials {
    try await client.readClient(id)
  }

  func listClients(
    unless version: ListVersion?,
    eachPage: @Sendable (ClientPage) async -> Void
  ) async throws(APIError) -> ListOutcome {
    try await client.listClients(unless: version, eachPage: eachPage)
  }

  func listApps() async throws(APIError) -> AppList { try await client.listApps() }

  func lookForAllClients(
    in apps: [HerokuApp],
    progress: @escaping @Sendable (Int) -> Void
  ) async throws(APIError) -> (found: Whereabouts, clients: [ClientID]) {
    let sought = SoughtClients(try await client.listCredentials().credentials)
    let found = try await client.whereabouts(of: sought, in: apps, progress: progress)
    return (found, sought.clients.map(\.id))
  }

  func perform(_ change: Change, batch: Int?) async throws(APIError) -> ChangeOutcome {
    try await client.perform(change, batch: batch)
  }

  func trySignIn(
    _ client: OAuthClient,
    scopes: [OAuthScope],
    host: String,
    led guide: any TryGuide
  ) async -> TryRun.Ending {
    do throws(CommandFailure) {
      let run = try await TryRun(
        self.client,
        signIn,
        serverName: host,
        of: try await credentials(of: client, host: host),
        scopes: scopes,
        TryRun.Options(audience: .browser),
        led: guide
      )
      return await run.run()
    } catch {
      return TryRun.Ending(failure: error)
    }
  }

  private func credentials(
    of client: OAuthClient,
    host: String
  ) async throws(CommandFailure) -> ClientCredentials {
    do throws(APIError) {
      return try await self.client.readClient(client.id)
    } catch {
      throw CommandFailure(error, of: .readClient(name: client.name), host: host, for: .browser)
    }
  }
}
