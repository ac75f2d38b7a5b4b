import FoundationEssentials
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// What comes in between: signals, other hands, refusals.
extension MigrateCommandTests {
  @Test func `killed in the middle it goes on where it was, and nothing is created twice`() async throws {
    let faults = ["--fault", "latency:ms=60000,method=PATCH,skip=2,times=1"]
    try await SandboxProcess.running(clients: 1, arguments: ["--apps", "40"] + faults) { sandbox in
      let client = try await placed(in: sandbox)
      try await TemporaryFolder.with { home in
        let migration = ["migrate", client.id, "--after", "true", "--yes", "2"]
        try await sandbox.killed(migration + Self.apps.flatMap { ["--app", $0] }, home: home) {
          try await holders(in: sandbox)[0] != client.name
        }
        let secrets = try await sandbox.clients().map(\.secret)
        for name in try FileManager.default.subpathsOfDirectory(atPath: home.path) {
          let text = home.text(of: name) ?? ""
          #expect(secrets.allSatisfy { !text.contains($0) }, "a secret in \(name)")
        }
      }
      #expect(try await holders(in: sandbox) == ["\(client.name) (new)", client.name])
      let preview = try await sandbox.clientele("migrate", client.id, "--dry-run").standardOutput
      let count = try #require(preview.firstMatch(of: /([0-9]+) apps? would move/)?.output.1)
      let rest = try await sandbox.clientele("migrate", client.id, "--after", "true", "--yes", String(count))
      #expect(rest.status == 12, "\(rest.standardError)")
      #expect(rest.standardError.contains("\(count) of \(count) apps were moved"))
      #expect(try await sandbox.clients().count == 2)
      #expect(try await holders(in: sandbox) == Array(repeating: "\(client.name) (new)", count: 2))
    }
  }

  @Test func `a deletion that was not done is told, and can be done once more`() async throws {
    let fault = ["--fault", "502:method=DELETE,times=1"]
    try await SandboxProcess.running(arguments: ["--apps", "2"] + fault) { sandbox in
      let client = try await placed(in: sandbox)
      #expect(try await sandbox.clientele("migrate", client.id, "--by", "2", "--yes", "2").status == 0)
      let end = [client.id, "--finish", "--confirm", client.id]
      let lost = try await sandbox.clientele("migrate", end)
      #expect(lost.status == 8, "\(lost.standardError)")
      #expect(lost.standardError.hasSuffix("It is still there: nothing was deleted.\n"))
      #expect(try await sandbox.client(named: client.name).id == client.id)
      #expect(try await sandbox.clientele("migrate", end).status == 0)
      #expect(try await holders(in: sandbox) == [client.name, client.name])
    }
  }

  @Test func `what others do between two apps is met`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      let other = try #require(try await sandbox.clients().last)
      try await TemporaryFolder.with { folder in
        let program = "HEROKU_API_KEY=\(SandboxProcess.token) '\(try Program.path())'"
        let host = "--host \(sandbox.url) --no-history"
        let rotation = "#!/bin/sh\n\(program) rotate '\(client.name) (new)' \(host) > /dev/null\n"
        try folder.write(rotation, to: "rotate", mode: 0o700)
        let rotated = try await sandbox.clientele(
          "migrate",
          client.id,
          "--after",
          folder.path(of: "rotate"),
          "--app",
          Self.apps[0],
          "--app",
          Self.apps[1],
          "--yes",
          "2"
        )
        #expect(rotated.status == 0, "\(rotated.standardError)")
        // Each was written with the secret of its time; the last rotation came after both.
        var held: [String] = []
        for app in Self.apps { held.append(try await sandbox.configVars(of: app)["X_SECRET"] ?? "") }
        #expect(Set(held).count == 2 && !held.contains(client.secret))
        #expect(
          try await sandbox.clientele("migrate", client.id, "--back", "--by", "2", "--yes", "2").status == 0
        )

        let theirs = "#!/bin/sh\n\(program) set-config \(other.id) \(Self.apps[1]):X \(host)\n"
        try folder.write(theirs, to: "theirs", mode: 0o700)
        let met = try await sandbox.clientele(
          "migrate",
          client.id,
          "--after",
          folder.path(of: "theirs"),
          "--yes",
          "2"
        )
        #expect(met.status == 12, "\(met.standardError)")
        #expect(met.standardError.contains("dashboard-staging (changed by somebody else)"))
        #expect(try await holders(in: sandbox) == ["\(client.name) (new)", other.name])
      }
    }
  }

  @Test func `an app that is deleted meanwhile is told, and the others are moved`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      try await TemporaryFolder.with { folder in
        // Between the two apps, the program that says whether one works deletes the other.
        let wait = """
          #!/bin/sh
          : > '\(folder.path(of: "moved"))'
          while [ ! -e '\(folder.path(of: "deleted"))' ]; do sleep 0.02; done
          """
        try folder.write(wait, to: "after", mode: 0o700)
        async let migration = sandbox.clientele(
          "migrate",
          client.id,
          "--after",
          folder.path(of: "after"),
          "--yes",
          "2"
        )
        while folder.text(of: "moved") == nil { try await Task.sleep(for: .milliseconds(5)) }
        _ = try await sandbox.send("DELETE", "/apps/\(Self.apps[1])")
        try folder.write("", to: "deleted")
        let outcome = try await migration
        #expect(outcome.status == 12, "\(outcome.standardError)")
        #expect(outcome.standardError.contains("1 of 2 apps were moved"), "\(outcome.standardError)")
        #expect(outcome.standardError.contains("\(Self.apps[1]) (failed)"), "\(outcome.standardError)")
      }
      let moved = try await sandbox.configVars(of: Self.apps[0])
      #expect(moved["X_ID"] == (try await sandbox.client(named: "\(client.name) (new)")).id)
      // What is gone holds nothing any more, so that the old client can go too.
      let end = try await sandbox.clientele("migrate", client.id, "--finish", "--confirm", client.id)
      #expect(end.status == 0, "\(end.standardError)")
      #expect(try await sandbox.client(named: client.name).id != client.id)
    }
  }

  @Test func `while the list of apps is cut off, nothing is deleted, and that is said`() async throws {
    // More apps than one page has.
    let arguments = ["--apps", "1200", "--fault", "no-next-range:path=/apps,skip=1"]
    try await SandboxProcess.running(arguments: arguments) { sandbox in
      // One that none of the sandbox's apps has by itself.
      #expect(try await sandbox.clientele("create", "Fresh", "https://fresh.example.com/cb").status == 0)
      let client = try await placed(try await sandbox.client(named: "Fresh"), in: sandbox)
      let whole = try await sandbox.clientele("migrate", client.id, "--by", "2", "--yes", "2")
      #expect(whole.status == 0, "\(whole.standardError)")
      let end = try await sandbox.clientele("migrate", client.id, "--finish", "--confirm", client.id)
      #expect(end.status == 13, "\(end.standardError)")
      #expect(end.standardError.hasSuffix("Nothing was deleted.\n"))
      #expect(end.standardError.contains("These are not all apps"), "\(end.standardError)")
      #expect(try await sandbox.client(named: client.name).id == client.id)
    }
  }

  @Test func `an app that is refused keeps the others from nothing`() async throws {
    let fault = ["--fault", "403:method=PATCH,skip=2,times=1"]
    try await SandboxProcess.running(arguments: ["--apps", "2"] + fault) { sandbox in
      let client = try await placed(in: sandbox)
      let outcome = try await sandbox.clientele("migrate", client.id, "--after", "true", "--yes", "2")
      #expect(outcome.status == 12)
      #expect(outcome.standardError.contains("dashboard-production (failed)"), "\(outcome.standardError)")
      let advised = "  clientele migrate \(client.id) --after true --host \(sandbox.url)\n"
      #expect(outcome.standardError.hasSuffix(advised), "\(outcome.standardError)")
      #expect(try await holders(in: sandbox) == [client.name, "\(client.name) (new)"])
      #expect(try await sandbox.clientele("migrate", client.id, "--yes", "1").status == 0)
    }
  }

  @Test func `a rate limit in the middle is waited for`() async throws {
    let fault = ["--fault", "429:method=PATCH,skip=2,times=1,retry-after=1"]
    try await SandboxProcess.running(arguments: ["--apps", "2"] + fault) { sandbox in
      let client = try await placed(in: sandbox)
      let outcome = try await sandbox.clientele("migrate", client.id, "--after", "true", "--yes", "2")
      #expect(outcome.status == 0, "\(outcome.standardError)")
      #expect(
        try await holders(in: sandbox) == Array(repeating: "\(client.name) (new)", count: Self.apps.count)
      )
    }
  }

  @Test func `a stage of a pipeline moves with the apps, and is nothing to try`() async throws {
    let pipeline = "0b1b0001-0000-4000-8000-000000000001"
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      func vars() async throws -> [String: String] {
        let body = try await sandbox.send("GET", "/pipelines/\(pipeline)/stage/review/config-vars")
        return try JSONDecoder().decode([String: String].self, from: body)
      }
      let id = try #require(try await vars()["HEROKU_OAUTH_ID"])
      let apart = try await sandbox.clientele("migrate", id, "--dry-run")
      #expect(apart.standardOutput.contains("was not looked at; --pipeline ID names one"))

      let name = "review of pipeline \(pipeline)"
      let arguments = [id, "--pipeline", pipeline, "--app", name]
      let dry = try await sandbox.clientele("migrate", arguments + ["--dry-run"])
      #expect(dry.standardOutput.contains("1 of them is a stage of a pipeline"), "\(dry.standardOutput)")
      // A program that finds fault with everything is not asked.
      let moved = try await sandbox.clientele("migrate", arguments + ["--after", "false", "--yes", "1"])
      #expect(moved.status == 0, "\(moved.standardError)")
      let second = try #require(
        try await sandbox.clients().first { $0.name.hasSuffix("(new)") && $0.id != id }
      )
      #expect(try await vars()["HEROKU_OAUTH_ID"] == second.id)
      #expect(try await vars()["HEROKU_OAUTH_SECRET"] == second.secret)
      let back = try await sandbox.clientele("migrate", arguments + ["--back", "--yes", "1"])
      #expect(back.status == 0, "\(back.standardError)")
      #expect(try await vars()["HEROKU_OAUTH_ID"] == id)
    }
  }

  @Test func `a signal between two apps is told how far it is`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try await placed(in: sandbox)
      try await TemporaryFolder.with { folder in
        let (begun, told) = (folder.path(of: "begun"), folder.path(of: "told"))
        let script = """
          #!/bin/sh
          trap ': > "\(told)"; exit' TERM
          : > '\(begun)'
          while :; do sleep 0.1; done
          """
        try folder.write(script, to: "check", mode: 0o700)
        let outcome = try await run(
          .path(FilePath(try Program.path())),
          arguments: [
            "migrate", client.id, "--after", folder.path(of: "check"), "--yes", "2", "--host", sandbox.url,
            "--no-history",
          ],
          environment: .inherit.updating(["HEROKU_API_KEY": SandboxProcess.token]),
          input: .none,
          output: .discarded,
          error: .fileDescriptor(
            .open(
              FilePath(folder.path(of: "said")),
              .writeOnly,
              options: .create,
              permissions: .ownerReadWrite
            ),
            closeAfterSpawningProcess: true
          )
        ) { execution in
          while folder.text(of: "begun") == nil { try await Task.sleep(for: .milliseconds(20)) }
          try execution.send(signal: .terminate)
        }
        #expect(outcome.terminationStatus.shellStatus == 143)
        // The signal was for us alone, and the program is not left running.
        while folder.text(of: "told") == nil { try await Task.sleep(for: .milliseconds(20)) }
        let said = folder.text(of: "said") ?? ""
        #expect(said.contains("Interrupted. 1 of 2 apps were moved.\n"), "\(said)")
        #expect(said.contains("  clientele migrate \(client.id) --after "), "\(said)")
        #expect(try await holders(in: sandbox) == ["\(client.name) (new)", client.name])
      }
    }
  }
}
