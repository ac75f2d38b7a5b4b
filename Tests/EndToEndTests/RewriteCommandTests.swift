import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// `clientele rewrite`, and the other commands with several clients, as a script runs them.
@Suite struct RewriteCommandTests {
  /// Moves what is on example.com over https; the sample with a fragment could not be sent.
  private static let move = [
    "--filter", "example.com", "--regex", #"^(https://[^#]*)\.example\.com([^#]*)$"#, "$1.example.org$2",
  ]

  private func fingerprint(_ sandbox: SandboxProcess) async throws -> String {
    let dry = try await sandbox.clientele("rewrite", Self.move + ["--dry-run"])
    #expect(dry.status == 0)
    #expect(dry.standardError == "")
    let line = dry.standardOutput.split(separator: "\n").last.map(String.init) ?? ""
    #expect(line.hasPrefix("Fingerprint: "))
    return String(line.dropFirst("Fingerprint: ".count))
  }

  @Test func `a dry run shows and changes nothing, and its fingerprint is what lets it run`() async throws {
    try await SandboxProcess.running { sandbox in
      let before = try await sandbox.clients()
      let print = try await fingerprint(sandbox)
      #expect(try await sandbox.clients().map(\.redirectURI) == before.map(\.redirectURI))
      for options in [[], ["--yes", "1"], ["--yes", "0000-0000-0000-0000"], ["--yes", ""]] as [[String]] {
        let refused = try await sandbox.clientele("rewrite", Self.move + options)
        #expect(refused.status == 64)
        #expect(refused.standardError.contains("--yes \(print)"))
        #expect(refused.standardError.contains("Nothing was changed."))
      }
      #expect(try await sandbox.clients().map(\.redirectURI) == before.map(\.redirectURI))
      let done = try await sandbox.clientele("rewrite", Self.move + ["--yes", print])
      #expect(done.status == 0)
      #expect(done.standardOutput == "")
      let after = try await sandbox.clients()
      #expect(
        after.map(\.redirectURI)
          == before.map {
            $0.isMoved ? $0.redirectURI.replacing("example.com", with: "example.org") : $0.redirectURI
          }
      )
      // The same once more finds nothing.
      let again = try await sandbox.clientele("rewrite", Self.move + ["--yes", "0"])
      #expect(again.status == 0)
      #expect(again.standardError.contains("No client would change."))
    }
  }

  @Test func `the fingerprint is no more good once something has changed`() async throws {
    try await SandboxProcess.running { sandbox in
      let print = try await fingerprint(sandbox)
      let client = try #require(try await sandbox.clients().first(where: \.isMoved))
      try await sandbox.change(client.id, redirectURI: "https://theirs.example.com/")
      let refused = try await sandbox.clientele("rewrite", Self.move + ["--yes", print])
      #expect(refused.status == 64)
      #expect(try await sandbox.clients().allSatisfy { !$0.hasMoved })
    }
  }

  @Test func `what cannot work is shown and not sent`() async throws {
    try await SandboxProcess.running { sandbox in
      let before = try await sandbox.clients()
      let arguments = ["--filter", "", "--set-scheme", "javascript", "--yes", "0"]
      let outcome = try await sandbox.clientele("rewrite", arguments)
      #expect(outcome.status == 6)
      #expect(outcome.standardError.contains("    error: "))
      #expect(outcome.standardError.contains("cannot work, and were not sent"))
      #expect(try await sandbox.clients().map(\.redirectURI) == before.map(\.redirectURI))
    }
  }

  @Test func `two that fail and one that somebody else changes leave the others done`() async throws {
    let faults = [
      "--fault", "402:method=PATCH,times=2", "--fault", "edited:field=redirect_uri,skip=20,times=1",
    ]
    try await SandboxProcess.running(clients: 40, arguments: faults) { sandbox in
      let before = try await sandbox.clients().count(where: \.isMoved)
      let print = try await fingerprint(sandbox)
      let outcome = try await sandbox.clientele("rewrite", Self.move + ["--yes", print])
      #expect(outcome.status == 6)
      let words =
        "\(before - 3) of \(before) clients were changed; 1 left alone, which somebody else has changed."
      #expect(outcome.standardError.hasSuffix(words + "\n"), "\(outcome.standardError)")
      let after = try await sandbox.clients()
      #expect(after.count(where: \.hasMoved) == before - 3)
    }
  }

  @Test func `a network that is lost in the middle ends it, and says what was not begun`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "reset-before:method=GET,skip=7"]) { sandbox in
      let clients = try await sandbox.clients().filter(\.isMoved)
      let outcome = try await sandbox.clientele("rewrite", Self.move + ["--yes", "\(clients.count)"])
      #expect(outcome.status == 8)
      let changed = try await sandbox.clients().count(where: \.hasMoved)
      #expect(changed > 0 && changed < clients.count)
      #expect(
        outcome.standardError.contains("\(changed) of \(clients.count) clients were changed"),
        "\(outcome.standardError)"
      )
      #expect(outcome.standardError.contains("not begun."))
    }
  }

  @Test func `a signal in the middle says what was done and what was not`() async throws {
    // The changes of the first eight are done, and their answers held back.
    try await SandboxProcess.running(arguments: ["--fault", "latency:ms=60000,method=PATCH"]) { sandbox in
      let count = try await sandbox.clients().count(where: \.isMoved)
      let words = ["rewrite", "--host", sandbox.url] + Self.move + ["--yes", "\(count)"]
      let outcome = try await run(
        .path(FilePath(try Program.path())),
        arguments: Arguments(words),
        environment: .inherit.updating(["HEROKU_API_KEY": SandboxProcess.token]),
        input: .none,
        output: .discarded,
        error: .string(limit: 1 << 16)
      ) { execution in
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline,
          try await sandbox.clients().count(where: \.hasMoved) < min(8, count)
        {
          try await Task.sleep(for: .milliseconds(20))
        }
        try execution.send(signal: .terminate)
      }
      #expect(outcome.terminationStatus == .exited(143))
      let text = outcome.standardError
      let underWay = min(8, count)
      let rest = count > 8 ? "; \(count - 8) not begun" : ""
      #expect(
        text.contains(
          "Interrupted. 0 of \(count) clients were changed; of \(underWay) it is not known\(rest)."
        ),
        "\(text)"
      )
      #expect(text.contains("These may have been done or not"))
    }
  }

  // MARK: Several clients

  @Test func `rotate of several prints an array, and wants their number`() async throws {
    try await SandboxProcess.running { sandbox in
      let before = try await sandbox.clients().prefix(3)
      let ids = before.map(\.id)
      for options in [[], ["--confirm", "rotate 2"]] as [[String]] {
        let refused = try await sandbox.clientele("rotate", ids + options)
        #expect(refused.status == 64)
        #expect(refused.standardError.contains("Nothing was rotated."))
      }
      #expect(try await sandbox.clients().prefix(3).map(\.secret) == before.map(\.secret))
      let outcome = try await sandbox.clientele("rotate", ids + ["--json", "--confirm", "rotate 3"])
      #expect(outcome.status == 0)
      let printed = try JSONDecoder().decode(
        [SandboxProcess.Client].self,
        from: Data(outcome.standardOutput.utf8)
      )
      let after = try await sandbox.clients().prefix(3)
      #expect(printed.map(\.id) == ids)
      #expect(printed.map(\.secret) == after.map(\.secret))
      #expect(zip(before, after).allSatisfy { $0.secret != $1.secret })
      for client in after { #expect(!outcome.standardError.contains(client.secret)) }
    }
  }

  @Test func `of several rotations the unknown one goes first, and the others are printed`() async throws {
    let arguments = ["--fault", "reset-after:method=POST,times=1"]
    try await SandboxProcess.running(arguments: arguments) { sandbox in
      let ids = try await sandbox.clients().prefix(3).map(\.id)
      let outcome = try await sandbox.clientele("rotate", ids + ["--json", "--confirm", "rotate 3"])
      #expect(outcome.status == 9)
      #expect(outcome.standardError.contains("2 of 3 clients were rotated; of 1 it is not known."))
      let printed = try JSONDecoder().decode(
        [SandboxProcess.Client].self,
        from: Data(outcome.standardOutput.utf8)
      )
      #expect(printed.count == 2)
    }
  }

  @Test func `update gives several clients the same`() async throws {
    try await SandboxProcess.running { sandbox in
      let ids = try await sandbox.clients().prefix(2).map(\.id)
      let missing = try await sandbox.clientele(
        "update",
        ids + ["nobody", "--url", "https://same.example.com/"]
      )
      #expect(missing.status == 7)
      let outcome = try await sandbox.clientele("update", ids + ["--url", "https://same.example.com/"])
      #expect(outcome.status == 0)
      let clients = try await sandbox.clients()
      #expect(clients.filter { $0.redirectURI == "https://same.example.com/" }.map(\.id) == ids)
    }
  }
}

extension SandboxProcess.Client {
  /// Whether ``RewriteCommandTests`` has moved it; two samples are there already, over http.
  fileprivate var hasMoved: Bool { redirectURI.hasPrefix("https://") && redirectURI.contains(".example.org") }

  /// Whether ``RewriteCommandTests`` moves it.
  fileprivate var isMoved: Bool {
    redirectURI.hasPrefix("https://") && redirectURI.contains(".example.com") && !redirectURI.contains("#")
  }
}
