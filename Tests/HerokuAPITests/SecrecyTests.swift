import HTTPTypes
import HerokuAPI
import Logging
import Synchronization
import TestSupport
import Testing

struct SecrecyTests {
  /// Everything that Swift can be made to say about a value.
  func everything<Value>(about value: Value) -> String {
    var text = "\(value)\n\(String(describing: value))\n\(String(reflecting: value))\n"
    dump(value, to: &text)
    return text
  }

  func expectNoSecrets(in text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for secret in [testToken, testSecret, "135790"] {
      #expect(!text.contains(secret), sourceLocation: sourceLocation)
    }
  }

  @Test func `no value says what it hides`() {
    let transport = ScriptedTransport()
    let client = HerokuClient.scripted(
      transport,
      reauthorization: Reauthorization(givenCode: Secret("135790"))
    )
    let answer = HTTPAnswer.json(200, OAuthClient.production.json)
    let credentials = ClientCredentials(client: .production, secret: Secret(testSecret))
    expectNoSecrets(in: everything(about: client))
    expectNoSecrets(in: everything(about: answer))
    expectNoSecrets(in: everything(about: credentials))
    expectNoSecrets(in: everything(about: Secret(testSecret)))
    expectNoSecrets(in: everything(about: Optional(Secret(testSecret))))
    expectNoSecrets(in: everything(about: [Secret(testSecret): testSecret.count]))
  }

  @Test func `a page holds no secrets`() async throws {
    let pages = Mutex<[ClientPage]>([])
    let transport = ScriptedTransport(.json(200, "[\(OAuthClient.production.json)]"))
    try await HerokuClient.scripted(transport).listClients { page in pages.withLock { $0.append(page) } }
    let loaded = pages.withLock { $0 }
    #expect(loaded.first?.clients == [.production])
    expectNoSecrets(in: everything(about: loaded))
  }

  @Test func `no error says what it hides, nor what the answer held`() async {
    let broken = #"{"secret": "\#(testSecret)", "id": 5}"#
    for answer in [HTTPAnswer.json(200, broken), .json(401, broken), .json(500, testSecret)] {
      let client = HerokuClient.scripted(ScriptedTransport(answer))
      let error = await failure { () throws(APIError) in try await client.readClient(.production) }
      expectNoSecrets(in: everything(about: error))
      #expect(error != nil)
    }
  }

  @Test func `the log has what a search needs, and no secret`() async throws {
    let log = RecordedLog()
    let json = OAuthClient.production.json
    let transport = ScriptedTransport([
      .answer(.error(403, "two_factor", "A code.", ["Request-Id": "r0"])),
      .answer(.json(200, json, ["Request-Id": "r1"])),
      .failure(TransportFailure(.refused, mayHaveBeenSent: false)),
      .answer(.json(200, json, ["Request-Id": "r2"])),
    ])
    let client = HerokuClient.scripted(
      transport,
      reauthorization: Reauthorization(givenCode: Secret("135790")),
      pacing: .manual(ManualClock()),
      logger: log.logger
    )
    _ = try await client.delete(expecting: .production)
    let path = "/oauth/clients/\(ClientID.production)"
    #expect(
      log.lines == [
        "info answered: attempt=1 method=GET milliseconds=0.0 path=\(path) request-id=r0 status=403",
        "info answered: attempt=1 method=GET milliseconds=0.0 path=\(path) request-id=r1 status=200",
        "warning no answer: attempt=1 detail= failure=refused may-have-been-sent=false method=DELETE milliseconds=0.0 path=\(path)",
        "info answered: attempt=2 method=DELETE milliseconds=0.0 path=\(path) request-id=r2 status=200",
      ]
    )
    expectNoSecrets(in: log.lines.joined())
  }
}
