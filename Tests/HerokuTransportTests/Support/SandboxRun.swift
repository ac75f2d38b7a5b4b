import HTTPTypes
import HerokuAPI
import HerokuSandbox
import HerokuTransport
import TestSupport

/// A sandbox that listens, and what is needed to talk to it.
struct SandboxRun: Sendable {
  let transport: AsyncHTTPTransport
  let port: Int

  /// The core over HTTP; two of them are two people.
  ///
  /// - Parameter sparedFaults: whether its requests meet none of the sandbox's faults.
  func client(
    token: String = testToken,
    reauthorization: Reauthorization = Reauthorization(),
    pacing: Pacing = Pacing(policy: .never),
    sparedFaults: Bool = false
  ) throws -> HerokuClient {
    HerokuClient(
      transport: sparedFaults ? SparedTransport(transport: transport) : transport,
      endpoint: try Endpoint(parsing: "http://127.0.0.1:\(port)"),
      token: AccessToken(Secret(token)),
      userAgent: "tests/1",
      reauthorization: reauthorization,
      pacing: pacing
    )
  }

  /// Runs a sandbox for as long as `body` takes.
  static func run<Value: Sendable>(
    clients: Int = 25,
    faults: [Fault] = [],
    _ body: @Sendable (SandboxRun) async throws -> Value
  ) async throws -> Value {
    let configuration = SandboxConfiguration(clients: clients, token: testToken, faults: faults)
    return try await run(SandboxServer(configuration: configuration), body)
  }

  /// Runs a server for as long as `body` takes.
  static func run<Value: Sendable>(
    _ server: SandboxServer,
    _ body: @Sendable (SandboxRun) async throws -> Value
  ) async throws -> Value {
    try await server.run { port in
      try await withTransport { try await body(SandboxRun(transport: $0, port: port)) }
    }
  }
}

extension HerokuClient {
  /// The whole list, in the order in which it came.
  func all(lanes: Int = Self.maximumLanes) async throws(APIError) -> [OAuthClient] {
    let pages = Pages()
    try await listClients(lanes: lanes) { await pages.add($0) }
    return await pages.clients
  }
}

private actor Pages {
  private(set) var clients: [OAuthClient] = []

  func add(_ page: ClientPage) {
    clients += page.clients
  }
}
