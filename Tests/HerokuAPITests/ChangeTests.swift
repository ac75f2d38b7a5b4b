import HerokuAPI
import Testing

struct ChangeTests {
  private static let credentials = ClientCredentials(client: .production, secret: Secret(testSecret))
  private static let renamed = OAuthClient.production.with { $0.name = "theirs" }

  private static func destination() throws -> ConfigVarsDestination {
    try ConfigVarsDestination(parsing: "app:OAUTH")
  }

  static func changes() throws -> [Change] {
    [
      .create(ClientDraft(name: "production", redirectURI: "b:c")),
      .update(ClientChanges([.name: "new"]), expecting: .production),
      .delete(expecting: .production), .rotate(expecting: .production),
      .setConfigVars(try destination(), id: .production, secret: Secret(testSecret)),
    ]
  }

  @Test func `a change says what it is about, and never its secret`() throws {
    for change in try Self.changes() {
      let subject = change.attempt.progress ?? ""
      #expect(subject.contains("“production”") || subject.contains("“app”"))
      for text in ["\(change)", String(reflecting: change), "\(change.attempt)"] {
        #expect(!text.contains(testSecret))
      }
    }
    #expect(try Self.changes().map { $0.target?.id } == [nil, .production, .production, .production, nil])
  }

  @Test func `says what was done`() throws {
    let outcomes: [(ChangeOutcome, String)] = [
      (.created(Self.credentials), "“production” was created."),
      (.updated(UpdatedClient(client: .production)), "“production” was saved."),
      (
        .updated(UpdatedClient(client: .production, wasSent: false)),
        "“production” already was as you wanted it; nothing was sent."
      ),
      (
        .updated(UpdatedClient(client: Self.renamed, mergedFields: [.name])),
        "“theirs” was saved. Somebody else made its name “theirs”."
      ),
      (
        .updated(
          UpdatedClient(client: Self.renamed, mergedFields: [.name, .redirectURI], wasSent: false)
        ),
        """
        “theirs” already was as you wanted it; nothing was sent. Somebody else made its name “theirs” and its \
        redirect URI “https://example.com/callback”.
        """
      ),
      (.deleted(.production), "“production” was deleted."),
      (.rotated(Self.credentials), "“production” has a new secret."),
      (.configVarsSet(try Self.destination()), "OAUTH_ID and OAUTH_SECRET of app are set; the app restarts."),
    ]
    for (outcome, words) in outcomes { #expect(outcome.summary == words) }
  }

  @Test func `only what makes a secret has one to hand over`() throws {
    #expect(ChangeOutcome.created(Self.credentials).credentials == Self.credentials)
    #expect(ChangeOutcome.rotated(Self.credentials).credentials == Self.credentials)
    #expect(ChangeOutcome.updated(UpdatedClient(client: .production)).credentials == nil)
    #expect(ChangeOutcome.deleted(.production).credentials == nil)
    #expect(ChangeOutcome.configVarsSet(try Self.destination()).credentials == nil)
  }

  @Test func `every kind of change is performed, and answered with what was done`() async throws {
    let json = OAuthClient.production.json
    let wanted: [ChangeOutcome] = [
      .created(Self.credentials), .updated(UpdatedClient(client: .production)), .deleted(.production),
      .rotated(Self.credentials), .configVarsSet(try Self.destination()),
    ]
    for (change, wanted) in zip(try Self.changes(), wanted) {
      let answers = [
        HTTPAnswer.json(
          200,
          change.target == nil && change.attempt != .create(name: "production")
            ? #"{"OAUTH_ID": "\#(ClientID.production)", "OAUTH_SECRET": "\#(testSecret)"}"# : json
        ), .json(200, json),
      ]
      let transport = ScriptedTransport(answers.map(ScriptedTransport.Step.answer))
      #expect(try await HerokuClient.scripted(transport).perform(change) == wanted)
      #expect(transport.asked.count == (change.target == nil ? 1 : 2))
    }
  }
}
