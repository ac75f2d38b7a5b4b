import TestSupport
import Testing

@testable import HerokuAPI

@Suite struct FlowAddressTests {
  private static let page = "https://id.heroku.com/oauth/authorize"
  private static let id = "01234567-89ab-4cde-8f01-23456789abcd"
  private static let state = "f3Zk9q0PdW7xLr2VbN5m"
  private static let good = "\(page)?client_id=\(id)&response_type=code&scope=identity&state=\(state)"
  private static let clients = [
    OAuthClient(
      id: ClientID(id),
      name: "Dashboard",
      redirectURI: "https://app.example.com/auth/heroku/callback"
    ),
    OAuthClient(
      id: ClientID("aaaaaaaa-89ab-4cde-8f01-23456789abcd"),
      name: "Popup",
      redirectURI: "https://popup.example.com/cb?popup=1"
    ),
  ]

  private static func codes(_ text: String, among clients: [OAuthClient]? = nil) throws -> [String] {
    let endpoint = Endpoint.heroku.identity
    return try FlowAddress(parsing: text).findings(at: endpoint, among: clients).map(\.code.rawValue)
  }

  private static func asking(_ parameters: String) -> String { "\(page)?\(parameters)" }

  // MARK: Authorization addresses

  @Test(
    arguments: [
      (good, []),
      ("  \(good)\n", []),
      (good.replacing("https://id", with: "http://id"), ["plain-http"]),
      (good.replacing("id.heroku.com", with: "api.heroku.com"), ["wrong-host"]),
      (good.replacing("id.heroku.com", with: "id.heroku.com.evil.example"), ["wrong-host"]),
      (good.replacing("id.heroku.com", with: "ID.Heroku.com"), []),
      (good.replacing("/authorize", with: "/token"), ["wrong-path"]),
      (good.replacing("/authorize", with: "/authorise"), ["wrong-path"]),
      (good + "#top", ["fragment"]),
      (asking("response_type=code&scope=identity&state=\(state)"), ["no-client-id"]),
      (asking("client_id=&response_type=code&scope=identity&state=\(state)"), ["no-client-id"]),
      (good.replacing(id, with: "undefined"), ["client-id-form"]),
      (good.replacing(id, with: "%22\(id)%22"), ["client-id-form"]),
      (good.replacing(id, with: "\(id)%0A"), ["client-id-form"]),
      (good.replacing("response_type=code&", with: ""), ["no-response-type"]),
      (good.replacing("response_type=code", with: "response_type=token"), ["response-type"]),
      (good.replacing("response_type=code", with: "response_type=code%20id_token"), ["response-type"]),
      (good.replacing("response_type=code", with: "response_type=Code"), ["response-type"]),
      (good.replacing("scope=identity", with: "scope="), ["no-scope"]),
      (good.replacing("scope=identity&", with: ""), ["no-scope"]),
      (good.replacing("scope=identity", with: "scope=identity+read"), []),
      (good.replacing("scope=identity", with: "scope=openid%20profile"), ["unknown-scope", "unknown-scope"]),
      (good.replacing("scope=identity", with: "scope=read_protected"), ["unknown-scope"]),
      (good.replacing("scope=identity", with: "scope=read,write"), ["scope-separator"]),
      (good.replacing("scope=identity", with: "scope=read%2Bwrite"), ["scope-separator"]),
      (good.replacing("scope=identity", with: "scope=read%2520write"), ["encoded-twice"]),
      (good.replacing("scope=identity", with: "scope=global%20read"), ["needless-scope"]),
      (good.replacing("&state=\(state)", with: ""), ["no-state"]),
      (good.replacing(state, with: ""), ["no-state"]),
      (good.replacing(state, with: "xyz"), ["weak-state"]),
      (good.replacing(state, with: "1234567890123456"), ["weak-state"]),
      (good.replacing(state, with: "aaaaaaaaaaaaaaaaaaaa"), ["weak-state"]),
      (good.replacing(state, with: "%3CRANDOM_STATE_HERE%3E"), ["weak-state"]),
      (good.replacing(state, with: "https%3A%2F%2Fapp.example.com%2Fhome"), ["weak-state"]),
      (good + "&state=other", ["doubled-parameter"]),
      (good + "&scope=identity", ["doubled-parameter"]),
      (good.replacing("&", with: "&amp;"), ["html-escaped", "no-response-type", "no-state", "no-scope"]),
      (good + "&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb", []),
      (good + "&redirect_uri=https://app.example.com/cb", []),
      (good + "&redirect_uri=https%253A%252F%252Fapp.example.com%252Fcb", ["encoded-twice", "redirect-uri"]),
      (good + "&redirect_uri=app.example.com%2Fcb", ["redirect-uri"]),
      (good + "&redirect_uri=https%3A%2F%2Fapp.example.com%2F%zz", ["percent-escape", "redirect-uri"]),
      (good + "&client_secret=0000", ["secret-in-address"]),
      (good + "&code_challenge=abc&code_challenge_method=S256", ["pkce"]),
      (good + "&redirect_url=https%3A%2F%2Fapp.example.com%2Fcb", ["unknown-parameter"]),
      (good + "&prompt=consent", []),
      (
        "\(page)?client_id%3D\(id)%26response_type%3Dcode",
        [
          "encoded-twice", "no-client-id", "no-response-type", "no-state", "no-scope",
        ]
      ),
      (page, ["no-client-id", "no-response-type", "no-state", "no-scope"]),
    ] as [(String, [String])]
  )
  func `says what is wrong with an authorization address`(text: String, codes: [String]) throws {
    #expect(try Self.codes(text).sorted() == codes.sorted())
    guard case .authorization = try FlowAddress(parsing: text) else {
      Issue.record("it is taken for a callback")
      return
    }
  }

  // MARK: Callbacks

  private static let back = "https://app.example.com/auth/heroku/callback"

  @Test(
    arguments: [
      ("\(back)?code=abc&state=\(state)", ["code-lifetime"]),
      ("\(back)?code=abc", ["no-state", "code-lifetime"]),
      ("\(back)?state=\(state)", ["no-code"]),
      ("\(back)?code=&state=\(state)", ["no-code"]),
      ("\(back)?error=access_denied&state=\(state)", ["error-answer"]),
      ("\(back)?error=access_denied", ["error-answer"]),
      ("\(back)?error=invalid_scope&error_description=No%20such%20scope", ["error-answer"]),
      ("\(back)?error=what_is_this", ["error-answer"]),
      ("\(back)?error=access_denied&code=abc&state=\(state)", ["error-answer", "code-and-error"]),
      ("\(back)?code=abc&code=def&state=\(state)", ["doubled-parameter", "code-lifetime"]),
      ("\(back)#access_token=HRKU-1&token_type=Bearer&state=\(state)", ["implicit-flow", "no-state"]),
      ("\(back)?access_token=HRKU-1&state=\(state)", ["implicit-flow"]),
      ("\(back)#code=abc&state=\(state)", ["answer-in-fragment", "no-state"]),
      ("\(back)#/callback?code=abc&state=\(state)", ["answer-in-fragment", "no-state"]),
      ("\(back)?code%3Dabc%26state%3D\(state)", ["encoded-twice", "no-code"]),
      ("\(back)?code=abc&amp;state=\(state)", ["html-escaped", "no-state", "code-lifetime"]),
      ("com.example.app:/oauth?code=abc&state=\(state)", ["code-lifetime"]),
    ] as [(String, [String])]
  )
  func `says what is wrong with a callback address`(text: String, codes: [String]) throws {
    #expect(try Self.codes(text).sorted() == codes.sorted())
    guard case .callback = try FlowAddress(parsing: text) else {
      Issue.record("it is taken for an authorization address")
      return
    }
  }

  @Test(
    arguments: [
      ("", .empty), (" \n", .empty), ("app.example.com/cb?code=1", .noAddress), ("code=1", .noAddress),
      ("https://app.example.com/", .neither), ("https://app.example.com/?page=2", .neither),
      ("https://x/?code=" + String(repeating: "x", count: 70_000), .tooLong),
    ] as [(String, FlowAddressError)]
  )
  func `what is no address of the flow is told without repeating it`(text: String, error: FlowAddressError) {
    #expect(throws: error) { try FlowAddress(parsing: text) }
  }

  // MARK: Comparing

  @Test(
    arguments: [
      (good, []),
      (good.replacing(id, with: id.uppercased()), []),
      (good.replacing("23456789abcd", with: "23456789abce"), ["unknown-client"]),
      (good.replacing(id, with: "ffffffff-ffff-4fff-8fff-ffffffffffff"), ["unknown-client"]),
      (good.replacing(id, with: "undefined"), ["client-id-form", "unknown-client"]),
      (good + "&redirect_uri=" + back.formEncoded, []),
      (good + "&redirect_uri=" + "\(back)/".formEncoded, ["redirect-uri-differs"]),
      (good + "&redirect_uri=" + back.replacing("https", with: "http").formEncoded, ["redirect-uri-differs"]),
      ("\(back)?code=abc&state=\(state)", ["code-lifetime"]),
      ("https://popup.example.com/cb?popup=1&code=abc&state=\(state)", ["code-lifetime"]),
      ("https://popup.example.com/cb?code=abc&state=\(state)", ["unknown-callback", "code-lifetime"]),
      ("\(back)/?code=abc&state=\(state)", ["unknown-callback", "code-lifetime"]),
      ("https://elsewhere.example/x?code=abc&state=\(state)", ["unknown-callback", "code-lifetime"]),
    ] as [(String, [String])]
  )
  func `compares with the clients of the account`(text: String, codes: [String]) throws {
    #expect(try Self.codes(text, among: Self.clients).sorted() == codes.sorted())
  }

  @Test func `says which client it is`() throws {
    #expect(try FlowAddress(parsing: Self.good).client(among: Self.clients)?.name == "Dashboard")
    let back = try FlowAddress(parsing: "https://popup.example.com/cb?popup=1&code=a&state=b")
    #expect(back.client(among: Self.clients)?.name == "Popup")
  }

  @Test(
    arguments: [
      ("\(back)/", "a slash at its end too many", 44),
      (back.replacing("https", with: "http"), "begins with http:", 4),
      (back.replacing("/auth", with: "/Auth"), "capitals", 24),
      (back.replacing("app.", with: "www."), "the host", 8),
      (back.replacing(".com", with: ".com:8080"), "the port", 23),
      (back.replacing("heroku", with: "google"), "the path differs from", 29),
      ("\(back)?next=1", "what follows the path", 44),
    ] as [(String, String, Int)]
  )
  func `shows letter by letter where a redirect URI differs`(uri: String, words: String, column: Int) throws {
    let text = Self.good + "&redirect_uri=\(uri.formEncoded)"
    let findings = try FlowAddress(parsing: text).findings(at: Endpoint.heroku.identity, among: Self.clients)
    let finding = try #require(findings.first { $0.code == .redirectURIDiffers })
    #expect(finding.reason.contains(words), "\(finding.reason)")
    #expect(finding.lines.count == 3)
    let caret = try #require(finding.lines.last?.firstIndex(of: "^"))
    let label = "registered: ".count
    #expect(finding.lines.last?.distance(from: finding.lines[2].startIndex, to: caret) == label + column)
  }

  // MARK: Printing and reading

  @Test func `what is printed is read back, whatever it is`() throws {
    var generator = SeededGenerator(seed: 12)
    let alphabet = Array("abcXYZ019-._~ %&=+#?/:\"'<>é漢👍\n\t;,")
    func text(_ length: ClosedRange<Int>) -> String {
      String(
        (0..<Int.random(in: length, using: &generator)).map { _ in
          alphabet.randomElement(using: &generator) ?? "x"
        }
      )
    }
    for _ in 0..<500 {
      let id = text(1...40)
      let scopes = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        OAuthScope.allCases.randomElement(using: &generator)?.rawValue ?? ""
      }
      let state = text(1...60)
      let printed = AuthorizationAddress.text(
        at: Endpoint.heroku.identity,
        clientID: ClientID(id),
        scopes: scopes,
        state: state
      )
      guard case .authorization(let address) = try FlowAddress(parsing: printed) else {
        Issue.record("\(printed) is taken for a callback")
        return
      }
      #expect(address.clientID?.text == id)
      #expect(address.scopes == scopes)
      #expect(address.state == state)
      #expect(address.responseType == "code")
      let codes = address.findings(at: Endpoint.heroku.identity, among: nil).map(\.code)
      #expect(Set(codes).isDisjoint(with: [.percentEscape, .doubledParameter, .wrongHost, .wrongPath]))
    }
  }
}

@Suite struct FlowSecrecyTests {
  private static let planted = "PLANTED-5ecret"

  @Test(
    arguments: [
      "https://a.example/cb?code=\(planted)&state=x", "https://a.example/cb?CODE=\(planted)",
      "https://a.example/cb?state=x#access_token=\(planted)", "https://a.example/cb?code%3D\(planted)",
      "https://a.example/cb?state=x&next=https%3A%2F%2Fb.example%3Fcode%3D\(planted)",
      "https://a.example/cb?state=x&next=https%253A%252F%252Fb.example%253Fcode%253D\(planted)",
      "https://id.heroku.com/oauth/authorize?client_id=1&client_secret=\(planted)",
      "https://id.heroku.com/oauth/authorize?client_id=1&redirect_uri=https%3A%2F%2Fu%3A\(planted)%40b.example",
      "https://me:\(planted)@a.example/cb?error=access_denied",
      "https://a.example/cb?error=x&error_description=code%3D\(planted)",
      "https://a.example/cb?error=code%3A\(planted)",
      "https://a.example/token=\(planted)/cb?error=access_denied",
      "https://a.example/cb?state=x&amp;code=\(planted)", "https://a.example/#/cb?code=\(planted)",
      "https://a.example/cb?error=x&error_description=HRKU-\(planted)",
    ]
  )
  func `a code, a token or a secret is found wherever it is, and in nothing that is said`(text: String) throws
  {
    #expect(FlowSecrets.areIn(text))
    let address = try FlowAddress(parsing: text)
    let clients = [OAuthClient(id: ClientID("1"), name: "A", redirectURI: "https://a.example/callback")]
    for list in [nil, clients] {
      let findings = address.findings(at: Endpoint.heroku.identity, among: list)
      var said = findings.flatMap { [$0.text] + $0.lines } + [address.place, "\(address)"]
      said += address.parameters.flatMap { [$0.shownName, $0.shownValue ?? ""] }
      var dumped = ""
      dump(address, to: &dumped)
      said.append(dumped)
      #expect(!said.contains { $0.contains("5ecret") }, "\(said)")
    }
  }

  @Test(
    arguments: [
      "https://id.heroku.com/oauth/authorize?client_id=1&response_type=code&scope=identity&state=abc",
      "https://a.example/cb?error=access_denied&state=abc", "https://a.example/zip-code/cb?error=x",
      "https://a.example/cb?code_challenge=1&code=",
    ]
  )
  func `an address without one may be an argument`(text: String) {
    #expect(!FlowSecrets.areIn(text))
  }

  @Test func `every rule has words for how bad it is, and most a source`() {
    #expect(FlowFinding.Code.allCases.allSatisfy { $0.source != nil })
    #expect(Set(FlowFinding.Code.allCases.map(\.rawValue)).count == FlowFinding.Code.allCases.count)
  }
}
