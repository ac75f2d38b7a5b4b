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

  static func changes() throws -> [Change] {
    let app = try ConfigVarsDestination(parsing: "app")
    return [
      .create(ClientDraft(name: "a", redirectURI: "b:c")),
      .update(ClientChanges([.name: "b"]), expecting: .production),
      .delete(expecting: .production),
      .rotate(expecting: .production),
      .setConfigVars(app, id: .production, secret: Secret(testSecret)),
    ]
  }

  @Test(arguments: try changes())
  func `lets nothing but a GET out`(change: Change) async {
    let transport = ScriptedTransport(.json(200, client.json), .json(200, client.json))
    let core = HerokuClient.scripted(transport, isReadOnly: true)
    #expect(await failure { () throws(APIError) in try await core.perform(change) } == .readOnly)
    #expect(transport.asked.allSatisfy { $0.head.method == .get })
  }
}
