import HerokuAPI
import TestSupport
import Testing

/// Which client the token in use came from.
@Suite struct OwnTokenTests {
  private static let own =
    #"{"access_token": {"token": "\#(testToken)"}, "client": {"id": "\#(ClientID.production)"}}"#
  private static let other = #"{"access_token": {"token": "another"}, "client": {"id": "another client"}}"#

  private func client(behind answers: HTTPAnswer...) async -> (ClientID?, [String]) {
    let transport = ScriptedTransport(answers.map(ScriptedTransport.Step.answer))
    return (await HerokuClient.scripted(transport).clientBehindToken(), transport.lines)
  }

  @Test func `is the client of the authorization that has it`() async {
    let (client, lines) = await client(behind: .json(200, "[\(Self.other), \(Self.own)]"))
    #expect(client == .production)
    #expect(lines == ["GET /oauth/authorizations"])
    #expect(await self.client(behind: .json(206, "[\(Self.own)]")).0 == .production)
  }

  @Test(arguments: [
    "[]", "[\(other)]", #"[{"access_token": null, "client": null}]"#, "{}", "", "null",
    #"[{"access_token": {"token": "\#(testToken)"}, "client": null}]"#,
  ])
  func `is none where the API names none`(body: String) async {
    #expect(await client(behind: .json(200, body)).0 == nil)
  }

  @Test func `an odd authorization does not hide the others`() async {
    #expect(await client(behind: .json(200, "[{}, \(Self.own)]")).0 == .production)
  }

  @Test(arguments: [401, 403, 404, 429, 500]) func `a read that fails says nothing, and is not repeated`(
    status: Int
  ) async {
    let (client, lines) = await client(behind: .error(status, "two_factor"), .json(200, "[\(Self.own)]"))
    #expect(client == nil)
    #expect(lines.count == 1)
  }

  @Test func `only what would end it is warned of`() {
    let draft = ClientDraft(name: "n", redirectURI: "b:c")
    #expect(Change.delete(expecting: .production).warning(forTokenOf: .production)?.isEmpty == false)
    #expect(Change.rotate(expecting: .production).warning(forTokenOf: .production)?.isEmpty == false)
    #expect(Change.delete(expecting: .production).warning(forTokenOf: ClientID("another")) == nil)
    #expect(Change.delete(expecting: .production).warning(forTokenOf: nil) == nil)
    #expect(Change.update(ClientChanges(), expecting: .production).warning(forTokenOf: .production) == nil)
    #expect(Change.create(draft).warning(forTokenOf: .production) == nil)
  }
}
