import HTTPTypes
import Logging
import TestSupport
import Testing

@testable import HerokuAPI

/// The exchange of codes for tokens.
@Suite struct SignInServerTests {
  private static let answer = #"""
    {"access_token": "HRKU-PLANTED-5ecret", "refresh_token": "PLANTED-5ecret-r", "expires_in": 28800, "token_type": "Bearer"}
    """#

  private static func server(
    _ transport: ScriptedTransport,
    isReadOnly: Bool = false,
    log: RecordedLog = RecordedLog()
  ) -> SignInServer {
    SignInServer(
      transport: transport,
      identity: Endpoint.heroku.identity,
      userAgent: "tests/1",
      isReadOnly: isReadOnly,
      pacing: .manual(ManualClock(), policy: .never),
      logger: log.logger
    )
  }

  private static func error(_ body: () async throws(SignInError) -> SignInServer.Tokens) async -> SignInError?
  {
    do throws(SignInError) {
      _ = try await body()
      return nil
    } catch {
      return error
    }
  }

  @Test func `sends forms, and takes the tokens that come`() async throws {
    let transport = ScriptedTransport(.json(200, Self.answer), .json(200, #"{"access_token": "b"}"#))
    let log = RecordedLog()
    let server = Self.server(transport, log: log)
    let tokens = try await server.exchange(code: Secret("a+b&c"), secret: Secret("s s"))
    #expect(tokens.access == Secret("HRKU-PLANTED-5ecret") && tokens.refresh == Secret("PLANTED-5ecret-r"))
    #expect(tokens.lifetimeInWords == "8 hours" && tokens.type == "Bearer")
    let renewed = try await server.renew(with: Secret("PLANTED-5ecret-r"), secret: Secret("s"))
    #expect(renewed.refresh == nil && renewed.lifetimeInWords == nil)

    #expect(transport.lines == ["POST /oauth/token", "POST /oauth/token"])
    #expect(
      transport.asked.map(\.body) == [
        "grant_type=authorization_code&code=a%2Bb%26c&client_secret=s%20s",
        "grant_type=refresh_token&refresh_token=PLANTED-5ecret-r&client_secret=s",
      ]
    )
    let head = transport.asked[0].head
    #expect(head.authority == "id.heroku.com" && head.scheme == "https")
    #expect(head.headerFields[.contentType] == "application/x-www-form-urlencoded")
    #expect(head.headerFields[.authorization] == nil)
    #expect(log.lines.count == 2 && log.lines.allSatisfy { $0.contains("path=/oauth/token status=200") })
    #expect(!"\(log.lines) \(tokens)".contains("5ecret"))
  }

  @Test(
    arguments: [
      (
        HTTPAnswer.json(400, #"{"error": "invalid_grant", "error_description": "used"}"#),
        "invalid_grant, 400"
      ),
      (.json(401, #"{"id": "unauthorized", "message": "no"}"#), "may be the one from before a rotation"),
      (.json(401, #"{"error": "invalid_client"}"#, ["Request-Id": "r-1"]), "Request r-1."),
      (.json(422, #"{"message": "hm"}"#), "says “hm” (422)"),
      (.json(500, "<html>"), "answered with 500 and no reason"),
      (.json(400, #"{"error": "x", "error_description": "code=PLANTED-5ecret"}"#), "(x, 400)"),
      (.json(400, #"{"error": "code=PLANTED-5ecret"}"#), "answered with 400 and no reason"),
      (.json(302, ""), "answered with 302"), (.json(200, ""), "no access_token that can be read"),
      (.json(200, #"{"access_token": ""}"#), "no access_token"), (.json(200, "[]"), "no access_token"),
      (.json(200, #"{"token": "PLANTED-5ecret"}"#), "no access_token"),
    ]
  )
  func `says what was refused or cannot be read, and nothing of what was sent`(
    answer: HTTPAnswer,
    words: String
  ) async throws {
    let server = Self.server(ScriptedTransport(answer))
    let error = await Self.error { () throws(SignInError) in
      try await server.exchange(code: Secret("PLANTED-5ecret"), secret: Secret("PLANTED-5ecret"))
    }
    let said = try #require(error).words(host: "id.heroku.com")
    #expect(said.contains(words), "\(said)")
    #expect(!said.contains("5ecret"))
  }

  @Test func `nothing is sent twice, and a lost answer is not known`() async throws {
    for sent in [false, true] {
      let failure = TransportFailure(.connectionLost, mayHaveBeenSent: sent)
      let transport = ScriptedTransport([.failure(failure), .answer(.json(200, Self.answer))])
      let server = Self.server(transport)
      let error = await Self.error { () throws(SignInError) in
        try await server.exchange(code: Secret("c"), secret: Secret("s"))
      }
      #expect(error == .noAnswer(failure))
      #expect(transport.lines.count == 1)
      let words = try #require(error).words(host: "id.heroku.com")
      #expect(words.contains("Whether it was done is not known") == sent)
    }
  }

  @Test func `read-only sends nothing`() async {
    let transport = ScriptedTransport()
    let server = Self.server(transport, isReadOnly: true)
    #expect(
      await Self.error { () throws(SignInError) in
        try await server.renew(with: Secret("r"), secret: Secret("s"))
      } == .readOnly
    )
    #expect(transport.lines == [])
  }

  @Test func `the new token is used as it is, and nobody is asked for another`() async throws {
    let transport = ScriptedTransport(
      .json(200, #"{"id": "1", "email": "bob@example.com"}"#),
      .error(401, "unauthorized"),
      .error(403, "forbidden"),
      .json(200, #"{"id": "2", "email": "alice@example.com"}"#)
    )
    let client = HerokuClient.scripted(
      transport,
      reauthorization: Reauthorization(findToken: { AccessToken(Secret("another")) })
    )
    #expect(try await client.account(of: Secret("new")).email == "bob@example.com")
    for words in ["it is the server’s affair", "ask for identity besides"] {
      let error = await failure { () throws(APIError) in try await client.account(of: Secret("new")) }
      let text = try #require(error).explanation(of: .useNewToken, host: "api.heroku.com", for: .command).text
      #expect(text.hasPrefix("Could not use the new token") && text.contains(words), "\(text)")
    }
    #expect(try await client.account().email == "alice@example.com")
    let tokens = transport.asked.map { $0.head.headerFields[.authorization] ?? "" }
    #expect(tokens == ["Bearer new", "Bearer new", "Bearer new", "Bearer \(testToken)"])
  }
}
