import HerokuAPI
import HerokuSandbox
import HerokuTransport

/// What the browser talks to: a server, or a sandbox of its own in this process.
///
/// Making one does no work, so that the first frame need not wait for it; ``open()`` does.
struct Connection: Sendable {
  /// How people know the server.
  let host: String
  private let source: Source

  private enum Source {
    case server(Endpoint, token: Secret)
    case sandbox
  }

  /// A server, for a token.
  static func server(_ endpoint: Endpoint, token: Secret) -> Connection {
    Connection(host: endpoint.displayName, source: .server(endpoint, token: token))
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
    let transport = AsyncHTTPTransport(
      configuration: TransportConfiguration(environment: Environment.values(of: TransportConfiguration.variables)))
    switch source {
    case .server(let endpoint, let token):
      return Opened(client: client(transport, endpoint, token), transport: transport, sandbox: nil)
    case .sandbox:
      let sandbox = try await EmbeddedSandbox.start()
      return Opened(
        client: client(transport, sandbox.endpoint, sandbox.token), transport: transport, sandbox: sandbox.task)
    }
  }

  private func client(_ transport: AsyncHTTPTransport, _ endpoint: Endpoint, _ token: Secret) -> HerokuClient {
    HerokuClient(transport: transport, endpoint: endpoint, token: token, userAgent: Version.userAgent)
  }
}
