import FoundationEssentials
import Subprocess
import TestSupport
import Testing

/// `migrate`, as a script runs it.
@Suite struct MigrateCommandTests {
  static let apps = ["dashboard-production", "dashboard-staging"]

  /// A client whose pair both dashboards have.
  func placed(
    _ client: SandboxProcess.Client? = nil,
    in sandbox: SandboxProcess
  ) async throws -> SandboxProcess.Client {
    let first = try await sandbox.clients().first
    let client = try #require(client ?? first)
    #expect(try await sandbox.clientele("set-config", [client.id] + Self.apps.map { "\($0):X" }).status == 0)
    return client
  }

  /// Whose id and secret the dashboards have.
  func holders(in sandbox: SandboxProcess) async throws -> [String] {
    let clients = try await sandbox.clients()
    var names: [String] = []
    for app in Self.apps {
      let vars = try await sandbox.configVars(of: app)
      names.append(
        clients.first { $0.id == vars["X_ID"] && $0.secret == vars["X_SECRET"] }?.name ?? "neither"
      )
    }
    return names
  }

  @Test func `moves apps to a second client, and deletes the old one at the end`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      let (old, new) = (client.name, "\(client.name) (new)")
      let before = try await sandbox.configVars(of: Self.apps[0])
      let preview = try await sandbox.clientele(
        "migrate",
        client.id,
        "--dry-run",
        "--read-only",
        "--yes",
        "1"
      )
      #expect(preview.status == 0)
      #expect(preview.standardOutput.contains("every person signs in and consents anew"))
      #expect(preview.standardOutput.contains("2 apps would move"))
      let refusals: [([String], Int32)] = [
        ([], 64), (["--yes", "2"], 64), (["--by", "2"], 64), (["--by", "2", "--yes", "1"], 64),
        (["--app", "no-such-app", "--yes", "1"], 7), (["--by", "2", "--yes", "2", "--read-only"], 6),
        (["--finish", "--confirm", old], 7), (["--back", "--yes", "2"], 7), (["--to", client.id], 64),
      ]
      for (options, status) in refusals {
        let refused = try await sandbox.clientele("migrate", [client.id] + options)
        #expect(refused.status == status, "\(options): \(refused.standardError)")
        #expect(refused.standardError.contains("Nothing was"))
      }
      #expect(try await sandbox.clients().count == 12)

      let first = try await sandbox.clientele("migrate", client.id, "--app", Self.apps[1], "--yes", "1")
      #expect(first.status == 0, "\(first.standardError)")
      #expect(try await holders(in: sandbox) == [old, new])
      let second = try await sandbox.client(named: new)
      #expect(second.redirectURI == client.redirectURI)
      let early = try await sandbox.clientele("migrate", client.id, "--finish", "--confirm", old)
      #expect(early.status == 6 && early.standardError.contains("dashboard-production"))
      let asked = try await sandbox.clientele("migrate", new, "--yes", "1")
      #expect(asked.status == 64 && asked.standardError.contains("name that one (\(client.id))"))

      let rest = try await sandbox.clientele("migrate", client.id, "--yes", "1")
      #expect(rest.status == 0, "\(rest.standardError)")
      #expect(
        rest.standardOutput == "" && rest.standardError.contains("Moved already:\n  dashboard-staging\n")
      )
      #expect(
        rest.standardError.hasSuffix("  clientele migrate \(client.id) --finish --host \(sandbox.url)\n")
      )
      var wanted = before
      (wanted["X_ID"], wanted["X_SECRET"]) = (second.id, second.secret)
      #expect(try await sandbox.configVars(of: Self.apps[0]) == wanted)
      #expect(try await sandbox.clientele("migrate", client.id).status == 0)
      #expect(try await sandbox.clientele("migrate", client.id, "--yes", "1").status == 64)

      for options in [[], ["--confirm", new], ["--confirm", "\(old), 1 app unseen"]] {
        let refused = try await sandbox.clientele("migrate", [client.id, "--finish"] + options)
        #expect(refused.status == 64 && refused.standardError.contains("Nothing was deleted"))
      }
      let end = try await sandbox.clientele("migrate", client.id, "--finish", "--confirm", old)
      #expect(end.status == 0, "\(end.standardError)")
      let left = try await sandbox.clients().filter { $0.name.hasPrefix(old) }
      #expect(left.map(\.id) == [second.id] && left.map(\.name) == [old])
      #expect(try await holders(in: sandbox) == [old, old])
      let history = try await sandbox.clientele("history", "--json")
      #expect(history.standardOutput.contains("dashboard-staging (X_ID, X_SECRET)"))
      for outcome in [preview, first, early, rest, end, history] {
        for secret in [client.secret, second.secret] {
          #expect(!outcome.standardOutput.contains(secret) && !outcome.standardError.contains(secret))
        }
      }
    }
  }

  @Test func `moves them back as long as the old one is there`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      #expect(try await sandbox.clientele("migrate", client.id, "--by", "2", "--yes", "2").status == 0)
      #expect(try await holders(in: sandbox) == Array(repeating: "\(client.name) (new)", count: 2))
      let one = try await sandbox.clientele(
        "migrate",
        client.id,
        "--back",
        "--app",
        Self.apps[0],
        "--yes",
        "1"
      )
      #expect(one.status == 0, "\(one.standardError)")
      #expect(try await holders(in: sandbox) == [client.name, "\(client.name) (new)"])
      let all = try await sandbox.clientele("migrate", client.id, "--back", "--yes", "1")
      let second = try await sandbox.client(named: "\(client.name) (new)")
      #expect(all.status == 0, "\(all.standardError)")
      #expect(all.standardError.hasSuffix("  clientele delete \(second.id) --host \(sandbox.url)\n"))
      #expect(try await holders(in: sandbox) == [client.name, client.name])
    }
  }

  @Test func `half a pair stays where it is, and is told`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      let link = #"{"LINK": "https://x.example/?client_id=\#(client.id)"}"#
      _ = try await sandbox.send("PATCH", "/apps/\(Self.apps[0])/config-vars", json: link)
      _ = try await sandbox.send("PATCH", "/apps/\(Self.apps[1])/config-vars", json: #"{"X_SECRET": null}"#)
      let before = try await sandbox.configVars(of: Self.apps[1])
      let none = try await sandbox.clientele("migrate", client.id, "--yes", "0")
      #expect(none.status == 12, "\(none.standardError)")
      #expect(none.standardError.contains("X_ID is the id, and no secret beside it can be told"))
      #expect(
        try await sandbox.clientele("migrate", client.id, "--app", Self.apps[1], "--yes", "1").status == 7
      )
      #expect(try await holders(in: sandbox) == [client.name, "neither"])
      let named = try await sandbox.clientele("migrate", client.id, "--app", Self.apps[0], "--yes", "1")
      #expect(named.status == 0, "\(named.standardError)")
      #expect(named.standardError.contains("LINK contains the id or the secret, and has to be set by hand"))
      #expect(try await holders(in: sandbox) == ["\(client.name) (new)", "neither"])
      let end = try await sandbox.clientele("migrate", client.id, "--finish", "--confirm", client.name)
      #expect(end.status == 6 && end.standardError.contains("LINK"))
      #expect(try await sandbox.configVars(of: Self.apps[1]) == before)
    }
  }

  @Test func `a program says that an app works, and is told its name alone`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      try await TemporaryFolder.with { folder in
        let check = folder.path(of: "check")
        let script = #"""
          #!/bin/sh
          echo "$# $1" >> '\#(folder.path(of: "calls"))'
          env >> '\#(folder.path(of: "environment"))'
          cat
          echo said
          test ! -e '\#(folder.path(of: "broken"))'

          """#
        try folder.write(script, to: "check", mode: 0o700)
        try folder.write("", to: "broken")
        let environment: [Environment.Key: String?] = ["HEROKU_OAUTH_SECRET": "of another run"]
        let arguments = [client.id, "--after", check, "--yes", "2"]
        let stopped = try await sandbox.clientele("migrate", arguments, environment: environment)
        #expect(stopped.status == 12)
        #expect(stopped.standardOutput == "" && stopped.standardError.contains("said\n"))
        #expect(
          stopped.standardError.contains("dashboard-production (moved, but “\(check)” has ended with 1)")
        )
        #expect(stopped.standardError.contains("dashboard-staging (not begun)"))
        let back =
          "  clientele migrate \(client.id) --back --app dashboard-production --host \(sandbox.url)\n"
        #expect(stopped.standardError.hasSuffix(back), "\(stopped.standardError)")
        #expect(try await holders(in: sandbox) == ["\(client.name) (new)", client.name])
        try FileManager.default.removeItem(atPath: folder.path(of: "broken"))
        let done = try await sandbox.clientele("migrate", client.id, "--after", check, "--yes", "1")
        #expect(done.status == 0, "\(done.standardError)")
        // The one that had moved before is tried once more, since nothing tells that it works now.
        let first = "1 dashboard-production\n"
        #expect(folder.text(of: "calls") == first + first + "1 dashboard-staging\n")
        let seen = try #require(folder.text(of: "environment"))
        let second = try await sandbox.client(named: "\(client.name) (new)")
        for secret in [SandboxProcess.token, client.secret, second.secret, "of another run"] {
          #expect(!seen.contains(secret))
        }
        let misspelt = try await sandbox.clientele("migrate", client.id, "--after", "no-such-program")
        #expect(misspelt.status == 127)
      }
    }
  }

  @Test func `a check that fails is told of all apps of a group, and again by the command that goes on`()
    async throws
  {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      let arguments = [client.id, "--by", "2", "--after", "/bin/false"]
      let first = try await sandbox.clientele("migrate", arguments + ["--yes", "2"])
      #expect(first.status == 12)
      let back = "  clientele migrate \(client.id) --back --app \(Self.apps[0]) --app \(Self.apps[1]) --by 2"
      #expect(first.standardError.contains(back), "\(first.standardError)")
      #expect(first.standardError.contains("2 of 2 apps were moved. Left:"))
      let again = try await sandbox.clientele("migrate", arguments)
      #expect(again.status == 12)
      #expect(again.standardError.contains("Moved already, and tried by “/bin/false” first:"))
      for outcome in [first, again] {
        for app in Self.apps {
          #expect(
            outcome.standardError.contains("  \(app) (moved, but “/bin/false” has ended with 1"),
            "\(outcome.standardError)"
          )
        }
      }
      let one = try await sandbox.clientele("migrate", arguments + ["--app", Self.apps[0]])
      #expect(one.status == 12 && !one.standardError.contains("\(Self.apps[1]) (moved, but"))
      #expect(try await sandbox.clientele("migrate", client.id, "--by", "2", "--after", "true").status == 0)
      // The way back is not held up by what has it already.
      let moved = try await sandbox.clientele("migrate", [client.id, "--back", "--by", "2", "--yes", "2"])
      #expect(moved.status == 0, "\(moved.standardError)")
      #expect(try await holders(in: sandbox) == [client.name, client.name])
    }
  }

  @Test func `on a terminal the only app is asked about too, and taken back`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      let command = "'\(try Program.path())' migrate \(client.id) --host \(sandbox.url) --app \(Self.apps[0])"
      let environment = "export HEROKU_API_KEY=\(SandboxProcess.token)"
      let left = "echo left with $?"
      try await TerminalSession.running(
        "\(environment); \(command) --yes 1; \(left); read go; \(command) --yes 1; \(left); sleep 60"
      ) { terminal in
        try await terminal.expect("See that dashboard-production works.")
        try await terminal.type("back\n")
        try await terminal.expect("left with 12")
        #expect(try await holders(in: sandbox) == [client.name, client.name])
        // Not before: it moves at once.
        try await terminal.press("Enter")
        try await terminal.expect("Press Return to end, or type back to take the last step back")
        try await terminal.type("stop\n")
        try await terminal.expect("dashboard-production (moved, and not confirmed)")
        #expect(try await holders(in: sandbox)[0] == "\(client.name) (new)")
      }
    }
  }

  @Test(arguments: [("reset-after", 0), ("502", 9)] as [(String, Int32)])
  func `a creation whose answer is lost is looked for, and never repeated`(
    fault: String,
    status: Int32
  ) async throws {
    let arguments = ["--apps", "2", "--fault", "\(fault):method=POST,times=1"]
    try await SandboxProcess.running(arguments: arguments) { sandbox in
      let client = try await placed(in: sandbox)
      let outcome = try await sandbox.clientele("migrate", client.id, "--by", "2", "--yes", "2")
      #expect(outcome.status == status, "\(outcome.standardError)")
      #expect(try await sandbox.clients().count == (status == 0 ? 13 : 12))
      let again = try await sandbox.clientele(
        "migrate",
        client.id,
        "--by",
        "2",
        "--yes",
        "\(status == 0 ? 0 : 2)"
      )
      #expect(again.status == 0, "\(again.standardError)")
      #expect(try await sandbox.clients().count == 13)
      #expect(try await holders(in: sandbox) == Array(repeating: "\(client.name) (new)", count: 2))
    }
  }

  @Test func `what could be the second client, and is not for sure, is told`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      let name = "\(client.name) (new)"
      try await sandbox.create(name, redirectURI: "https://elsewhere.example.com/callback")
      let arguments = [client.id, "--by", "2", "--yes", "2"]
      let elsewhere = try await sandbox.clientele("migrate", arguments)
      #expect(elsewhere.status == 6 && elsewhere.standardError.contains("another redirect URI"))
      let other = try await sandbox.client(named: name)
      #expect(try await sandbox.clientele("migrate", arguments + ["--to", other.id]).status == 6)
      try await sandbox.change(other.id, redirectURI: client.redirectURI)
      try await sandbox.create(name, redirectURI: client.redirectURI)
      let several = try await sandbox.clientele("migrate", arguments)
      #expect(several.status == 7 && several.standardError.contains("  \(other.id)  \(name)\n"))
      try await sandbox.create(client.name, redirectURI: client.redirectURI)
      let twin = try await sandbox.clientele("migrate", arguments)
      #expect(twin.status == 7 && twin.standardError.contains("the same name and redirect URI"))
      let named = try await sandbox.clientele("migrate", arguments + ["--to", other.id])
      #expect(named.status == 0, "\(named.standardError)")
      #expect(try await sandbox.configVars(of: Self.apps[0])["X_ID"] == other.id)
    }
  }

  @Test func `apps that nobody could look into want their own word, and the name is restored later too`()
    async throws
  {
    // Two of these write the pairs and two move them; the next one would restore the name.
    let faults = [
      "--fault", "500:method=PATCH,skip=4,times=1", "--fault", "reset-after:method=DELETE,times=1",
    ]
    try await SandboxProcess.running(arguments: ["--apps", "12"] + faults) { sandbox in
      try await sandbox.create("Fresh", redirectURI: "https://fresh.example.com/callback")
      let client = try await sandbox.client(named: "Fresh")
      let places = Self.apps.map { "\($0):X" }
      #expect(try await sandbox.clientele("set-config", [client.id] + places).status == 0)
      let moved = try await sandbox.clientele("migrate", "Fresh", "--by", "2", "--yes", "2")
      #expect(moved.status == 0, "\(moved.standardError)")
      let plain = try await sandbox.clientele("migrate", "Fresh", "--finish", "--confirm", "Fresh")
      #expect(plain.status == 64)
      #expect(plain.standardError.contains("--confirm 'Fresh, 2 apps unseen'"), "\(plain.standardError)")
      let end = try await sandbox.clientele(
        "migrate",
        "Fresh",
        "--finish",
        "--confirm",
        "\(client.id), 2 apps unseen"
      )
      #expect(end.status == 12, "\(end.standardError)")
      let second = try await sandbox.client(named: "Fresh (new)")
      #expect(try await sandbox.clients().allSatisfy { $0.id != client.id })
      #expect(
        end.standardError.hasSuffix("  clientele update \(second.id) --name Fresh --host \(sandbox.url)\n")
      )
      #expect(try await sandbox.clientele("migrate", client.id, "--finish", "--confirm", "Fresh").status == 7)
      let preview = try await sandbox.clientele("migrate", "Fresh", "--finish", "--dry-run")
      #expect(preview.standardOutput.hasPrefix("“Fresh” is gone"), "\(preview.standardError)")
      for reference in ["Fresh", second.id] {
        let asked = try await sandbox.clientele("migrate", reference, "--finish")
        #expect(asked.status == 64 && asked.standardError.contains("--confirm Fresh"))
      }
      let name = try await sandbox.clientele("migrate", "Fresh", "--finish", "--confirm", "Fresh")
      #expect(name.status == 0, "\(name.standardError)")
      #expect(try await sandbox.client(named: "Fresh").id == second.id)
    }
  }

  @Test func `on a terminal it asks after each app, and takes the last step back`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      let command = "'\(try Program.path())' migrate \(client.id) --host \(sandbox.url)"
      let environment = "export HEROKU_API_KEY=\(SandboxProcess.token)"
      try await TerminalSession.running("\(environment); \(command); echo left with $?; \(command); sleep 60")
      {
        terminal in
        try await terminal.expect("Type migrate 2 to go on:")
        try await terminal.type("migrate 2\n")
        try await terminal.expect("type back to take the last step back")
        #expect(try await holders(in: sandbox) == ["\(client.name) (new)", client.name])
        try await terminal.type("back\n")
        try await terminal.expect("left with 12")
        #expect(try await holders(in: sandbox) == [client.name, client.name])
        try await terminal.expect("Type migrate 2 to go on:")
        try await terminal.type("migrate 2\n")
        try await terminal.expect("type back to take the last step back")
        try await terminal.type("\n")
        try await terminal.expect("See that dashboard-staging works.")
        try await terminal.expect("Press Return to end, or type back to take the last step back")
        try await terminal.type("\n")
        try await terminal.expect("2 of 2 apps were moved.")
        #expect(try await holders(in: sandbox) == Array(repeating: "\(client.name) (new)", count: 2))
      }
    }
  }

  @Test(
    arguments: [
      ["migrate"], ["migrate", "a", "--by", "0"], ["migrate", "a", "--app", ""],
      ["migrate", "a", "--back", "--finish"], ["migrate", "a", "--finish", "--yes", "1"],
      ["migrate", "a", "--finish", "--app", "b"], ["migrate", "a", "--confirm", "a"],
      ["migrate", "a", "--finish", "--dry-run", "--confirm", "a"],
      ["migrate", "a", "--names", "A"], ["migrate", "a", "b"],
    ] as [[String]]
  )
  func `wrong usage is 64, and asks nothing`(arguments: [String]) async throws {
    let outcome = try await Program.run(
      arguments,
      environment: ["HEROKU_API_KEY": "t", "HEROKU_HOST": "http://127.0.0.1:1"]
    )
    #expect(outcome.status == 64, "\(outcome.standardError)")
  }
}
