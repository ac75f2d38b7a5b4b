import HerokuAPI
import TestSupport
import Testing

struct RewriteTests {
  private func outcome(_ rule: Rewrite.Rule, _ uri: String) throws(RewriteMistake) -> RewriteOutcome {
    try Rewrite(rule).outcome(for: uri)
  }

  // MARK: Texts

  @Test(arguments: [
    ("old.example.com", "new.example.org", "https://old.example.com/cb", "https://new.example.org/cb"),
    ("a", "aa", "https://a.example/a", "https://aa.exaample/aa"),
    ("aa", "b", "x://aaa", "x://ba"),
    ("/cb", "", "https://example.com/cb/cb", "https://example.com"),
    ("ü", "ue", "https://example.com/über", "https://example.com/ueber"),
  ])
  func `replaces each occurrence of a text`(old: String, new: String, uri: String, wanted: String) throws {
    #expect(try outcome(.text(old, by: new), uri) == .rewritten(wanted))
  }

  @Test func `compares letter by letter, and not by how letters look`() throws {
    // é as one scalar and as two.
    #expect(try outcome(.text("\u{e9}", by: "e"), "https://example.com/e\u{301}") == .unchanged)
    #expect(
      try outcome(.text("\u{e9}", by: "e\u{301}"), "https://example.com/\u{e9}")
        == .rewritten("https://example.com/e\u{301}")
    )
    #expect(try outcome(.text("EXAMPLE", by: "x"), "https://example.com/") == .unchanged)
  }

  // MARK: Parts

  @Test(
    arguments: [
      ([.scheme: "https"], "http://example.com:8080/a?b#c", "https://example.com:8080/a?b#c"),
      ([.scheme: "com.example.app"], "myapp:/cb", "com.example.app:/cb"),
      (
        [.host: "new.example.org"], "https://u:p@Old.example.com:8443/a?x=1",
        "https://u:p@new.example.org:8443/a?x=1"
      ),
      ([.host: "::1"], "http://localhost:3000", "http://[::1]:3000"),
      ([.host: "[::1]"], "http://127.0.0.1/", "http://[::1]/"),
      ([.host: "localhost"], "http://[::1]:3000/cb", "http://localhost:3000/cb"),
      ([.port: "8443"], "https://example.com/a", "https://example.com:8443/a"),
      ([.port: "8443"], "https://[2001:db8::1]:1/a", "https://[2001:db8::1]:8443/a"),
      ([.port: ""], "https://example.com:8443/a", "https://example.com/a"),
      ([.port: ""], "https://example.com:/a", "https://example.com/a"),
      (
        [.path: "/oauth/callback"], "https://example.com/a/b?c=/d#e",
        "https://example.com/oauth/callback?c=/d#e"
      ),
      ([.path: ""], "https://example.com/a", "https://example.com"),
      ([.path: "/cb"], "myapp:cb", "myapp:/cb"),
      (
        [.scheme: "https", .host: "b.example", .port: ""], "http://a.example:80/%7Ea",
        "https://b.example/%7Ea"
      ),
    ] as [([RewritePart: String], String, String)]
  )
  func `sets parts, and leaves everything else as it is`(
    parts: [RewritePart: String],
    uri: String,
    wanted: String
  ) throws {
    #expect(try outcome(.parts(parts), uri) == .rewritten(wanted))
  }

  @Test(
    arguments: [
      ([.host: "example.com"], "urn:ietf:wg:oauth:2.0:oob"), ([.port: "1"], "myapp:/cb"),
      ([.host: "example.com"], "/relative"), ([.scheme: "https"], "no colon"),
      ([.host: "example.com"], "http://[::1/"), ([.host: "example.com"], "https:///cb"),
      ([.path: "//evil.example/"], "myapp:/cb"),
    ] as [([RewritePart: String], String)]
  )
  func `says where a URI has no place for a part`(parts: [RewritePart: String], uri: String) throws {
    #expect(try outcome(.parts(parts), uri) == .lacksPart)
  }

  @Test func `takes a part that is so already for no change`() throws {
    #expect(try outcome(.parts([.scheme: "https"]), "https://example.com/") == .unchanged)
  }

  // MARK: Mistakes

  @Test(
    arguments: [
      (.text("", by: "x"), .old, 0), (.pattern("", by: "x"), .old, 0), (.parts([:]), .old, 0),
      (.parts([.scheme: "https://"]), .part(.scheme), 5), (.parts([.scheme: "1a"]), .part(.scheme), 0),
      (.parts([.scheme: ""]), .part(.scheme), 0),
      (.parts([.host: "example.com:80"]), .part(.host), 11), (.parts([.host: "a/b"]), .part(.host), 1),
      (.parts([.host: "u@a"]), .part(.host), 1), (.parts([.host: "[a]"]), .part(.host), 0),
      (.parts([.host: ""]), .part(.host), 0),
      (.parts([.port: "80a"]), .part(.port), 2), (.parts([.port: "65536"]), .part(.port), 0),
      (.parts([.path: "cb"]), .part(.path), 0), (.parts([.path: "/a?b"]), .part(.path), 2),
    ] as [(Rewrite.Rule, RewriteMistake.Input, Int)]
  )
  func `says what is wrong with a rule, and where`(
    rule: Rewrite.Rule,
    input: RewriteMistake.Input,
    offset: Int
  ) {
    let mistake = #expect(throws: RewriteMistake.self) { try Rewrite(rule) }
    #expect(mistake?.input == input)
    #expect(mistake?.offset == offset)
    #expect(mistake?.reason.isEmpty == false)
  }

  // MARK: Clients

  @Test func `plans for clients in their order, and counts those that stay`() throws {
    let clients = [
      OAuthClient.sample("a", id: "00000001", redirectURI: "http://old.example.com/a"),
      .sample("b", id: "00000002", redirectURI: "https://example.org/b"),
      .sample("c", id: "00000003", redirectURI: "https://old.example.com/c"),
    ]
    let rewrite = try Rewrite(.text("old.example.com", by: "new.example.com"))
    let plan = rewrite.plan(for: clients)
    #expect(plan.proposals.map(\.client.name) == ["a", "c"])
    #expect(plan.unchangedCount == 1)
    #expect(plan.requestCount == 4)
    #expect(plan.proposals[0].findings.map(\.code) == [.plainHTTP])
    #expect(
      rewrite.changes(for: clients)
        == [
          .update(ClientChanges([.redirectURI: "http://new.example.com/a"]), expecting: clients[0]),
          .update(ClientChanges([.redirectURI: "https://new.example.com/c"]), expecting: clients[2]),
        ]
    )
  }

  @Test func `sends nothing that could not work, but shows it`() throws {
    let client = OAuthClient.sample("a", id: "00000001", redirectURI: "https://example.com/a")
    let plan = try Rewrite(.parts([.scheme: "javascript"])).plan(for: [client])
    #expect(plan.proposals.count == 1 && !plan.proposals[0].canBeSent)
    #expect(plan.changes.isEmpty && plan.requestCount == 0)
  }

  @Test func `says which clients have no place for a part`() throws {
    let client = OAuthClient.sample("a", id: "00000001", redirectURI: "myapp:/cb")
    #expect(try Rewrite(.parts([.host: "example.com"])).plan(for: [client]).lackingPart == [client])
  }

  @Test(arguments: [
    ("https://old.example.com/cb", "https://new.example.com/cb", "https://", "old", "new", ".example.com/cb"),
    ("aaa", "aa", "aa", "a", "", ""), ("a", "a", "a", "", "", ""), ("", "b", "", "", "b", ""),
    ("e\u{301}", "\u{e9}", "", "e\u{301}", "\u{e9}", ""),
  ])
  func `finds what differs`(
    old: String,
    new: String,
    beginning: String,
    onlyOld: String,
    onlyNew: String,
    end: String
  ) {
    let difference = TextDifference(old, new)
    #expect(
      [difference.beginning, difference.old, difference.new, difference.end].map { String($0) }
        == [beginning, onlyOld, onlyNew, end]
    )
  }
}
