import HTTPTypes
import HerokuAPI
import TestSupport
import Testing

struct CreatingTests {
  let draft = ClientDraft(name: "production", redirectURI: "https://example.com/callback")

  @Test func `creates a client and returns its secret`() async throws {
    let transport = ScriptedTransport(.json(201, OAuthClient.production.json))
    let credentials = try await HerokuClient.scripted(transport).create(draft)
    #expect(credentials == ClientCredentials(client: .production, secret: Secret(testSecret)))
    #expect(transport.lines == ["POST /oauth/clients"])
  }

  @Test(arguments: [
    TransportFailure(.silent, mayHaveBeenSent: true),
    TransportFailure(.connectionLost, mayHaveBeenSent: true),
    TransportFailure(.malformedAnswer, mayHaveBeenSent: true),
    TransportFailure(.tooLarge, mayHaveBeenSent: true),
  ])
  func `never creates again where the outcome is unknown`(lost: TransportFailure) async {
    let transport = ScriptedTransport([.failure(lost), .answer(.json(201, OAuthClient.production.json))])
    let client = HerokuClient.scripted(transport, pacing: .manual(ManualClock()))
    #expect(await failure { () throws(APIError) in try await client.create(draft) } == .outcomeUnknown(lost))
    #expect(transport.asked.count == 1)
  }

  @Test func `says that a creation whose answer cannot be read may have been done`() async {
    let transport = ScriptedTransport(.json(201, #"{"id": "0123"#))
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport).create(draft)
    }
    #expect(
      error
        == .unreadable(
          UnreadableAnswer(status: 201, problem: "it is cut off, or not JSON", mayHaveBeenDone: true)
        )
    )
    #expect(error?.mayHaveBeenDone == true)
  }

  @Test func `passes on which field was refused`() async {
    let transport = ScriptedTransport(.error(422, "invalid_params", "name is too long"))
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport).create(draft)
    }
    #expect(
      error
        == .refused(Refusal(status: 422, id: "invalid_params", message: "name is too long", field: .name))
    )
  }
}
