import FoundationEssentials
import Testing

/// `clientele update --url-from`, as a script runs it.
@Suite struct UpdateFromAppTests {
  private static let uri = "http://localhost:5000/auth/heroku/callback?popup=1"

  private func update(
    _ sandbox: SandboxProcess,
    _ arguments: String...
  ) async throws -> (outcome: CommandOutcome, uri: String) {
    if try await !sandbox.clients().contains(where: { $0.name == "Moved" }) {
      try await sandbox.create("Moved", redirectURI: Self.uri)
    }
    let outcome = try await sandbox.clientele("update", ["Moved"] + arguments)
    return (outcome, try await sandbox.clients().first { $0.name.hasPrefix("Moved") }?.redirectURI ?? "")
  }

  @Test func `shows old and new, and changes the host alone`() async throws {
    try await SandboxProcess.running { sandbox in
      let staging = "https://dashboard-staging.example.com/auth/heroku/callback?popup=1"
      let dry = try await update(sandbox, "--url-from", "dashboard-staging", "--dry-run")
      #expect(dry.outcome.status == 0 && dry.uri == Self.uri)
      #expect(dry.outcome.standardOutput.hasSuffix("  - \(Self.uri)\n  + \(staging)\n"))
      let unasked = try await update(sandbox, "--url-from", "dashboard-staging")
      #expect(unasked.outcome.status == 64 && unasked.uri == Self.uri)
      #expect(unasked.outcome.standardError.contains("  + \(staging)\n"))
      #expect(unasked.outcome.standardError.contains("wants --yes. Nothing was changed."))
      let changed = try await update(
        sandbox,
        "--url-from",
        "dashboard-staging",
        "--yes",
        "--name",
        "Moved on"
      )
      #expect(changed.outcome.status == 0 && changed.uri == staging)
      #expect(changed.outcome.standardOutput == "")
      #expect(changed.outcome.standardError.contains("  - \(Self.uri)\n  + \(staging)\nUpdated “Moved on”"))
      #expect(changed.outcome.standardError.contains("\n  - Moved\n  + Moved on\n"))
    }
  }

  @Test func `takes the only custom domain before the app's own address`() async throws {
    try await SandboxProcess.running { sandbox in
      let changed = try await update(sandbox, "--url-from", "dashboard-production", "--yes")
      #expect(changed.outcome.status == 0)
      #expect(changed.uri == "https://dashboard.example.org/auth/heroku/callback?popup=1")
      let again = try await update(sandbox, "--url-from", "dashboard-production", "--yes")
      #expect(again.outcome.status == 0 && again.outcome.standardError.contains("nothing was sent"))
      #expect(again.outcome.standardError.contains("  \(changed.uri) stays as it is\n"))
      #expect(!again.outcome.standardError.contains("  - "))
      // The app's own, where it is asked for.
      let own = try await update(
        sandbox,
        "--url-from",
        "dashboard-production",
        "--domain",
        "Dashboard-Production.example.com",
        "--yes"
      )
      #expect(own.uri == "https://dashboard-production.example.com/auth/heroku/callback?popup=1")
    }
  }

  @Test func `several domains want one named`() async throws {
    try await SandboxProcess.running { sandbox in
      let unnamed = try await update(sandbox, "--url-from", "shop-production", "--yes")
      #expect(unnamed.outcome.status == 64 && unnamed.uri == Self.uri)
      #expect(
        unnamed.outcome.standardError.contains("shop.example.org, www.shop.example.org, *.shop.example.org")
      )
      #expect(unnamed.outcome.standardError.contains("--domain"))
      let other = try await update(
        sandbox,
        "--url-from",
        "shop-production",
        "--domain",
        "evil.example",
        "--yes"
      )
      #expect(other.outcome.status == 7 && other.uri == Self.uri)
      for host in ["www.shop.example.org", "eu.shop.example.org"] {
        let named = try await update(sandbox, "--url-from", "shop-production", "--domain", host, "--yes")
        #expect(named.outcome.status == 0)
        #expect(named.uri == "https://\(host)/auth/heroku/callback?popup=1")
      }
    }
  }

  @Test func `asks on a terminal for the domain, and whether it is meant`() async throws {
    try await SandboxProcess.running { sandbox in
      try await sandbox.create("Moved", redirectURI: Self.uri)
      let command =
        "HEROKU_API_KEY=\(SandboxProcess.token) '\(try Program.path())' update Moved --host \(sandbox.url) "
        + "--url-from shop-production; echo \"left with $?\"; sleep 60"
      for (host, answer, status) in [
        ("nowhere.example", nil, 64), ("shop.example.org", "stop", 6), ("shop.example.org", "", 0),
      ]
        as [(String, String?, Int)]
      {
        try await TerminalSession.running(command) { terminal in
          try await terminal.expect("Host:")
          try await terminal.type(host)
          try await terminal.press("Enter")
          if let answer {
            try await terminal.expect("Press Return to change it")
            #expect(try await sandbox.client(named: "Moved").redirectURI == Self.uri)
            try await terminal.type(answer)
            try await terminal.press("Enter")
          }
          try await terminal.expect("left with \(status)")
        }
      }
      #expect(try await sandbox.client(named: "Moved").redirectURI.hasPrefix("https://shop.example.org/auth"))
    }
  }

  @Test func `wrong usage, and what is not there, change nothing`() async throws {
    try await SandboxProcess.running { sandbox in
      for (arguments, status) in [
        (["--url-from", "dashboard-staging", "--url", "https://x.example.com/"], 64),
        (["--domain", "a.example"], 64),
        (["--yes", "--name", "x"], 64), (["--dry-run", "--name", "x"], 64), (["--url-from", ""], 64),
        (["--url-from", "dashboard-staging", "--yes", "--dry-run"], 64),
        (["--url-from", "no-such-app", "--yes"], 7),
        (["--url-from", "dashboard-staging", "--yes", "--read-only"], 6),
      ] as [([String], Int32)] {
        let before = try await sandbox.clients().map(\.redirectURI)
        let client = try #require(try await sandbox.clients().first)
        let outcome = try await sandbox.clientele("update", [client.id] + arguments)
        #expect(outcome.status == status, "\(arguments): \(outcome)")
        #expect(try await sandbox.clients().map(\.redirectURI) == before)
      }
      let clients = try await sandbox.clients().prefix(2).map(\.id)
      let several = try await sandbox.clientele(
        "update",
        clients + ["--url-from", "dashboard-staging", "--yes"]
      )
      #expect(several.status == 64 && several.standardError.contains("for one client"))
      try await sandbox.create("Phone", redirectURI: "com.example.app:/oauth")
      let phone = try await sandbox.clientele("update", "Phone", "--url-from", "dashboard-staging", "--yes")
      #expect(phone.status == 64 && phone.standardError.contains("has no host that could be another"))
    }
  }
}
