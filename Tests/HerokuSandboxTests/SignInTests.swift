import FoundationEssentials
import HTTPTypes
import TestSupport
import Testing

@testable import HerokuSandbox

/// The web flow of the sandbox.
@Suite struct SignInTests {
  private struct Tokens: Decodable {
    let accessToken: String
    let refreshToken: String
    let tokenType: String
    let expiresIn: Int

    private enum CodingKeys: String, CodingKey {
      case accessToken = "access_token"
      case refreshToken = "refresh_token"
      case tokenType = "token_type"
      case expiresIn = "expires_in"
    }
  }

  private struct TokenError: Decodable {
    let error: String
  }

  private struct Authorization: Decodable {
    struct Client: Decodable {
      let id: String
    }
    let id: String
    let client: Client?
    let scope: [String]
  }

  /// What a browser sends: neither a token nor a wish for JSON.
  private static let browser: [String: String?] = ["Authorization": nil, "Accept": "text/html"]

  private func page(_ id: String, _ rest: String = "response_type=code&scope=identity&state=abc") -> String {
    "/oauth/authorize?client_id=\(id)&\(rest)"
  }

  private func back(_ answer: Answer) throws -> Form {
    #expect(answer.status == 302)
    return Form(query: try #require(answer["Location"]))
  }

  private func code(for id: String, _ ask: Asker, scope: String = "identity") async throws -> String {
    let path = page(id, "response_type=code&scope=\(scope)&state=abc")
    let form = try back(try await ask(.post, path, Self.browser, body: "decision=allow"))
    #expect(form["state"] == "abc")
    return try #require(form["code"])
  }

  private func exchange(_ body: String, _ ask: Asker) async throws -> Answer {
    try await ask(
      .post,
      "/oauth/token",
      ["Authorization": nil, "Accept": nil, "Content-Type": "application/x-www-form-urlencoded"],
      body: body
    )
  }

  private func signIn(_ client: ClientAnswer, _ ask: Asker, scope: String = "identity") async throws -> Tokens
  {
    let code = try await code(for: client.id, ask, scope: scope)
    let body = "grant_type=authorization_code&code=\(code)&client_secret=\(client.secret ?? "")"
    let answer = try await exchange(body, ask)
    #expect(answer.status == 200)
    #expect(answer["Cache-Control"] == "no-store")
    return try answer.decoded()
  }

  // MARK: Consent

  @Test(arguments: Way.allCases)
  func `asks for consent on a page of plain HTML`(way: Way) async throws {
    try await way.run { ask in
      let client = try await ask.create("<b>Evil & \"co\"</b>", "https://example.com/cb")
      let answer = try await ask(
        .get,
        page(client.id, "response_type=code&scope=read+identity&state=%22%3E%3Cx"),
        Self.browser
      )
      #expect(answer.status == 200)
      #expect(answer["Content-Type"] == "text/html; charset=utf-8")
      #expect(answer["Content-Security-Policy"]?.contains("frame-ancestors 'none'") == true)
      let text = String(decoding: answer.body, as: UTF8.self)
      #expect(text.contains("&lt;b&gt;Evil &amp; &quot;co&quot;&lt;/b&gt;"))
      #expect(!text.contains("<b>Evil") && !text.contains("\"><x"))
      #expect(text.contains("<li>read</li><li>identity</li>"))
      #expect(text.contains(#"<button name="decision" value="allow">"#))
      #expect(text.contains(#"name="state" value="&quot;&gt;&lt;x""#))
    }
  }

  @Test(arguments: Way.allCases)
  func `sends back with a code, or with access_denied`(way: Way) async throws {
    try await way.run { ask in
      let client = try await ask.create("A", "https://example.com/cb?popup=1#top")
      let body = "client_id=\(client.id)&response_type=code&scope=identity&state=a%26b&decision="
      let allowed = try await ask(.post, "/oauth/authorize", Self.browser, body: body + "allow")
      let location = try #require(allowed["Location"])
      #expect(location.hasPrefix("https://example.com/cb?popup=1&code="))
      #expect(location.hasSuffix("&state=a%26b#top"))
      let denied = try await ask(.post, "/oauth/authorize", Self.browser, body: body + "deny")
      #expect(denied["Location"] == "https://example.com/cb?popup=1&error=access_denied&state=a%26b#top")
      #expect(try await ask(.post, "/oauth/authorize", Self.browser, body: body + "maybe").status == 400)
      // A client that is gone in between is nobody's any more.
      #expect(try await ask(.delete, "/oauth/clients/\(client.id)").status == 200)
      #expect(try await ask(.post, "/oauth/authorize", Self.browser, body: body + "allow").status == 400)
    }
  }

  @Test(arguments: Way.allCases)
  func `sends nobody anywhere for a client that is not there`(way: Way) async throws {
    try await way.run { ask in
      let id = try await ask.firstClient().id
      for query in [
        "", "?response_type=code", "?client_id=", "?client_id=0",
        "?client_id=ffffffff-ffff-4fff-8fff-ffffffffffff",
        "?client_id=\(id)&client_id=\(id)&response_type=code",
      ] {
        let answer = try await ask(.get, "/oauth/authorize\(query)", Self.browser)
        #expect(answer.status == 400, "\(query)")
        #expect(answer["Location"] == nil)
      }
    }
  }

  @Test(
    arguments: Way.allCases,
    [
      ("response_type=token&scope=identity", "unsupported_response_type"),
      ("scope=identity", "invalid_request"),
      ("response_type=code&response_type=code", "invalid_request"),
      ("response_type=code&scope=openid", "invalid_scope"),
      ("response_type=code&scope=read,write", "invalid_scope"),
      ("response_type=code&scope=read&scope=write", "invalid_request"),
    ]
  )
  func `tells the client of a wrong request`(way: Way, wrong: (String, String)) async throws {
    try await way.run { ask in
      let id = try await ask.create("A").id
      let form = try back(try await ask(.get, page(id, "\(wrong.0)&state=abc"), Self.browser))
      #expect(form["error"] == wrong.1)
      #expect(form["state"] == "abc" && form["code"] == nil)
    }
  }

  // MARK: Tokens

  @Test(arguments: Way.allCases)
  func `exchanges a code once for tokens that work`(way: Way) async throws {
    try await way.run { ask in
      let client = try await ask.create("A")
      let code = try await code(for: client.id, ask)
      let body = "grant_type=authorization_code&code=\(code)&client_secret=\(client.secret ?? "")"
      let tokens: Tokens = try await exchange(body, ask).decoded()
      #expect(tokens.tokenType == "Bearer" && tokens.expiresIn == 28_800)
      let mine: [String: String?] = ["Authorization": "Bearer \(tokens.accessToken)"]
      #expect(try await ask(.get, "/account", mine).status == 200)
      // The second time means that somebody else has seen the code: what came of it is taken back.
      let again = try await exchange(body, ask)
      #expect(again.status == 400)
      #expect(try (again.decoded() as TokenError).error == "invalid_grant")
      #expect(try await ask(.get, "/account", mine).status == 401)
    }
  }

  @Test(arguments: Way.allCases)
  func `a code lives 5 minutes, and a token 8 hours`(way: Way) async throws {
    let clock = ManualClock()
    try await way.run(clock: clock) { ask in
      let client = try await ask.create("A")
      let late = try await code(for: client.id, ask)
      clock.advance(by: .seconds(299))
      let inTime = try await code(for: client.id, ask)
      clock.advance(by: .seconds(1))
      let grant = "grant_type=authorization_code&client_secret=\(client.secret ?? "")&code="
      #expect(try await exchange(grant + late, ask).status == 400)
      let tokens: Tokens = try await exchange(grant + inTime, ask).decoded()
      clock.advance(by: .seconds(28_799))
      let mine: [String: String?] = ["Authorization": "Bearer \(tokens.accessToken)"]
      #expect(try await ask(.get, "/account", mine).status == 200)
      clock.advance(by: .seconds(1))
      #expect(try await ask(.get, "/account", mine).status == 401)
      let renewal =
        "grant_type=refresh_token&refresh_token=\(tokens.refreshToken)&client_secret=\(client.secret ?? "")"
      let renewed: Tokens = try await exchange(renewal, ask).decoded()
      #expect(renewed.refreshToken == tokens.refreshToken && renewed.accessToken != tokens.accessToken)
      #expect(
        try await ask(.get, "/account", ["Authorization": "Bearer \(renewed.accessToken)"]).status == 200
      )
    }
  }

  @Test(arguments: Way.allCases)
  func `refuses what is no exchange, and uses no code up for it`(way: Way) async throws {
    try await way.run { ask in
      let client = try await ask.create("A")
      let code = try await code(for: client.id, ask)
      let secret = client.secret ?? ""
      for (body, status, error) in [
        ("", 400, "invalid_request"), ("{\"grant_type\": \"authorization_code\"}", 400, "invalid_request"),
        ("grant_type=password&username=a&password=b", 400, "unsupported_grant_type"),
        ("grant_type=authorization_code&client_secret=\(secret)", 400, "invalid_request"),
        ("grant_type=authorization_code&code=nonsense&client_secret=\(secret)", 400, "invalid_grant"),
        ("grant_type=authorization_code&code=\(code)", 401, "invalid_client"),
        ("grant_type=authorization_code&code=\(code)&client_secret=wrong", 401, "invalid_client"),
        ("grant_type=refresh_token&client_secret=\(secret)", 400, "invalid_request"),
        ("grant_type=refresh_token&refresh_token=nonsense&client_secret=\(secret)", 400, "invalid_grant"),
        (
          "grant_type=authorization_code&code=\(code)&code=\(code)&client_secret=\(secret)", 400,
          "invalid_request"
        ),
      ] {
        let answer = try await exchange(body, ask)
        #expect(answer.status == status, "\(body)")
        #expect(try (answer.decoded() as TokenError).error == error, "\(body)")
      }
      let good = "grant_type=authorization_code&code=\(code)&client_secret=\(secret)"
      #expect(try await exchange(good, ask).status == 200)
      #expect(try await ask(.get, "/oauth/token").status == 404)
    }
  }

  @Test(arguments: Way.allCases)
  func `the secret from before a rotation is refused`(way: Way) async throws {
    try await way.run { ask in
      let client = try await ask.create("A")
      let tokens = try await signIn(client, ask)
      #expect(try await ask(.post, "/oauth/clients/\(client.id)/actions/rotate-credentials").status == 200)
      let renewal =
        "grant_type=refresh_token&refresh_token=\(tokens.refreshToken)&client_secret=\(client.secret ?? "")"
      #expect(try await exchange(renewal, ask).status == 401)
    }
  }

  // MARK: Scopes and authorizations

  @Test(arguments: Way.allCases)
  func `a token may do what its scopes say`(way: Way) async throws {
    try await way.run { ask in
      let vars = "/apps/dashboard-staging/config-vars"
      for (scope, account, apps, readVars, setVars, clients) in [
        ("identity", 200, 403, 403, 403, 403), ("read", 200, 200, 403, 403, 403),
        ("read-protected", 200, 200, 200, 403, 403), ("write-protected", 200, 200, 403, 200, 403),
        ("global", 200, 200, 200, 200, 200),
      ] {
        let client = try await ask.create("For \(scope)")
        let token = try await signIn(client, ask, scope: scope).accessToken
        let mine: [String: String?] = ["Authorization": "Bearer \(token)"]
        #expect(try await ask(.get, "/account", mine).status == account, "\(scope)")
        #expect(try await ask(.get, "/apps", mine).status == apps, "\(scope)")
        #expect(try await ask(.get, vars, mine).status == readVars, "\(scope)")
        #expect(try await ask(.patch, vars, mine, body: #"{"A": "1"}"#).status == setVars, "\(scope)")
        #expect(try await ask(.get, "/oauth/clients/\(client.id)", mine).status == clients, "\(scope)")
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `a client has one authorization, and its tokens end with it`(way: Way) async throws {
    try await way.run { ask in
      let client = try await ask.create("A")
      let first = try await signIn(client, ask)
      let second = try await signIn(client, ask, scope: "read")
      let all: [Authorization] = try await ask(.get, "/oauth/authorizations").decoded()
      let own = all.filter { $0.client?.id == client.id }
      #expect(own.count == 1 && all.count == 3)
      #expect(own.first?.scope == ["read", "identity"])
      let path = "/oauth/authorizations/\(own.first?.id ?? "")"
      #expect(try await ask(.get, path).status == 200)
      for token in [first, second] {
        #expect(
          try await ask(.get, "/account", ["Authorization": "Bearer \(token.accessToken)"]).status == 200
        )
      }
      #expect(try await ask(.delete, path).status == 200)
      #expect(try await ask(.delete, path).status == 404)
      for token in [first, second] {
        #expect(
          try await ask(.get, "/account", ["Authorization": "Bearer \(token.accessToken)"]).status == 401
        )
      }
      #expect(try await ask(.get, "/account").status == 200)
    }
  }

  @Test(
    arguments: [
      ("no-state", ["code"]), ("other-state", ["code", "state"]), ("no-code", ["state"]),
      ("expired-code", ["code", "state"]),
    ]
  )
  func `a callback can be odd`(odd: String, names: [String]) async throws {
    let fault = try Fault("odd-callback:as=\(odd)")
    let sandbox = Sandbox(configuration: SandboxConfiguration(token: Asker.token, faults: [fault]), seed: 7)
    let ask = Asker(wire: LocalWire(sandbox))
    let client = try await ask.create("A")
    let form = try back(try await ask(.post, page(client.id), Self.browser, body: "decision=allow"))
    #expect(["code", "state"].filter { form[$0] != nil } == names)
    if odd == "other-state" { #expect(form["state"] != "abc") }
    if odd == "expired-code" {
      let body =
        "grant_type=authorization_code&code=\(form["code"] ?? "")&client_secret=\(client.secret ?? "")"
      #expect(try await exchange(body, ask).status == 400)
    }
  }

  @Test(arguments: Way.allCases)
  func `tells under which hosts an app is reached`(way: Way) async throws {
    struct Domain: Decodable {
      let hostname: String
      let kind: String
    }
    try await way.run { ask in
      let none: [Domain] = try await ask(.get, "/apps/dashboard-staging/domains").decoded()
      #expect(none.map(\.kind) == ["heroku"])
      let one: [Domain] = try await ask(.get, "/apps/dashboard-production/domains").decoded()
      #expect(one.map(\.hostname) == ["dashboard-production.example.com", "dashboard.example.org"])
      let several: [Domain] = try await ask(.get, "/apps/shop-production/domains").decoded()
      #expect(several.filter { $0.kind == "custom" }.count == 3)
      #expect(try await ask(.get, "/apps/elsewhere/domains").status == 404)
    }
  }
}
