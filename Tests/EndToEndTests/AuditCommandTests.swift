import FoundationEssentials
import Testing

/// `clientele audit`, as a script runs it.
@Suite struct AuditCommandTests {
  private struct Report: Decodable {
    struct Client: Decodable {
      struct Finding: Decodable { let code: String }
      let name: String
      let findings: [Finding]
    }
    let clients: [Client]
    let summary: [String: Int]
  }

  /// Runs the test with three clients: one that is good, one that is risky, and one on this machine.
  private func running(_ body: @Sendable (SandboxProcess) async throws -> Void) async throws {
    try await SandboxProcess.running(clients: 0) { sandbox in
      for (name, uri) in [
        ("Good", "https://good.dev/cb"), ("Risky", "http://risky.dev/cb"),
        ("Local", "http://localhost:3000/cb"),
      ] {
        #expect(try await sandbox.clientele("create", name, uri, "--json").status == 0)
      }
      try await body(sandbox)
    }
  }

  private func report(_ outcome: CommandOutcome) throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(outcome.standardOutput.utf8))
  }

  @Test func `says what there is to say, and leaves with 0`() async throws {
    try await running { sandbox in
      let outcome = try await sandbox.clientele("audit")
      #expect(outcome.status == 0)
      #expect(outcome.standardError == "")
      #expect(outcome.standardOutput.contains("  warning  plain-http  "))
      #expect(outcome.standardOutput.hasSuffix("0 errors, 1 warning, 1 note about 2 of 3 clients.\n"))
    }
  }

  @Test(arguments: [("error", 0), ("warning", 14), ("note", 14)] as [(String, Int32)])
  func `leaves with 14 where what is named is found, or worse`(severity: String, status: Int32) async throws {
    try await running { sandbox in
      let outcome = try await sandbox.clientele("audit", "--json", "--fail-on", severity)
      #expect(outcome.status == status)
      #expect(try report(outcome).clients.map(\.name) == ["Local", "Risky"])
      #expect(outcome.standardError.isEmpty == (status == 0))
    }
  }

  @Test func `what is accepted does not fail`() async throws {
    try await running { sandbox in
      let outcome = try await sandbox.clientele(
        "audit",
        "--json",
        "--fail-on",
        "note",
        "--accept",
        "localhost=http://localhost:*",
        "--accept",
        "plain-http=http://risky.dev/*"
      )
      #expect(outcome.status == 0)
      #expect(try report(outcome).clients.isEmpty)
      #expect(try report(outcome).summary["accepted"] == 2)
    }
  }

  @Test func `looks at the clients that a filter shows`() async throws {
    try await running { sandbox in
      let outcome = try await sandbox.clientele("audit", "local", "--json", "--fail-on", "warning")
      #expect(outcome.status == 0)
      #expect(try report(outcome).clients.map(\.name) == ["Local"])
      let nothing = try await sandbox.clientele("audit", "nosuchtext")
      #expect(nothing.status == 0)
      #expect(nothing.standardError.contains("nosuchtext"))
    }
  }

  @Test func `finds what was left alone for too long`() async throws {
    try await SandboxProcess.running(clients: 200) { sandbox in
      let found = try report(try await sandbox.clientele("audit", "--json", "--older-than", "2y"))
      let old = found.clients.flatMap(\.findings).count { $0.code == "unchanged" }
      #expect((1..<200).contains(old))
      let none = try report(try await sandbox.clientele("audit", "--json", "--older-than", "200y"))
      #expect(!none.clients.flatMap(\.findings).contains { $0.code == "unchanged" })
    }
  }

  @Test func `a list that is not whole is 13, and 14 where something was found all the same`() async throws {
    try await SandboxProcess.running(clients: 1500, arguments: ["--fault", "no-next-range"]) { sandbox in
      let outcome = try await sandbox.clientele("audit", "--json")
      #expect(outcome.status == 13)
      #expect(!(try report(outcome).clients.isEmpty))
      let found = try await sandbox.clientele("audit", "--fail-on", "note")
      #expect(found.status == 14)
      for outcome in [outcome, found] {
        #expect(outcome.standardError.contains("These are not all clients"))
      }
    }
  }

  @Test func `SARIF is JSON on standard output`() async throws {
    struct Log: Decodable {
      struct Run: Decodable {
        struct Result: Decodable { let ruleId: String }
        let results: [Result]
      }
      let version: String
      let runs: [Run]
    }
    try await running { sandbox in
      let outcome = try await sandbox.clientele("audit", "--sarif")
      let log = try JSONDecoder().decode(Log.self, from: Data(outcome.standardOutput.utf8))
      #expect(log.version == "2.1.0")
      #expect(log.runs.flatMap(\.results).map(\.ruleId) == ["localhost", "plain-http"])
    }
  }
}
