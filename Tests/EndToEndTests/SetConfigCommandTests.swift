import Subprocess
import SystemPackage
import Testing

/// `--set-config` and `clientele set-config`: a secret goes into an app's config vars, and is shown nowhere.
@Suite struct SetConfigCommandTests {
  private static let app = "dashboard-staging"

  @Test func `create and rotate write both into the app, and print neither`() async throws {
    try await SandboxProcess.running { sandbox in
      let created = try await sandbox.clientele(
        "create",
        "New",
        "https://new.example.com/cb",
        "--set-config",
        Self.app
      )
      let client = try await sandbox.client(named: "New")
      #expect(created.status == 0)
      #expect(created.standardOutput == "")
      #expect(
        created.standardError == """
          Created “New” (\(client.id)).
          Set HEROKU_OAUTH_ID and HEROKU_OAUTH_SECRET of dashboard-staging, which restarts.

          """
      )
      let vars = ["HEROKU_OAUTH_ID": client.id, "HEROKU_OAUTH_SECRET": client.secret, "RACK_ENV": "staging"]
      #expect(try await sandbox.configVars(of: Self.app) == vars)

      let rotated = try await sandbox.clientele("rotate", client.id, "--set-config", "\(Self.app):OAUTH")
      let new = try await sandbox.client(named: "New").secret
      #expect(rotated.status == 0)
      #expect(new != client.secret)
      #expect(rotated.standardOutput == "")
      #expect(!rotated.standardError.contains(new))
      #expect(
        try await sandbox.configVars(of: Self.app)
          == vars.merging(["OAUTH_ID": client.id, "OAUTH_SECRET": new]) { $1 }
      )
    }
  }

  @Test(
    arguments: [
      (["--set-config", "no-such-app"], 7), (["--set-config", "Not an app"], 64),
      (["--set-config", "dashboard-staging:1X"], 64), (["--set-config", "dashboard-staging", "--json"], 64),
      (["--set-config", "dashboard-staging", "--", "true"], 64),
      (["--set-config", "dashboard-staging", "--set-config", "dashboard-production"], 64),
    ] as [([String], Int32)]
  )
  func `an app that is not there costs no rotation and no client`(options: [String], status: Int32)
    async throws
  {
    try await SandboxProcess.running { sandbox in
      let before = try #require(try await sandbox.clients().first)
      let rotated = try await sandbox.clientele("rotate", [before.id] + options)
      #expect(rotated.status == status)
      #expect(rotated.standardOutput == "")
      #expect(try await sandbox.clients().first?.secret == before.secret)
      guard !options.contains("--") else { return }
      let created = try await sandbox.clientele("create", ["New", "https://new.example.com/cb"] + options)
      #expect(created.status == status)
      #expect(try await sandbox.clients().count == 12)
    }
  }

  @Test(arguments: [
    "500:method=PATCH", "reset-before:method=PATCH", "502:method=PATCH", "reset-after:method=PATCH",
  ])
  func `an app that is not reached has an exit code of its own, and a command that repeats it`(
    fault: String
  ) async throws {
    try await SandboxProcess.running(arguments: ["--fault", "\(fault),times=1"]) { sandbox in
      let before = try #require(try await sandbox.clients().first)
      let outcome = try await sandbox.clientele("rotate", before.id, "--set-config", "\(Self.app):OAUTH")
      let after = try #require(try await sandbox.clients().first)
      #expect(after.secret != before.secret)
      #expect(outcome.status == 12)
      #expect(outcome.standardOutput == "")
      #expect(outcome.standardError.contains("is new all the same"))
      #expect(!outcome.standardError.contains(after.secret))
      let advised = "  clientele set-config \(before.id) \(Self.app):OAUTH --host \(sandbox.url)\n"
      #expect(outcome.standardError.hasSuffix(advised))

      let again = try await sandbox.clientele("set-config", before.id, "\(Self.app):OAUTH")
      #expect(again.status == 0)
      #expect(again.standardOutput == "")
      #expect(try await sandbox.configVars(of: Self.app)["OAUTH_SECRET"] == after.secret)
    }
  }

  @Test func `set-config alone has the exit codes of every command`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "reset-after:method=PATCH,times=1"]) { sandbox in
      let client = try #require(try await sandbox.clients().first)
      #expect(try await sandbox.clientele("set-config", client.id, Self.app).status == 9)
      #expect(try await sandbox.clientele("set-config", client.id, "no-such-app").status == 7)
      #expect(try await sandbox.clientele("set-config", "nobody", Self.app).status == 7)
      #expect(try await sandbox.clientele("set-config", client.id, "app:").status == 64)
    }
  }

  @Test func `a withheld secret is written nowhere`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "withheld-secret"]) { sandbox in
      let client = try #require(try await sandbox.clients().first)
      #expect(try await sandbox.clientele("set-config", client.id, Self.app).status == 6)
      // The secret is new, and the app does not have it: that is what 12 says, whatever the reason.
      let rotated = try await sandbox.clientele("rotate", client.id, "--set-config", Self.app)
      #expect(rotated.status == 12)
      #expect(rotated.standardError.contains("withholds the secret"))
      #expect(rotated.standardError.contains("is new all the same"))
      #expect(try await sandbox.configVars(of: Self.app) == ["RACK_ENV": "staging"])
    }
  }

  @Test(arguments: ["rotate", "set-config"]) func `a signal meanwhile is told what finishes it`(
    command: String
  ) async throws {
    try await SandboxProcess.running(arguments: ["--fault", "latency:ms=60000,method=PATCH"]) { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let words = command == "rotate" ? [client.id, "--set-config", Self.app] : [client.id, Self.app]
      let outcome = try await run(
        .path(FilePath(try Program.path())),
        arguments: Arguments([command, "--host", sandbox.url] + words),
        environment: .inherit.updating(["HEROKU_API_KEY": SandboxProcess.token]),
        input: .none,
        output: .discarded,
        error: .string(limit: 1 << 16)
      ) { execution in
        while try await sandbox.configVars(of: Self.app)["HEROKU_OAUTH_ID"] == nil {
          try await Task.sleep(for: .milliseconds(20))
        }
        try execution.send(signal: .interrupt)
      }
      #expect(outcome.terminationStatus == .exited(130))
      let text = outcome.standardError
      #expect(text.contains("Interrupted. It is not known whether the config vars of “\(Self.app)” were set"))
      #expect(
        text.hasSuffix("  clientele set-config \(client.id) \(Self.app) --host \(sandbox.url)\n"),
        "\(text)"
      )
      if command == "rotate" { #expect(text.contains("Rotated")) }
    }
  }

  @Test func `the browser's panel offers the same`() async throws {
    try await SandboxProcess.running { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("12 clients")
        try await terminal.press("/")
        try await terminal.type("staging dash")
        try await terminal.expect("1 of 12 clients")
        try await terminal.press("Enter", "R")
        try await terminal.type("rotate")
        try await terminal.press("Enter")
        try await terminal.expect("New secret for")
        try await terminal.press("c")
        try await terminal.type("no-such-app")
        try await terminal.press("Enter")
        try await terminal.expect("Could not set the config vars of “no-such-app”")
        try await terminal.press("C-u")
        try await terminal.type(Self.app)
        try await terminal.press("Enter")
        try await terminal.expect("of dashboard-staging are set")
      }
      let client = try await sandbox.client(named: "Staging dashboard")
      let vars = try await sandbox.configVars(of: Self.app)
      #expect(vars["HEROKU_OAUTH_ID"] == client.id)
      #expect(vars["HEROKU_OAUTH_SECRET"] == client.secret)
    }
  }
}
