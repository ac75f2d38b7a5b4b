import HerokuAPI
import HerokuSandbox
import HerokuTransport
import Logging

/// What the browser talks to: a server, or a sandbox of its own in this process.
///
/// Making one does no work, so that the first frame need not wait for it; ``open()`` does.
struct Connection: Sendable {
  /// How people know the server.
  let host: String
  /// Whether nothing but reading leaves the process.
  var isReadOnly = false
  /// Where to get what a request is refused for want of.
  var reauthorization = Reauthorization()
  /// Where each request is noted.
  var logger = Logger(label: "heroku-api") { _ in SwiftLogNoOpLogHandler() }
  /// The file that the logger writes to, if there is one.
  var logFile: LogFile?
  /// Where the list is kept for the next start; nil where it is not.
  private(set) var snapshots: SnapshotStore?
  private let source: Source

  private init(host: String, source: Source) {
    self.host = host
    self.source = source
  }

  private enum Source {
    case server(Endpoint, token: AccessToken, TransportConfiguration)
    case sandbox
  }

  /// A server, for a token, through the proxy and with the certificates that the environment names.
  static func server(_ endpoint: Endpoint, token: AccessToken) throws(ProxyError) -> Connection {
    let configuration = try TransportConfiguration(environment: Environment.variables, endpoint: endpoint)
    return Connection(host: endpoint.displayName, source: .server(endpoint, token: token, configuration))
  }

  /// Says on standard error if the log could not be written; to be called at the end, when the screen is free.
  func reportLog() {
    if let complaint = logFile?.complaint { StandardError.printForeign(complaint) }
  }

  /// A sandbox in this process, with a token of its own.
  static let sandbox = Connection(host: "sandbox", source: .sandbox)

  /// The server; nil for the sandbox, which is not there yet.
  var endpoint: Endpoint? {
    if case .server(let endpoint, _, _) = source { endpoint } else { nil }
  }

  /// The same connection, with its list kept in a folder; a sandbox in this process keeps nothing.
  func keepingSnapshots(in folder: CacheFolder?) -> Connection {
    guard let folder, case .server(let endpoint, let token, _) = source else { return self }
    var connection = self
    connection.snapshots = SnapshotStore(folder: folder, endpoint: endpoint, token: token.secret)
    return connection
  }

  /// What requests need, once it is there.
  struct Opened: Sendable {
    let client: HerokuClient
    let transport: AsyncHTTPTransport

    /// Closes every connection.
    func close() async {
      await transport.shutdown()
    }
  }

  /// Starts what has to be started.
  @concurrent
  func open() async throws(APIError) -> Opened {
    switch source {
    case .server(let endpoint, let token, let configuration):
      return open(endpoint, token, configuration)
    case .sandbox:
      let sandbox = try await EmbeddedSandbox.start()
      return open(sandbox.endpoint, AccessToken(sandbox.token), TransportConfiguration())
    }
  }

  private func open(
    _ endpoint: Endpoint,
    _ token: AccessToken,
    _ configuration: TransportConfiguration
  ) -> Opened {
    let transport = AsyncHTTPTransport(configuration: configuration)
    let client = HerokuClient(
      transport: transport,
      endpoint: endpoint,
      token: token,
      userAgent: Version.userAgent,
      isReadOnly: isReadOnly,
      reauthorization: reauthorization,
      logger: logger
    )
    return Opened(client: client, transport: transport)
  }
}
