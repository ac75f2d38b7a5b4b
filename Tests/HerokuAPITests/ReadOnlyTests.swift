import HTTPTypes
import HerokuAPI
import Testing

struct ReadOnlyTests {
  let client = OAuthClient.production

  @Test func `reads as ever`() async throws {
    let transport = ScriptedTransport(.json(200, client.json))
    #expect(
      try await HerokuClient.scripted(transport, isReadOnly: true).readClient(client.id).client == client
    )
  }

  enum Change: CaseIterable, Sendable {
    case create, update, delete, rotate, setConfigVars

    func make(with core: HerokuClient) async throws(APIError) {
      switch self {
      case .create: _ = try await core.create(ClientDraft(name: "a", redirectURI: "b:c"))
      case .update: _ = try await core.update(ClientChanges([.name: "b"]), expecting: .production)
      case .delete: _ = try await core.delete(expecting: .production)
      case .rotate: _ = try await core.rotate(expecting: .production)
      case .setConfigVars:
        guard let app = try? ConfigVarsDestination(parsing: "app") else { return }
        try await core.setConfigVars(of: app, id: .production, secret: Secret(testSecret))
      }
    }
  }

  @Test(arguments: Change.allCases)
  func `lets nothing but a GET out`(change: Change) async {
    let transport = ScriptedTransport(.json(200, client.json), .json(200, client.json))
    let core = HerokuClient.scripted(transport, isReadOnly: true)
    #expect(await failure { () throws(APIError) in try await change.make(with: core) } == .readOnly)
    #expect(transport.asked.allSatisfy { $0.head.method == .get })
  }
}
