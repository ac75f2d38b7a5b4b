import TestSupport
import Testing

@testable import HerokuAPI

/// What a trial sends to the authorization page, and what it makes of the answer.
@Suite struct SignInTrialTests {
  private static let state = "f3zk9q4pdw7xmr2vbn5mf3zk9q4pdw7x"
  private static let code = "PLANTED-5ecret"
  private static let uri = "https://app.example.com/auth/callback"

  private static func trial(_ uri: String = uri, scopes: [OAuthScope] = [.identity]) -> SignInTrial {
    let client = OAuthClient(
      id: ClientID("01234567-89ab-4cde-8f01-23456789abcd"),
      name: "Dashboard",
      redirectURI: uri
    )
    return SignInTrial(of: client, scopes: scopes, state: state)
  }

  private static func callback(_ text: String) throws -> CallbackAddress {
    guard case .callback(let callback) = try FlowAddress(parsing: text) else {
      throw FlowAddressError.neither
    }
    return callback
  }

  @Test func `asks for consent at an address in which nothing is wrong`() {
    let trial = Self.trial(scopes: [.read, .writeProtected])
    #expect(
      trial.address(at: Endpoint.heroku.identity)
        == "https://id.heroku.com/oauth/authorize?client_id=01234567-89ab-4cde-8f01-23456789abcd"
        + "&response_type=code&scope=read%20write-protected&state=\(Self.state)"
    )
    #expect(trial.findings(at: Endpoint.heroku.identity) == [])
    #expect(Self.trial(scopes: [.global, .read]).findings(at: .heroku).map(\.code).contains(.needlessScope))
  }

  @Test func `makes another state each time, which is strong enough`() {
    let states = Set((0..<200).map { _ in SignInTrial.makeState() })
    #expect(states.count == 200)
    #expect(states.allSatisfy { StateStrength.findings(about: $0).isEmpty && $0.count == 32 })
  }

  @Test(
    arguments: [
      ("?code=\(code)&state=\(state)", [], true),
      ("?code=\(code)&state=other-other-other-other", ["wrong-state"], false),
      ("?code=\(code)", ["no-state"], false),
      ("?error=access_denied&state=\(state)", ["error-answer"], false),
      ("?error=access_denied", ["error-answer"], false),
      ("?error=invalid_scope&error_description=No&state=\(state)", ["error-answer"], false),
      ("?error=access_denied&state=other-other-other-other", ["wrong-state", "error-answer"], false),
      ("?state=\(state)", ["no-code"], false),
      ("?code=\(code)&error=x&state=\(state)", ["error-answer", "code-and-error"], false),
      ("?code=\(code)&code=other&state=\(state)", ["doubled-parameter"], false),
      ("?code=\(code)&state=\(state)&state=\(state)", ["doubled-parameter"], false),
      ("?code=\(code)&amp;state=\(state)", ["html-escaped", "unknown-callback", "no-state"], false),
      ("#code=\(code)&state=\(state)", ["answer-in-fragment", "no-state"], false),
      ("#access_token=\(code)&state=\(state)", ["implicit-flow", "no-state"], false),
    ]
  )
  func `exchanges a code only where nothing speaks against it`(
    answer: String,
    codes: [String],
    isExchanged: Bool
  ) throws {
    let judgement = Self.trial().judge(try Self.callback(Self.uri + answer))
    #expect(judgement.findings.map(\.code.rawValue) == codes)
    #expect(judgement.code == (isExchanged ? Secret(Self.code) : nil))
    #expect(!judgement.findings.contains { $0.text.contains("5ecret") || $0.text.contains(Self.state) })
    var dumped = ""
    dump(judgement, to: &dumped)
    #expect(!dumped.contains("5ecret"))
  }

  @Test func `says where the browser has arrived elsewhere, and goes on all the same`() throws {
    let callback = try Self.callback("https://app.example.com/auth/callback/?code=x&state=\(Self.state)")
    let judgement = Self.trial().judge(callback)
    #expect(judgement.findings.map(\.code) == [.unknownCallback])
    #expect(judgement.findings[0].reason.contains("a slash at its end too many"))
    #expect(judgement.code == Secret("x"))
  }

  @Test(
    arguments: [
      ("http://localhost", "http://localhost/"), ("http://LOCALHOST:80/cb", "http://localhost/cb"),
      ("https://app.example.com?popup=1", "https://app.example.com/?popup=1"),
      ("https://app.example.com:443/cb#top", "https://app.example.com/cb"),
    ]
  )
  func `a redirect URI as browsers show it is the same`(uri: String, shown: String) throws {
    let separator = shown.contains("?") ? "&" : "?"
    let callback = try Self.callback("\(shown)\(separator)code=x&state=\(Self.state)")
    #expect(Self.trial(uri).judge(callback).findings == [])
  }

  @Test func `repeats no error that has a secret in it`() throws {
    let callback = try Self.callback("\(Self.uri)?error=code%3A\(Self.code)&state=\(Self.state)")
    let judgement = Self.trial().judge(callback)
    #expect(judgement.error == "…")
    #expect(!judgement.findings.contains { $0.text.contains("5ecret") })
  }

  // MARK: Where it is waited for

  @Test(
    arguments: [
      ("http://localhost:5000/auth/heroku/callback", "http://localhost:5000", "/auth/heroku/callback"),
      ("http://localhost", "http://localhost", "/"),
      ("http://127.0.0.1:9292/cb?x=1#y", "http://127.0.0.1:9292", "/cb"),
      ("http://127.7.7.7:1/", "http://127.7.7.7:1", "/"), ("HTTP://LocalHost:80/A", "http://localhost", "/A"),
      ("http://[::1]:5000/cb", "http://[::1]:5000", "/cb"),
      ("http://[0:0:0:0:0:0:0:1]/cb", "http://[::1]", "/cb"),
    ]
  )
  func `this machine waits where the redirect URI leads to it`(uri: String, origin: String, path: String)
    throws
  {
    let address = try #require(Self.trial(uri).loopback)
    #expect(address.origin == origin && address.path == path)
  }

  @Test(
    arguments: [
      "https://localhost:5000/cb", "http://localhost.example.com/cb", "http://127.0.0.1.nip.io/cb",
      "http://0.0.0.0/cb",
      "http://128.0.0.1/cb", "http://user@localhost/cb", "http://localhost:0/cb", "http://localhost:99999/cb",
      "http://[::2]/cb", "http://127.1/cb", "http://localhost\\@evil.example/", "com.example.app:/oauth", "",
      "http:localhost",
      "http://[::ffff:8.8.8.8]/cb", "http://2130706433/cb",
    ]
  )
  func `nowhere else`(uri: String) {
    #expect(Self.trial(uri).loopback == nil)
  }

  @Test func `a browser may take either address for localhost`() throws {
    #expect(try #require(Self.trial("http://localhost:1/").loopback).addresses == ["127.0.0.1", "::1"])
    #expect(try #require(Self.trial("http://127.0.0.2:1/").loopback).addresses == ["127.0.0.2"])
    #expect(try #require(Self.trial("http://[::1]:1/").loopback).addresses == ["::1"])
  }
}
