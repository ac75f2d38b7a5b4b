import HerokuAPI
import Testing
import Tokens

/// `HEROKU_API_KEY`, and what is common to all sources.
struct EnvironmentLookupTests {
  private let everywhere = FakeSystem(
    texts: [
      "/home/me/.local/share/heroku/login.json": #"{"account": "me@example.com"}"#,
      "/home/me/.netrc": "machine api.heroku.com password netrc-token",
    ],
    answers: ["secret-tool": .output("store-token")]
  )

  @Test func `takes HEROKU_API_KEY, reads no file and starts no program`() async {
    let search = await everywhere.lookup(["HEROKU_API_KEY": "key-token", "NETRC": "/n"]).search(for: .heroku)
    #expect(search.token == "key-token")
    #expect(search.found?.source == .environment)
    #expect(search.trace == ["HEROKU_API_KEY: found"])
    #expect(everywhere.paths.isEmpty)
    #expect(everywhere.programs.isEmpty)
  }

  @Test func `takes an empty HEROKU_API_KEY for unset`() async {
    let search = await everywhere.lookup(["HEROKU_API_KEY": ""]).search(for: .heroku)
    #expect(search.token == "store-token")
    #expect(search.trace.first == "HEROKU_API_KEY: not set")
  }

  @Test func `takes space off the ends of HEROKU_API_KEY`() async {
    #expect(
      await everywhere.lookup(["HEROKU_API_KEY": " key-token\r\n"]).search(for: .heroku).token == "key-token"
    )
  }

  @Test(arguments: ["  ", "two words", "to\nken", "t\u{0}ken", "tøken"])
  func `does not take another account's token in the place of an unusable HEROKU_API_KEY`(key: String) async {
    let search = await everywhere.lookup(["HEROKU_API_KEY": key]).search(for: .heroku)
    #expect(search.found == nil)
    #expect(search.attempts.count == 1)
    guard case .unusable(let reason)? = search.attempts.first?.outcome else {
      Issue.record("\(search.trace)")
      return
    }
    #expect(!reason.contains(key))
    #expect(everywhere.paths.isEmpty)
    #expect(everywhere.programs.isEmpty)
  }

  @Test(arguments: [
    (" \r\n", "it is empty"),
    ("\"key-token\"", "it has quotes around it: take them off"),
    ("'key-token' ", "it has quotes around it: take them off"),
    ("“key-token”", "it has quotes around it: take them off"),
    ("«key-token»", "it has quotes around it: take them off"),
    ("\"key-token", "it has a quote at position 1"),
    ("key-token’", "it has a quote at position 10"),
    ("key”token", "it has a quote at position 4"),
    ("Bearer key-token", "it begins with “Bearer” and a blank: leave that out"),
    ("bearer\tkey-token", "it begins with “Bearer” and a blank: leave that out"),
    ("Bearer:key-token", "it begins with “Bearer:”: leave that out"),
    ("bearer:key-token", "it begins with “Bearer:”: leave that out"),
    ("Authorization: Bearer key-token", "it begins with “Authorization:”: leave that out"),
    ("HEROKU_API_KEY=key-token", "it begins with “HEROKU_API_KEY=”: leave that out"),
    ("heroku_api_key=key-token", "it begins with “HEROKU_API_KEY=”: leave that out"),
    ("export HEROKU_API_KEY=key-token", "it begins with “export HEROKU_API_KEY=”: leave that out"),
    ("HEROKU_API_KEY: key-token", "it begins with “HEROKU_API_KEY:”: leave that out"),
    ("$HEROKU_API_KEY", "it is a variable or a command that no shell has filled in"),
    ("${HEROKU_API_KEY}", "it is a variable or a command that no shell has filled in"),
    ("${{ secrets.KEY }}", "it is a variable or a command that no shell has filled in"),
    ("$(heroku auth:token)", "it is a variable or a command that no shell has filled in"),
    ("%HEROKU_API_KEY%", "it is a variable or a command that no shell has filled in"),
    ("<key-token>", "it has brackets around it, as a placeholder has: take them off"),
    ("[key-token]", "it has brackets around it, as a placeholder has: take them off"),
    ("{key-token}", "it has brackets around it, as a placeholder has: take them off"),
    ("<your API key>", "it has brackets around it, as a placeholder has: take them off"),
    ("‹key-token›", "it has quotes around it: take them off"),
    ("key-token,", "it ends with “,”: leave that out"), ("key-token; ", "it ends with “;”: leave that out"),
    (
      String(repeating: "k", count: 70_000),
      "it has 70000 characters, and no token has more than 4096"
    ),
    ("key-token\nHEROKU_APP=x", "it has a line break at position 10"),
    ("key\r\ntoken", "it has a line break at position 4"),
    ("key\u{2028}token", "it has a line break at position 4"),
    ("key token", "it has a blank at position 4"),
    (" key\ttoken", "it has a blank at position 5"),
    ("key\u{1b}token", "it has a control character (U+001B) at position 4"),
    ("key\u{0}token", "it has a control character (U+0000) at position 4"),
    ("key\u{9b}token", "it has a control character (U+009B) at position 4"),
    ("key\u{7f}token", "it has a control character (U+007F) at position 4"),
    ("key-toke\u{200b}n", "it has an invisible character (U+200B) at position 9"),
    ("key-token\u{200b}", "it has an invisible character (U+200B) at position 10"),
    ("\u{feff}key-token", "it has an invisible character (U+FEFF) at position 1"),
    ("key\u{a0}token", "it has an invisible character (U+00A0) at position 4"),
    ("key\u{ad}token", "it has an invisible character (U+00AD) at position 4"),
    ("key\u{202e}token", "it has an invisible character (U+202E) at position 4"),
    ("key\u{e0041}token", "it has an invisible character (U+E0041) at position 4"),
    ("key\u{3164}token", "it has an invisible character (U+3164) at position 4"),
    (
      "këy",
      "it has a character at position 2 that no token has: only letters, digits and signs of ASCII can be sent"
    ),
  ])
  func `says by kind and place why a key cannot be sent, and shows nothing of it`(key: String, words: String)
    async
  {
    let search = await FakeSystem().lookup(["HEROKU_API_KEY": key]).search(for: .heroku)
    #expect(search.found == nil)
    #expect(search.explanation == ["The token in HEROKU_API_KEY cannot be sent: \(words)."])
  }

  @Test(arguments: [
    "key$TOKEN", "$key-token", "k,e;y", "key<token>", "HRKU-0123_ab", String(repeating: "k", count: 4096),
  ])
  func `sends what may be a token`(key: String) async {
    #expect(await FakeSystem().lookup(["HEROKU_API_KEY": key]).search(for: .heroku).token == key)
  }

  @Test(arguments: [
    "HEROKU_API_TOKEN", "HEROKU_TOKEN", "HEROKU_KEY", "heroku_api_key", "HEROKU_OAUTH_TOKEN",
    "HEROKU_API_KEY_PROD", "HEROKU_API", "HEROKU_API_KEY2",
  ])
  func `says that the variable has another name`(name: String) async {
    let search = await FakeSystem().lookup([name: "key-token"]).search(for: .heroku)
    #expect(
      search.trace.first == "HEROKU_API_KEY: not set (\(name) is, but the variable is called HEROKU_API_KEY)"
    )
    #expect("\(search.explanation)".contains(name) && !"\(search.explanation)".contains("key-token"))
  }

  @Test(arguments: ["HEROKU_API_TOKEN", "HEROKU_HOST", "HEROKU_APP", "API_TOKEN"])
  func `says so of no other variable, and of none that is empty`(name: String) async {
    let value = name == "HEROKU_API_TOKEN" ? "" : "x"
    let search = await FakeSystem().lookup([name: value]).search(for: .heroku)
    #expect(search.trace.first == "HEROKU_API_KEY: not set")
  }

  @Test func `asks the secret store before the netrc file`() async {
    let search = await everywhere.lookup().search(for: .heroku)
    #expect(search.token == "store-token")
    #expect(!everywhere.paths.contains("/home/me/.netrc"))
  }

  @Test func `finds what it searches`() async {
    let found = await everywhere.lookup().find(for: .heroku)
    #expect(found == (await everywhere.lookup().search(for: .heroku)).found)
    #expect(found?.attempts.last?.outcome == .found)
  }

  @Test func `says where it looked when there is no token`() async {
    let search = await FakeSystem().lookup().search(for: .heroku)
    #expect(
      search.explanation.joined(separator: "\n") == """
        No Heroku token: set HEROKU_API_KEY, or try “clientele --sandbox”.
        Looked for one for api.heroku.com in:
          HEROKU_API_KEY: not set
          the secret store (secret-tool): no account is known, since there is no ~/.local/share/heroku/login.json
          ~/.netrc.gpg: no such file
          ~/.netrc: no such file
        “heroku login” leaves one there, too.
        """
    )
  }

  @Test func `looks nowhere in a home that nobody knows`() async {
    let system = FakeSystem()
    let search = await system.lookup(home: nil).search(for: .heroku)
    #expect(search.found == nil)
    #expect(search.attempts.count == 3)
    #expect(system.paths.isEmpty)
  }

  @Test func `shows no token in any description, whatever was found`() async throws {
    let encrypted = FakeSystem(
      files: ["/home/me/.netrc.gpg": .success(ReadFile(bytes: [1]))],
      answers: ["gpg": .output("machine api.heroku.com password netrc-token")]
    )
    for search in [
      await everywhere.lookup(["HEROKU_API_KEY": "key-token"]).search(for: .heroku),
      await everywhere.lookup(["HEROKU_API_KEY": "key-token two"]).search(for: .heroku),
      await everywhere.lookup().search(for: .heroku),
      await everywhere.lookup(["HEROKU_NETRC_WRITE": "true"]).search(for: .heroku),
      await encrypted.lookup().search(for: .heroku),
    ] {
      var shown = "\(search) \(String(reflecting: search)) \(search.explanation)"
      dump(search, to: &shown)
      #expect(!shown.contains("-token"))
    }
  }
}
