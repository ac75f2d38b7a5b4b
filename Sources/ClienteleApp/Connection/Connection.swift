import HerokuAPI
import HerokuSandbox
import HerokuTransport
import Journal
import Logging
import Platform
import Tokens

/// What the browser or a command talks to: a server, or a sandbox of its own in this process.
///
/// Making one does no work, so that the first frame need not wait for it; ``open()`` does.
struct Connection: Sendable {
  /// How people know the server.
  let host: String
  /// Whether nothing but reading leaves the process.
  let isReadOnly: Bool
  /// Where each request is noted; nil where it is not.
  let log: RequestLog?
  /// Where to get what a request is refused for want of.
  var reauthorization = Reauthorization()
  /// Where the list is kept for the next start; nil where it is not.
  private(set) var snapshots: SnapshotStore?
  /// Where changes are noted.
  let journal: ChangeJournal
  private let source: Source

  private enum Source {
    case server(Endpoint, token: AccessToken, TransportConfiguration, identity: TransportConfiguration)
    case sandbox
  }

  private init(
    host: String,
    source: Source,
    settings: Settings,
    log: RequestLog?,
    origin: JournalEntry.Origin
  ) {
    self.host = host
    self.source = source
    journal = settings.journal(host: host, origin: origin)
    isReadOnly = settings.isReadOnly
    self.log = log
  }

  /// A server, for a token.
  ///
  /// What it refuses is asked for: the token is looked up again, and the terminal is asked for the second factor.
  ///
  /// - Parameter mayPrompt: whether a program may talk to the person when the token is looked up again, as it must not
  ///   while a screen is up.
  init(
    to endpoint: Endpoint,
    token: AccessToken,
    settings: Settings,
    log: RequestLog?,
    mayPrompt: Bool = true,
    origin: JournalEntry.Origin = .command
  ) throws(ProxyError) {
    self.init(
      host: endpoint.displayName,
      source: .server(
        endpoint,
        token: token,
        try settings.transport(to: endpoint),
        identity: try settings.transport(to: endpoint.identity)
      ),
      settings: settings,
      log: log,
      origin: origin
    )
    reauthorization = Reauthorization(
      findToken: { await settings.tokenLookup(mayPrompt: mayPrompt).find(for: endpoint)?.accessToken },
      askForCode: { await TwoFactorTerminal.ask($0) },
      givenCode: settings.twoFactorCode
    )
  }

  /// A sandbox in this process, with a token of its own.
  static func sandbox(
    _ settings: Settings,
    log: RequestLog?,
    origin: JournalEntry.Origin = .browser
  ) -> Connection {
    Connection(host: "sandbox", source: .sandbox, settings: settings, log: log, origin: origin)
  }

  /// The server that the settings name, with its token, wherever Heroku's own tools keep it.
  ///
  /// Looking for one may ask other programs and wait for a person.
  init(
    _ settings: Settings,
    log: RequestLog?,
    mayPromptLater: Bool = true,
    origin: JournalEntry.Origin = .command
  ) async throws(CommandFailure) {
    let endpoint: Endpoint
    do throws(EndpointError) {
      endpoint = try settings.endpoint()
    } catch {
      throw CommandFailure(
        .unusableAddress,
        "Cannot use the server “\(settings.address ?? "")”: \(error)."
      )
    }
    let search = await settings.tokenLookup().search(for: endpoint)
    guard let found = search.found else {
      throw CommandFailure(.noToken, lines: search.explanation)
    }
    for warning in found.warnings { StandardError.print(warning) }
    do throws(ProxyError) {
      try self.init(
        to: endpoint,
        token: found.accessToken,
        settings: settings,
        log: log,
        mayPrompt: mayPromptLater,
        origin: origin
      )
    } catch {
      throw CommandFailure(
        .unusableAddress,
        "Cannot use the proxy that the environment names: \(error)."
      )
    }
  }

  /// Says on standard error if the log could not be written; to be called at the end, when the screen is free.
  func reportLog() {
    if let complaint = log?.complaint { StandardError.print(complaint) }
  }

  /// The same connection, with its list kept in a folder; a sandbox in this process keeps nothing.
  func keepingSnapshots(in folder: CacheFolder?) -> Connection {
    guard let folder, case .server(let endpoint, let token, _, _) = source else { return self }
    var connection = self
    connection.snapshots = SnapshotStore(folder: folder, endpoint: endpoint, token: token.secret)
    return connection
  }

  /// What requests need, once it is there.
  struct Opened: Sendable {
    let client: HerokuClient
    /// Where codes are exchanged for tokens.
    let signIn: SignInServer
    let transports: [AsyncHTTPTransport]

    /// Closes every connection.
    func close() async {
      for transport in transports { await transport.shutdown() }
    }
  }

  /// Starts what has to be started.
  @concurrent
  func open() async throws(APIError) -> Opened {
    switch source {
    case .server(let endpoint, let token, let configuration, let identity):
      return open(endpoint, token, configuration, identity)
    case .sandbox:
      let sandbox = try await EmbeddedSandbox.start()
      let configuration = TransportConfiguration()
      return open(sandbox.endpoint, AccessToken(sandbox.token), configuration, configuration)
    }
  }

  private func open(
    _ endpoint: Endpoint,
    _ token: AccessToken,
    _ configuration: TransportConfiguration,
    _ identity: TransportConfiguration
  ) -> Opened {
    let transport = AsyncHTTPTransport(configuration: configuration)
    // A transport is made for one server; one that nothing is sent over costs nothing.
    let identityTransport = AsyncHTTPTransport(configuration: identity)
    let logger = log?.logger ?? Logger(label: "heroku-api") { _ in SwiftLogNoOpLogHandler() }
    let client = HerokuClient(
      transport: transport,
      endpoint: endpoint,
      token: token,
      userAgent: Version.userAgent,
      isReadOnly: isReadOnly,
      reauthorization: reauthorization,
      logger: logger
    )
    .recorded { [journal] in await journal.take($0) }
    let signIn = SignInServer(
      transport: identityTransport,
      identity: endpoint.identity,
      userAgent: Version.userAgent,
      isReadOnly: isReadOnly,
      logger: logger
    )
    return Opened(client: client, signIn: signIn, transports: [transport, identityTransport])
  }
}

extension FoundToken {
  /// The token with the words for where it was found.
  var accessToken: AccessToken { AccessToken(token, from: source.place) }
}

/// Asks for the second factor on the terminal that a command was given in.
enum TwoFactorTerminal {
  /// The code that a person types; nil where there is no terminal to ask on, or nothing is typed.
  static func ask(_ question: TwoFactorQuestion) async -> Secret? {
    guard isatty(STDIN_FILENO) == 1, StandardError.isTerminal else { return nil }
    if question == .again { StandardError.print("That code was not accepted; wait for the next one.") }
    StandardError.ask("Two-factor code: ")
    let code = readLine().map { $0.filter { !$0.isWhitespace } } ?? ""
    return code.isEmpty ? nil : Secret(code)
  }
}
