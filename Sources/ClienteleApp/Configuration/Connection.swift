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
  /// Where each request is noted.
  var logger = Logger(label: "heroku-api") { _ in SwiftLogNoOpLogHandler() }
  /// The file that the logger writes to, if there is one.
  var logFile: LogFile?
  private let source: Source

  private init(host: String, source: Source) {
    self.host = host
    self.source = source
  }

  private enum Source {
    case server(Endpoint, token: Secret, TransportConfiguration)
    case sandbox
  }

  /// A server, for a token, through the proxy and with the certificates that the environment names.
  static func server(_ endpoint: Endpoint, token: Secret) throws(ProxyError) -> Connection {
    let configuration = try TransportConfiguration(environment: Environment.variables, endpoint: endpoint)
    return Connection(host: endpoint.displayName, source: .server(endpoint, token: token, configuration))
  }

  /// Says on standard error if the log could not be written; to be called at the end, when the screen is free.
  func reportLog() {
    if let complaint = logFile?.complaint { StandardError.printForeign(complaint) }
  }

  /// A sandbox in this process, with a token of its own.
  static let sandbox = Connection(host: "sandbox", source: .sandbox)

  /// What requests need, once it is there.
  struct Opened: Sendable {
    let client: HerokuClient
    let transport: AsyncHTTPTransport
    let sandbox: Task<Void, Never>?

    /// Closes every connection, and the sandbox if it is our own.
    func close() async {
      sandbox?.cancel()
      await transport.shutdown()
    }
  }

  /// Starts what has to be started.
  @concurrent
  func open() async throws(APIError) -> Opened {
    switch source {
    case .server(let endpoint, let token, let configuration):
      return open(endpoint, token, configuration, sandbox: nil)
    case .sandbox:
      let sandbox = try await EmbeddedSandbox.start()
      return open(sandbox.endpoint, sandbox.token, TransportConfiguration(), sandbox: sandbox.task)
    }
  }

  private func open(
    _ endpoint: Endpoint,
    _ token: Secret,
    _ configuration: TransportConfiguration,
    sandbox: Task<Void, Never>?
  ) -> Opened {
    let transport = AsyncHTTPTransport(configuration: configuration)
    let client = HerokuClient(
      transport: transport,
      endpoint: endpoint,
      token: token,
      userAgent: Version.userAgent,
      isReadOnly: isReadOnly,
      logger: logger
    )
    return Opened(client: client, transport: transport, sandbox: sandbox)
  }
}
