import FoundationEssentials
import Subprocess
import TestSupport
import Testing

/// `rotate --everywhere`, `where --mend` and `set-config` for several apps, as a script runs them.
@Suite struct RenewalCommandTests {
  private static let apps = ["dashboard-production", "dashboard-staging"]

  /// A client whose pair both dashboards have.
  private func placed(in sandbox: SandboxProcess) async throws -> SandboxProcess.Client {
    let client = try #require(try await sandbox.clients().first)
    #expect(try await sandbox.clientele("set-config", [client.id] + Self.apps.map { "\($0):X" }).status == 0)
    return client
  }

  private func secrets(_ name: String, in sandbox: SandboxProcess) async throws -> [String?] {
    var secrets: [String?] = []
    for app in Self.apps { secrets.append(try await sandbox.configVars(of: app)[name]) }
    return secrets
  }

  /// How many apps a preview says would get the secret.
  private func count(in preview: CommandOutcome) throws -> String {
    let text = preview.standardOutput
    let match = try #require(
      text.firstMatch(of: /([0-9]+) apps? would get/),
      "\(text)\(preview.standardError)"
    )
    return String(match.output.1)
  }

  @Test func `rotates and sets the new secret everywhere, and nothing else`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      let before = try await sandbox.configVars(of: Self.apps[0])
      let preview = try await sandbox.clientele("rotate", client.id, "--everywhere", "--dry-run")
      #expect(preview.status == 0)
      #expect(try count(in: preview) == "2")
      #expect(preview.standardOutput.contains("X_SECRET (current secret)"))
      for options in [[], ["--yes", "3"], ["--confirm", "rotate 2"]] {
        let refused = try await sandbox.clientele("rotate", [client.id, "--everywhere"] + options)
        #expect(refused.status == 64)
        #expect(refused.standardError.contains("Nothing was changed"))
      }
      let readOnly = try await sandbox.clientele(
        "rotate",
        client.id,
        "--everywhere",
        "--yes",
        "2",
        "--read-only"
      )
      #expect(readOnly.status == 6)
      #expect(try await sandbox.clients().first?.secret == client.secret)

      let outcome = try await sandbox.clientele("rotate", client.id, "--everywhere", "--yes", "2")
      #expect(outcome.status == 0, "\(outcome.standardError)")
      #expect(outcome.standardOutput == "")
      let new = try #require(try await sandbox.clients().first).secret
      #expect(new != client.secret)
      #expect(try await secrets("X_SECRET", in: sandbox) == [new, new])
      var wanted = before
      wanted["X_SECRET"] = new
      #expect(try await sandbox.configVars(of: Self.apps[0]) == wanted)
      for text in [preview.standardOutput, preview.standardError, outcome.standardError] {
        #expect(!text.contains(new) && !text.contains(client.secret))
      }

      let again = try await sandbox.clientele(
        "rotate",
        client.id,
        "--everywhere",
        "--confirm",
        "rotate everywhere 2"
      )
      #expect(again.status == 0)
    }
  }

  @Test func `an app that is left out keeps the old secret, and is finished afterwards`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      let rotation = ["rotate", client.id, "--everywhere", "--except"]
      let unknown = try await sandbox.clientele(
        rotation[0],
        rotation.dropFirst() + ["nothing", "--yes", "2"]
      )
      #expect(unknown.status == 7, "\(unknown.standardError)")
      let outcome = try await sandbox.clientele(
        rotation[0],
        rotation.dropFirst() + [Self.apps[1], "--yes", "1"]
      )
      #expect(outcome.status == 0, "\(outcome.standardError)")
      #expect(outcome.standardError.contains("Left out, as asked:\n  \(Self.apps[1]): X_SECRET\n"))
      #expect(outcome.standardError.contains("Left out, with the old secret: \(Self.apps[1])."))
      let new = try #require(try await sandbox.clients().first).secret
      #expect(try await secrets("X_SECRET", in: sandbox) == [new, client.secret])
      #expect(try await sandbox.clientele("where", client.id, "--mend", "--yes", "1").status == 0)
      #expect(try await secrets("X_SECRET", in: sandbox) == [new, new])
    }
  }

  @Test func `mends what is stale, by the number of apps`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      #expect(try await sandbox.clientele("where", client.id, "--mend").status == 0)
      #expect(try await sandbox.clientele("rotate", client.id).status == 0)
      let new = try #require(try await sandbox.clients().first).secret
      let preview = try await sandbox.clientele("where", client.id, "--mend", "--dry-run", "--read-only")
      #expect(preview.status == 0)
      #expect(try count(in: preview) == "2")
      for (options, status) in [
        ([], 64), (["--yes"], 64), (["--yes", "1"], 64), (["--yes=3"], 64),
        (["--yes", "2", "--read-only"], 6),
      ] as [([String], Int32)] {
        let refused = try await sandbox.clientele("where", [client.id, "--mend"] + options)
        #expect(refused.status == status, "\(options): \(refused.standardError)")
      }
      #expect(try await secrets("X_SECRET", in: sandbox) == [client.secret, client.secret])
      let mended = try await sandbox.clientele("where", client.id, "--mend", "--yes", "2")
      #expect(mended.status == 0, "\(mended.standardError)")
      #expect(mended.standardOutput == "")
      #expect(mended.standardError.contains("2 of 2 apps were set."))
      #expect(try await secrets("X_SECRET", in: sandbox) == [new, new])
      #expect(try await sandbox.clientele("where", client.id, "--mend", "--yes", "2").status == 64)
      let history = try await sandbox.clientele("history", "--json")
      #expect(history.standardOutput.contains("dashboard-staging (X_SECRET)"))
    }
  }

  @Test func `a rotation does not begin before all can be set, and then waits for nothing`() async throws {
    try await SandboxProcess.running(clients: 1, arguments: ["--apps", "320"]) { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let dry = try await sandbox.clientele("rotate", client.id, "--everywhere", "--dry-run", "--yes")
      let all = try count(in: dry)
      #expect(try #require(Int(all)) > 120)
      // The search, which is some 330 requests, leaves 200 to others, and the rotation takes more than that.
      try await sandbox.spend(downTo: 330 + 205)
      let refused = try await sandbox.clientele("rotate", client.id, "--everywhere", "--yes", all)
      #expect(refused.status == 6, "\(refused.standardError)")
      #expect(refused.standardError.contains("it does not begin before there are enough, in about"))
      #expect(refused.standardError.contains("Nothing was rotated; there are enough in about"))
      #expect(try await sandbox.clients().first?.secret == client.secret)
    }
  }

  @Test func `once it has rotated, it takes what is kept for others elsewhere`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      // Two for apps, one for the list, one for the client, and two for the warning about the token.
      try await sandbox.spend(downTo: 206)
      let started = ContinuousClock.now
      let outcome = try await sandbox.clientele("rotate", client.id, "--everywhere", "--yes", "2")
      #expect(outcome.status == 0, "\(outcome.standardError)")
      #expect(outcome.standardError.contains("Once it has rotated, it keeps none in reserve"))
      #expect(ContinuousClock.now - started < .seconds(60))
      let new = try #require(try await sandbox.clients().first).secret
      #expect(try await secrets("X_SECRET", in: sandbox) == [new, new])
    }
  }

  @Test func `a secret that the answer to the rotation withholds is read, or the apps without it are listed`()
    async throws
  {
    let read = "withheld-secret:method=POST,times=1"
    try await SandboxProcess.running(arguments: ["--apps", "2", "--fault", read]) { sandbox in
      let client = try await placed(in: sandbox)
      let outcome = try await sandbox.clientele("rotate", client.id, "--everywhere", "--yes", "2")
      #expect(outcome.status == 0, "\(outcome.standardError)")
      let new = try #require(try await sandbox.clients().first).secret
      #expect(new != client.secret)
      #expect(try await secrets("X_SECRET", in: sandbox) == [new, new])
    }
  }

  @Test func `what is left has an exit code, a list, and a command that finishes it`() async throws {
    let fault = "500:method=PATCH,skip=2,times=1"
    try await SandboxProcess.running(arguments: ["--apps", "2", "--fault", fault]) { sandbox in
      let client = try await placed(in: sandbox)
      let outcome = try await sandbox.clientele("rotate", client.id, "--everywhere", "--yes", "2")
      let new = try #require(try await sandbox.clients().first).secret
      #expect(outcome.status == 12)
      #expect(outcome.standardError.contains("Left without the secret"))
      let advised = "  clientele where \(client.id) --mend --host \(sandbox.url)\n"
      #expect(outcome.standardError.hasSuffix(advised), "\(outcome.standardError)")
      #expect(Set(try await secrets("X_SECRET", in: sandbox)) == [client.secret, new])
      #expect(try await sandbox.clientele("where", client.id, "--mend", "--yes", "1").status == 0)
      #expect(try await secrets("X_SECRET", in: sandbox) == [new, new])
    }
  }

  @Test(arguments: ["reset-after:method=POST", "502:method=POST"])
  func `an answer to the rotation that is lost is looked for`(fault: String) async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2", "--fault", "\(fault),times=1"]) { sandbox in
      let client = try await placed(in: sandbox)
      let outcome = try await sandbox.clientele("rotate", client.id, "--everywhere", "--yes", "2")
      let new = try #require(try await sandbox.clients().first).secret
      #expect(outcome.status == (new == client.secret ? 9 : 0), "\(outcome.standardError)")
      #expect(try await secrets("X_SECRET", in: sandbox) == [new, new])
      #expect((new == client.secret) == fault.hasPrefix("502"))
    }
  }

  @Test func `killed in the middle it is finished by mending`() async throws {
    let faults = ["--fault", "latency:ms=60000,method=PATCH,times=8"]
    try await SandboxProcess.running(clients: 1, arguments: ["--apps", "40"] + faults) { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let preview = try await sandbox.clientele("rotate", client.id, "--everywhere", "--dry-run")
      let all = try count(in: preview)
      try await TemporaryFolder.with { home in
        try await sandbox.killed(["rotate", client.id, "--everywhere", "--yes", all], home: home) {
          guard try await sandbox.clients().first?.secret != client.secret else { return false }
          let found = try await sandbox.clientele("where", client.id, "--json")
          return found.standardOutput.contains(#""current""#)
        }
        let new = try #require(try await sandbox.clients().first).secret
        for (name, text) in try home.everything() {
          #expect(!text.contains(new) && !text.contains(client.secret), "a secret in \(name)")
        }
      }
      let left = try await sandbox.clientele("where", client.id, "--mend", "--dry-run")
      let mended = try await sandbox.clientele("where", client.id, "--mend", "--yes", try count(in: left))
      #expect(mended.status == 0, "\(mended.standardError)")
      let stale = try await sandbox.clientele("where", client.id, "--fail-on", "stale")
      #expect(stale.status == 0, "\(stale.standardOutput)")
    }
  }

  @Test func `does not rotate what stands in longer values alone`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let link = #"{"X_LINK": "https://\#(client.id):\#(client.secret)@x.example"}"#
      _ = try await sandbox.send("PATCH", "/apps/\(Self.apps[0])/config-vars", json: link)
      let refused = try await sandbox.clientele("rotate", client.id, "--everywhere", "--yes", "0")
      #expect(refused.status == 6, "\(refused.standardError)")
      #expect(refused.standardError.contains("X_LINK contains the current secret, and has to be set by hand"))
      #expect(refused.standardError.contains("Nothing was rotated."))
      #expect(try await sandbox.clients().first?.secret == client.secret)
    }
  }

  @Test func `set-config sets several apps, named as another has them`() async throws {
    try await SandboxProcess.running(clients: 1, arguments: ["--apps", "12"]) { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let like = try await sandbox.clientele(
        "set-config",
        [client.id] + Self.apps + ["--like", "reports-production"]
      )
      #expect(like.status == 0, "\(like.standardError)")
      #expect(like.standardOutput == "")
      let names = Set(try await sandbox.configVars(of: "reports-production").keys).filter {
        $0.hasPrefix("HEROKU_")
      }
      #expect(names.count == 2)
      for app in Self.apps {
        let vars = try await sandbox.configVars(of: app)
        #expect(names.allSatisfy { vars[$0] == client.id || vars[$0] == client.secret })
      }
      let some = try await sandbox.clientele(
        "set-config",
        client.id,
        Self.apps[0],
        "no-such-app",
        "\(Self.apps[1]):Y"
      )
      #expect(some.status == 12)
      #expect(
        some.standardError.hasSuffix(
          "  clientele set-config \(client.id) no-such-app --host \(sandbox.url)\n"
        )
      )
      #expect(try await secrets("Y_SECRET", in: sandbox) == [nil, client.secret])
      for arguments in [
        ["\(Self.apps[0]):X", "--like", Self.apps[1]], [Self.apps[0], "--like", "\(Self.apps[1]):X"], [],
      ] {
        #expect(try await sandbox.clientele("set-config", [client.id] + arguments).status == 64)
      }
      let none = try await sandbox.clientele("set-config", client.id, Self.apps[0], "--like", "no-such-app")
      #expect(none.status == 7)
      #expect(none.standardError.contains("no app of this name"), "\(none.standardError)")
    }
  }

  @Test(
    arguments: [
      ["where", "--all", "--mend"], ["where", "a", "b", "--mend"], ["where", "a", "--dry-run"],
      ["where", "a", "--mend", "--json"], ["rotate", "a", "--yes"],
      ["rotate", "a", "b", "--everywhere"], ["rotate", "a", "--yes", "1"],
      ["rotate", "a", "--everywhere", "--json"],
      ["rotate", "a", "--everywhere", "--set-config", "app"], ["rotate", "a", "--everywhere", "--", "true"],
      ["rotate", "a", "--everywhere", "--yes", "1", "--confirm", "x"],
      ["rotate", "a", "--everywhere", "--dry-run", "--confirm", "x"], ["rotate", "a", "--names", "A:B"],
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

extension TemporaryFolder {
  /// Every file below it, with its text.
  fileprivate func everything() throws -> [(name: String, text: String)] {
    try FileManager.default.subpathsOfDirectory(atPath: path).compactMap { name in
      text(of: name).map { (name, $0) }
    }
  }
}
