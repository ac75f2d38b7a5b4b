import Credentials
import HerokuAPI
import Testing

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
    guard case .failed(let reason)? = search.attempts.first?.outcome else {
      Issue.record("\(search.trace)")
      return
    }
    #expect(!reason.contains(key))
    #expect(everywhere.paths.isEmpty)
    #expect(everywhere.programs.isEmpty)
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
      search.explanation == """
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
