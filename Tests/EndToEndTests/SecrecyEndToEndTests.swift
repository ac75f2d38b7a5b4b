import FoundationEssentials
import TestSupport
import Testing

/// Neither a token nor a secret is in any log, cache, error or screen where it was not asked for.
@Suite struct SecrecyEndToEndTests {
  /// Everything at once, and each way in which it can fail.
  private static let troubles: [[String]] = [
    [], ["500:p=0.5,seed=1,method=PATCH"], ["502"], ["reset-after"], ["truncated"], ["wrong-length"],
    ["withheld-secret"],
    ["edited"], ["two-factor"], ["reset-before:method=POST"], ["warning:text=careful"],
  ]

  @Test(arguments: troubles) func `no command tells what it was not asked for`(faults: [String]) async throws
  {
    let home = try TemporaryFolder()
    defer { home.remove() }
    try await SandboxProcess.running(clients: 4, arguments: faults.flatMap { ["--fault", $0] }) { sandbox in
      var witness = Witness(sandbox, home: home)
      let client = try #require(try await sandbox.clients().first)
      let app = "dashboard-staging"
      try await witness.run(["list"])
      try await witness.run(["list", "--json"])
      try await witness.run(["list", "--csv"])
      try await witness.run(["list", "--reveal"], asked: "*")
      try await witness.run(["info", client.id])
      try await witness.run(["info", client.id, "--json"], asked: client.id)
      try await witness.run(["info", client.id, "--shell"], asked: client.id)
      try await witness.run(["info", client.id, "--reveal"], asked: client.id)
      try await witness.run(["info", "nobody"])
      try await witness.run(["create", "New", "https://new.example.com/cb"], asked: "new")
      try await witness.run(["create", "New", "no URI"])
      try await witness.run(["create", "App's", "https://app.example.com/cb", "--set-config", app])
      try await witness.run(["update", client.id, "--name", "Renamed"])
      try await witness.run(["rotate", client.id], asked: client.id)
      try await witness.run(["rotate", client.id, "--json"], asked: client.id)
      try await witness.run(["rotate", client.id, "--set-config", "\(app):OAUTH"])
      try await witness.run(["rotate", client.id, "--read-only"])
      try await witness.run(["rotate", client.id, "--", "true"])
      try await witness.run(["run", client.id, "--", "true"])
      try await witness.run(["set-config", client.id, app])
      try await witness.run(["set-config", client.id, "no-such-app"])
      try await witness.run(["where", client.id])
      try await witness.run(["where", "--all", "--json"])
      try await witness.run(["where", client.id, "--mend", "--dry-run"])
      try await witness.run(["where", client.id, "--mend", "--yes"])
      let everywhere = ["rotate", client.id, "--everywhere"]
      let count = try await witness.run(everywhere + ["--dry-run"]).standardOutput
        .firstMatch(of: /([0-9]+) apps? would get/)
      try await witness.run(everywhere + ["--yes", count.map { String($0.output.1) } ?? "1"])
      try await witness.run(["update", client.id, "--url-from", app, "--dry-run"])
      try await witness.run(["update", client.id, "--url-from", app, "--yes"])
      for format in [[], ["--json"], ["--sarif"]] { try await witness.run(["audit"] + format) }
      let rewrite = ["rewrite", "--filter", "example", "--set-path", "/moved"]
      let preview = try await witness.run(rewrite + ["--dry-run"])
      let fingerprint = preview.standardOutput.split(separator: "\n").last?.split(separator: " ").last ?? ""
      try await witness.run(rewrite + ["--yes", String(fingerprint)])
      let address = "https://id.heroku.com/oauth/authorize?client_id=\(client.id)&response_type=code&state=s"
      try await witness.run(["explain", address, "--compare"])
      try await witness.run(["explain", address, "--json"])
      try await witness.run(["explain", "https://a.example.com/cb?code=\(client.secret)&state=s"])
      try await witness.run(["migrate", client.id, "--dry-run"])
      try await witness.run(["migrate", client.id, "--app", app, "--yes", "1", "--after", "true"])
      try await witness.run(["migrate", client.id, "--back", "--app", app, "--yes", "1"])
      try await witness.run(["migrate", client.id, "--finish", "--confirm", client.id])
      try await witness.run(["delete", client.id, "--confirm", "no"])
      try await witness.run(["delete", client.id, "--confirm", client.id])
      try await witness.run(["doctor"])
      try await witness.run(["history"])
      try await witness.run(["history", "--json"])
      try await witness.run(["undo", "--dry-run"])
      try await witness.run(["undo", "--yes", "1"])
      try await witness.runAlone(["cache", "clear"])
      #expect(witness.leaks() == [])
      #expect(witness.hasFile("log"))
      #expect(witness.hasFile(".local/state/clientele/journal.jsonl") || !faults.isEmpty)
    }
  }

  @Test func `a token that is refused is not told either`() async throws {
    let home = try TemporaryFolder()
    defer { home.remove() }
    try await SandboxProcess.running(clients: 2) { sandbox in
      var witness = Witness(sandbox, home: home)
      let id = try #require(try await sandbox.clients().first).id
      let wrong = "HRKU-a-token-that-is-wrong"
      for command in [
        ["list"], ["info", id], ["create", "n", "https://n.example.com/"], ["rotate", id], ["doctor"],
      ] {
        let outcome = try await witness.run(command, token: wrong)
        #expect(outcome.status != 0)
      }
      #expect(witness.leaks(tokens: [wrong, SandboxProcess.token]) == [])
    }
  }

  @Test func `no screen of the browser shows a secret before it is asked to`() async throws {
    let home = try TemporaryFolder()
    defer { home.remove() }
    try await SandboxProcess.running { sandbox in
      var witness = Witness(sandbox, home: home)
      try await witness.learnSecrets()
      let browse = try sandbox.browse(witness.log.joined(separator: " "))
      let state = home.path(of: "state")
      try await TerminalSession.running("export HOME='\(home.path)'; \(browse)", state: state) { terminal in
        witness.saw(try await terminal.expect("12 clients"), "the list")
        try await terminal.press("/")
        try await terminal.type("staging dash")
        witness.saw(try await terminal.expect("1 of 12 clients"), "the filter")
        try await terminal.press("Enter", "Enter")
        witness.saw(try await terminal.screen(), "the detail")
        try await terminal.press("y", "s")
        witness.saw(try await terminal.expect("was sent to the terminal"), "a copied secret")
        try await terminal.press("R")
        try await terminal.type("rotate")
        try await terminal.press("Enter")
        witness.saw(try await terminal.expect("New secret for"), "the hand-over panel")
        try await terminal.press("c")
        try await terminal.type("dashboard-staging")
        try await terminal.press("Enter")
        witness.saw(try await terminal.expect("of dashboard-staging are set"), "the config vars set")
        try await terminal.press("q", "n")
        try await terminal.type("New")
        try await terminal.press("Enter")
        try await terminal.type("https://new.example.com/cb")
        try await terminal.press("Enter")
        witness.saw(try await terminal.expect("New client “New”"), "a new client")
        try await witness.learnSecrets()
        #expect(witness.leaks() == [])

        try await terminal.press("s")
        let secret = try await sandbox.client(named: "New").secret
        witness.saw(try await terminal.expect(secret), "the secret that was asked for")
        #expect(witness.leaks() == ["a secret in the screen with the secret that was asked for"])
      }
    }
  }

  @Test func `what is planted is found`() async throws {
    let home = try TemporaryFolder()
    defer { home.remove() }
    try await SandboxProcess.running(clients: 2) { sandbox in
      var witness = Witness(sandbox, home: home)
      let client = try #require(try await sandbox.clients().first)
      try await witness.run(["update", client.id, "--name", client.secret])
      try await witness.run(["list"])
      try home.write("token=\(SandboxProcess.token)", to: "cache")
      #expect(
        Set(witness.leaks()) == [
          "a secret in standard error of update \(client.id) --name \(client.secret)",
          "a secret in standard output of list", "a token in the file cache",
          "a secret in the file .local/state/clientele/journal.jsonl",
        ]
      )
    }
  }
}
