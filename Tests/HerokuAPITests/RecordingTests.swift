import FoundationEssentials
import HerokuAPI
import Synchronization
import TestSupport
import Testing

/// What is told of changes to whoever keeps a history.
@Suite struct RecordingTests {
  /// Keeps notes, and what had been asked of the server when each came.
  private final class Keeper: Sendable {
    private let state = Mutex<[(note: ChangeNote, asked: [String])]>([])
    var notes: [ChangeNote] { state.withLock { $0.map(\.note) } }
    var asked: [[String]] { state.withLock { $0.map(\.asked) } }

    func client(_ transport: ScriptedTransport) -> HerokuClient {
      HerokuClient.scripted(transport).recorded { note in
        self.state.withLock { $0.append((note, transport.lines)) }
      }
    }
  }

  private static let account = HTTPAnswer.json(200, #"{"id": "a", "email": "alice@example.com"}"#)
  private static let rename = Change.update(ClientChanges([.name: "new"]), expecting: .production)

  /// An answer with the client, under an id of its own.
  private static func client(_ id: String = "r1") -> HTTPAnswer {
    .json(200, OAuthClient.production.json, ["Request-Id": id])
  }

  /// Answers each route in its own order: whose account it is may be asked before or after the client is read.
  private static func transport(_ answers: HTTPAnswer...) -> ScriptedTransport {
    ScriptedTransport(answers.map(ScriptedTransport.Step.answer))
  }

  @Test func `a change is noted before it leaves, and once more when it has come to something`() async throws
  {
    let keeper = Keeper()
    let transport = Self.transport(Self.account, Self.client("r9"))
    _ = try await keeper.client(transport).perform(.create(ClientDraft(name: "n", redirectURI: "b:c")))
    let notes = keeper.notes
    #expect(notes.map(\.ending) == [nil, .done])
    #expect(notes[0].id == notes[1].id)
    #expect(notes.allSatisfy { $0.account?.email == "alice@example.com" })
    #expect(notes.map(\.requestID) == [nil, "r9"])
    #expect(notes[0].change.id == nil)
    #expect(notes[1].change.after == RecordedClient(.production))
    #expect(keeper.asked[0] == ["GET /account"], "nothing has left yet")
  }

  @Test func `whose account it is, is asked once for many changes, and never again where it is not told`()
    async throws
  {
    let keeper = Keeper()
    let transport = Self.transport(.error(500, "oops"), Self.client(), Self.client())
    let client = keeper.client(transport)
    for _ in 0..<2 { _ = try await client.perform(.create(ClientDraft(name: "n", redirectURI: "b:c"))) }
    #expect(transport.lines == ["GET /account", "POST /oauth/clients", "POST /oauth/clients"])
    #expect(keeper.notes.count == 4)
    #expect(keeper.notes.allSatisfy { $0.account == nil })
  }

  @Test func `what never leaves is not noted`() async throws {
    let keeper = Keeper()
    let changed = HTTPAnswer.json(200, OAuthClient.production.with { $0.name = "theirs" }.json)
    let transport = ScriptedTransport([.answer(changed), .answer(changed)])
    let client = HerokuClient.scripted(transport).recorded { note in
      Issue.record("noted: \(note)")
    }
    await #expect(throws: APIError.self) { try await client.perform(Self.rename) }
    #expect(keeper.notes.isEmpty)
  }

  @Test func `a refusal, a lost answer and an answer that nobody understands end as what they are`()
    async throws
  {
    let lost = TransportFailure(.connectionLost, mayHaveBeenSent: true)
    let refused = TransportFailure(.refused, mayHaveBeenSent: false)
    let steps: [(ScriptedTransport.Step, ChangeNote.Ending, String?)] = [
      (.answer(.error(422, "invalid_params", "No.", ["Request-Id": "r2"])), .failed(status: 422), "r2"),
      (.answer(.error(500, "oops", "No.", ["Request-Id": "r3"])), .unknown, "r3"),
      (.failure(lost), .unknown, nil), (.answer(.json(200, "{}", ["Request-Id": "r4"])), .unknown, "r4"),
    ]
    for (step, ending, requestID) in steps {
      let keeper = Keeper()
      let client = keeper.client(ScriptedTransport([.answer(Self.account), step]))
      await #expect(throws: APIError.self) {
        try await client.perform(.create(ClientDraft(name: "n", redirectURI: "b:c")))
      }
      #expect(keeper.notes.map(\.ending) == [nil, ending])
      #expect(keeper.notes.last?.requestID == requestID)
    }
    let keeper = Keeper()
    let never = ScriptedTransport([.answer(Self.account)] + Array(repeating: .failure(refused), count: 20))
    await #expect(throws: APIError.self) {
      try await keeper.client(never).perform(.create(ClientDraft(name: "n", redirectURI: "b:c")))
    }
    #expect(
      keeper.notes.map(\.ending) == [nil, .failed(status: nil)],
      "noted once, however often it is sent"
    )
  }

  @Test func `no note has a secret`() throws {
    let credentials = ClientCredentials(client: .production, secret: Secret(testSecret))
    let app = try ConfigVarsDestination(parsing: "app:OAUTH")
    let records = [
      ChangeRecord(.setConfigVars(app, id: .production, secret: Secret(testSecret))),
      ChangeRecord(.setConfigVars(app, id: .production, secret: Secret(testSecret)), .configVarsSet(app)),
      ChangeRecord(.create(ClientDraft(name: "n", redirectURI: "b:c")), .created(credentials)),
      ChangeRecord(.rotate(expecting: .production), .rotated(credentials)),
    ]
    for record in records {
      var text = ""
      dump(record, to: &text)
      #expect(!text.contains(testSecret))
    }
    #expect(records[0].destination == "app:OAUTH")
  }

  // MARK: Passwords

  @Test(
    arguments: [
      ("https://user:word@example.com/cb", "https://***@example.com/cb"),
      ("https://token@example.com/cb", "https://***@example.com/cb"),
      ("https://user:w@rd@example.com/cb?a=b@c#d", "https://***@example.com/cb?a=b@c#d"),
      (#"https:\\user:word@example.com"#, #"https:\\***@example.com"#),
      ("https:/user:word@example.com", "https:/***@example.com"),
      ("https:user:word@example.com", "https:***@example.com"), ("//user:word@host", "//***@host"),
      ("com.app:user:word@host", "com.app:***@host"), ("user:word@host", "user:word@host"),
    ]
  )
  func `what stands before the host is masked`(uri: String, masked: String) {
    // Whether `user` is a scheme, nobody can tell: then it is one.
    let wanted = uri == masked ? nil : masked
    #expect(RedirectURI.masked(uri) == wanted)
    let recorded = RecordedClient(id: nil, name: "n", redirectURI: uri)
    #expect(recorded.redirectURI == masked)
    #expect(recorded.isMasked == (wanted != nil))
  }

  @Test(arguments: [
    "https://example.com/cb", "https://example.com/@user", "https://example.com?a=b@c",
    "urn:ietf:wg:oauth:2.0:oob",
    "com.example.app:/oauth@x", "mailto:alice@example.com", "", "@", "https://@example.com",
  ])
  func `and nothing else is`(uri: String) {
    #expect(RedirectURI.masked(uri) == nil)
  }

  @Test func `a change that had a password in it cannot be taken back from a history, and says so`() {
    let client = OAuthClient.production.with { $0.redirectURI = "https://u:p@example.com/cb" }
    let moved = client.with { $0.redirectURI = "https://example.com/cb" }
    let move = Change.update(ClientChanges([.redirectURI: moved.redirectURI]), expecting: client)
    let rename = Change.update(ClientChanges([.name: "new"]), expecting: client)
    #expect(ChangeRecord(move, .updated(UpdatedClient(client: moved))).inverse == .none(.masked))
    #expect(ChangeRecord(.delete(expecting: client), .deleted(client)).inverse == .none(.masked))
    let renamed = ChangeRecord(rename, .updated(UpdatedClient(client: client.with { $0.name = "new" })))
    guard case .change(.update(let back, _)) = renamed.inverse else {
      Issue.record("\(renamed.inverse)")
      return
    }
    #expect(back.fields == [.name], "the name can be set back all the same")
  }
}
