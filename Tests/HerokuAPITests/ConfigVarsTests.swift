import HTTPTypes
import HerokuAPI
import TestSupport
import Testing

struct ConfigVarsTests {
  @Test(arguments: [
    ("dashboard-staging", "dashboard-staging", "HEROKU_OAUTH_ID", "HEROKU_OAUTH_SECRET"),
    ("a1b:OAUTH", "a1b", "OAUTH_ID", "OAUTH_SECRET"),
    ("abc:_x9", "abc", "_x9_ID", "_x9_SECRET"),
    ("01234567-89AB-cdef-0123-456789abcdef:X", "01234567-89AB-cdef-0123-456789abcdef", "X_ID", "X_SECRET"),
  ])
  func `reads an app and a prefix`(text: String, app: String, id: String, secret: String) throws {
    let destination = try ConfigVarsDestination(parsing: text)
    #expect(destination.app == app)
    #expect(destination.idName == id)
    #expect(destination.secretName == secret)
    #expect(try ConfigVarsDestination(parsing: destination.description) == destination)
  }

  @Test(arguments: [
    "", "ab", "Dashboard", "1app", "app-", "app/config-vars", "app?", "äpp", "..",
    String(repeating: "a", count: 31),
    "0123456-789ab-cdef-0123-456789abcdef",
  ])
  func `refuses what is no app`(text: String) {
    #expect(throws: ConfigVarsDestinationError.notAnApp(text)) { try ConfigVarsDestination(parsing: text) }
  }

  @Test(arguments: ["", "1X", "X-Y", "X_", "__X", "X:Y", "Ö", "X Y", "_"])
  func `refuses what begins no variable`(prefix: String) {
    #expect(throws: ConfigVarsDestinationError.notAPrefix(prefix)) {
      try ConfigVarsDestination(parsing: "app:\(prefix)")
    }
  }

  private let secret = Secret(testSecret)

  private func set(
    _ text: String = "app:X",
    with client: HerokuClient
  ) async -> APIError? {
    await failure { () throws(APIError) in
      guard let destination = try? ConfigVarsDestination(parsing: text) else { return }
      _ = try await client.perform(.setConfigVars(destination, id: .production, secret: secret))
    }
  }

  @Test func `sends the two variables, and looks at no other`() async {
    let vars = #"{"DATABASE_URL": 7, "X_ID": "\#(ClientID.production)", "X_SECRET": "\#(testSecret)"}"#
    let transport = ScriptedTransport(.json(200, vars))
    #expect(await set(with: .scripted(transport)) == nil)
    #expect(transport.lines == ["PATCH /apps/app/config-vars"])
    #expect(transport.asked.first?.body == #"{"X_ID":"\#(ClientID.production)","X_SECRET":"\#(testSecret)"}"#)
    #expect(transport.asked.first?.head.headerFields[.contentType] == "application/json")
  }

  @Test(arguments: [#"{"X_ID": "other", "DATABASE_URL": "postgres://pw"}"#, "{}", "[]", "<html>", ""])
  func `an answer without the variables leaves the outcome unknown, and shows none of the others`(
    body: String
  ) async throws {
    let error = try #require(await set(with: .scripted(ScriptedTransport(.json(200, body)))))
    #expect(error.mayHaveBeenDone)
    let words = error.explanation(of: .setConfigVars(app: "app"), host: "api.heroku.com", for: .command).text
    #expect(words.hasPrefix("It is not known whether the config vars of “app” were set"))
    for text in [words, "\(error)"] { #expect(!text.contains("postgres") && !text.contains(testSecret)) }
  }

  @Test func `tells an app that is not there from a client that is not`() async throws {
    let gone = HTTPAnswer.error(404, "not_found", "Couldn't find that app.", ["Request-Id": "r"])
    #expect(await set(with: .scripted(ScriptedTransport(gone))) == .notFound(requestID: "r"))
    let transport = ScriptedTransport(gone)
    let destination = try ConfigVarsDestination(parsing: "app")
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport).findApp(of: destination)
    }
    #expect(error == .notFound(requestID: "r"))
    #expect(transport.lines == ["GET /apps/app"])
    #expect(
      error?.explanation(of: .findApp(name: "app"), host: "api.heroku.com", for: .command).text
        == "Could not find the app “app”: Heroku has no app of this name that the account may use. Check its name. Request r."
    )
  }

  @Test func `is repeated where it never left, and not where it may have been done`() async {
    let refused = ScriptedTransport([
      .failure(TransportFailure(.refused, mayHaveBeenSent: false)),
      .answer(.json(200, #"{"X_ID": "\#(ClientID.production)", "X_SECRET": "\#(testSecret)"}"#)),
    ])
    #expect(await set(with: .scripted(refused, pacing: .manual(ManualClock()))) == nil)
    #expect(refused.asked.count == 2)
    let lost = TransportFailure(.connectionLost, mayHaveBeenSent: true)
    let transport = ScriptedTransport([.failure(lost)])
    #expect(
      await set(with: .scripted(transport, pacing: .manual(ManualClock()))) == .outcomeUnknown(lost)
    )
    #expect(transport.asked.count == 1)
  }

  @Test func `read-only sends nothing`() async {
    let transport = ScriptedTransport()
    #expect(await set(with: .scripted(transport, isReadOnly: true)) == .readOnly)
    #expect(transport.asked.isEmpty)
  }

  @Test func `the log names the app, and neither variable nor value`() async {
    let log = RecordedLog()
    let transport = ScriptedTransport(.json(200, #"{"X_SECRET": "\#(testSecret)", "Y": "pw"}"#))
    _ = await set(with: .scripted(transport, logger: log.logger))
    #expect(log.lines.count == 1)
    #expect(log.lines.first?.contains("path=/apps/app/config-vars") == true)
    #expect(!log.lines.joined().contains(testSecret) && !log.lines.joined().contains("X_"))
  }
}
