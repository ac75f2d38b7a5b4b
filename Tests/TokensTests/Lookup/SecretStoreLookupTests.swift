import HerokuAPI
import Testing
import Tokens

/// The system's secret store.
struct SecretStoreLookupTests {
  private let login = "/home/me/.local/share/heroku/login.json"
  private let netrc = "/home/me/.netrc"

  private func system(
    login text: String? = #"{"account": "me@example.com"}"#,
    _ answers: [String: ProgramAnswer]
  ) -> FakeSystem {
    var texts = [netrc: "machine api.heroku.com password netrc-token"]
    texts[login] = text
    return FakeSystem(texts: texts, answers: answers)
  }

  @Test func `asks secret-tool for the account that logged in`() async {
    let system = system(["secret-tool": .output("store-token")])
    let search = await system.lookup().search(for: .heroku)
    #expect(search.token == "store-token")
    #expect(search.found?.source.description == "the secret store (secret-tool), account me@example.com")
    #expect(system.programs.map(\.name) == ["secret-tool"])
    #expect(
      system.programs.first?.arguments == ["lookup", "service", "heroku-cli", "account", "me@example.com"]
    )
  }

  @Test func `asks security on macOS, whose answer ends with a line end`() async {
    let system = system(["security": .output("store-token\n")])
    let search = await system.lookup(store: .keychain).search(for: .heroku)
    #expect(search.token == "store-token")
    #expect(
      system.programs.first?.arguments
        == ["find-generic-password", "-a", "me@example.com", "-s", "heroku-cli", "-w"]
    )
  }

  @Test func `finds login.json in XDG_DATA_HOME`() async {
    let system = FakeSystem(
      texts: ["/data/heroku/login.json": #"{"account": "xdg@example.com"}"#],
      answers: ["secret-tool": .output("store-token")]
    )
    #expect(await system.lookup(["XDG_DATA_HOME": "/data"]).search(for: .heroku).token == "store-token")
    #expect(system.programs.first?.arguments.last == "xdg@example.com")
  }

  @Test func `passes over an XDG_DATA_HOME that is relative, as its specification says`() async {
    let system = system(["secret-tool": .output("store-token")])
    #expect(await system.lookup(["XDG_DATA_HOME": "data"]).search(for: .heroku).token == "store-token")
  }

  @Test(arguments: ["true", "TRUE"]) func `is not asked when HEROKU_NETRC_WRITE is true`(value: String) async
  {
    let system = system(["secret-tool": .output("store-token")])
    let search = await system.lookup(["HEROKU_NETRC_WRITE": value]).search(for: .heroku)
    #expect(search.token == "netrc-token")
    #expect(system.programs.isEmpty)
    #expect(search.trace[1] == "the secret store (secret-tool): not asked, since HEROKU_NETRC_WRITE is true")
  }

  @Test(arguments: ["false", "0", ""]) func `is asked when HEROKU_NETRC_WRITE is not true`(value: String)
    async
  {
    let system = system(["secret-tool": .output("store-token")])
    #expect(await system.lookup(["HEROKU_NETRC_WRITE": value]).search(for: .heroku).token == "store-token")
  }

  @Test(arguments: ["http://localhost:5000", "http://127.0.0.1:5000", "https://[::1]"])
  func `does not give Heroku's token to whatever listens on this machine`(url: String) async throws {
    let system = system(["secret-tool": .output("store-token")])
    let search = await system.lookup().search(for: try Endpoint(parsing: url))
    #expect(search.found == nil)
    #expect(system.programs.isEmpty)
  }

  @Test func `starts no program when nobody has logged in`() async {
    let system = system(login: nil, ["secret-tool": .output("store-token")])
    #expect(await system.lookup().search(for: .heroku).token == "netrc-token")
    #expect(system.programs.isEmpty)
  }

  @Test(arguments: [
    "", "{", "[]", "{}", #"{"account": ""}"#, #"{"account": 1}"#, #"{"account": "--help"}"#, "\u{0}",
  ])
  func `starts no program for a login.json that names no account`(text: String) async {
    let system = system(login: text, ["secret-tool": .output("store-token")])
    let search = await system.lookup().search(for: .heroku)
    #expect(search.token == "netrc-token")
    #expect(system.programs.isEmpty)
    #expect(search.attempts[1].outcome == .failed("~/.local/share/heroku/login.json names no account"))
  }

  @Test func `goes on quietly when the program is not there or has no token`() async {
    for answer in [ProgramAnswer.notInstalled, .error(""), .error("\n")] {
      let search = await system(["secret-tool": answer]).lookup().search(for: .heroku)
      #expect(search.token == "netrc-token")
      #expect(search.found?.warnings == [])
    }
    let search = await system(["security": .error("The item could not be found.", code: 44)])
      .lookup(store: .keychain).search(for: .heroku)
    #expect(search.found?.warnings == [])
    #expect(search.trace[1] == "the secret store (security): no token of me@example.com")
  }

  @Test func `warns that it uses the netrc file because the secret store failed`() async {
    let answer = ProgramAnswer.error("\nCannot autolaunch D-Bus\u{1b}[31m without X11\nmore")
    let search = await system(["secret-tool": answer]).lookup().search(for: .heroku)
    #expect(search.token == "netrc-token")
    #expect(
      search.found?.warnings == [
        "Skipped the secret store (secret-tool): secret-tool says: Cannot autolaunch D-Bus�[31m without X11."
      ]
    )
  }

  @Test func `words every way in which a program can fail`() async {
    let cases: [(ProgramAnswer, TokenAttempt.Outcome)] = [
      (.error("", code: 3), .failed("secret-tool exited with 3")),
      (.signaled(9), .failed("signal 9 ended secret-tool")),
      (.timedOut(.seconds(30)), .failed("secret-tool did not answer within 30 s")),
      (.failed("it broke"), .failed("secret-tool could not be asked: it broke")),
      (.output("\n"), .unusable("it is empty")),
      (.output("two words"), .unusable("it has a blank at position 4")),
    ]
    for (answer, outcome) in cases {
      let search = await system(["secret-tool": answer]).lookup().search(for: .heroku)
      #expect(search.attempts[1].outcome == outcome)
      #expect(search.token == "netrc-token")
    }
  }

  @Test func `says when login.json cannot be read`() async {
    let system = FakeSystem(files: [login: .failure(.refused("Permission denied"))])
    let search = await system.lookup().search(for: .heroku)
    #expect(
      search.attempts[1].outcome
        == .failed("~/.local/share/heroku/login.json could not be read: Permission denied")
    )
  }
}
