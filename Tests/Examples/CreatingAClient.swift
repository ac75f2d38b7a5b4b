import HerokuAPI
import HerokuSandbox
import HerokuTransport
import Testing

/// What a program does with the libraries, against a sandbox in its own process.
@Test func `creates a client, and reads it again`() async throws {
  try await SandboxServer(configuration: SandboxConfiguration(token: "t")).run { port in
    let wire = AsyncHTTPTransport()
    let heroku = HerokuClient(
      transport: wire,
      endpoint: try Endpoint(parsing: "http://127.0.0.1:\(port)"),
      token: AccessToken(Secret("t")),
      userAgent: "example/1"
    )
    let draft = ClientDraft(name: "Example", redirectURI: "https://example.com/callback")
    let created = try #require(try await heroku.perform(.create(draft)).credentials)
    #expect(try await heroku.readClient(created.client.id) == created)
    await wire.shutdown()
  }
}
