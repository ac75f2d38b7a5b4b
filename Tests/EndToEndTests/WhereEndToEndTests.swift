import FoundationEssentials
import TestSupport
import Testing

/// Where clients are used, in the browser: looked for, shown, and set.
@Suite(.timeLimit(.minutes(10))) struct WhereEndToEndTests {
  @Test
  func `looks, rotates with the new secret set in the apps, and mends what somebody else has made stale`()
    async throws
  {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try #require(try await sandbox.clients().first { $0.name == "Deploy bot" })
      #expect(try await sandbox.clientele("set-config", client.id, "dashboard-staging:X").status == 0)
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let states = "XDG_STATE_HOME='\(folder.path)/state' XDG_CACHE_HOME='\(folder.path)/cache'"
      try await TerminalSession.running("\(states) \(sandbox.browse())") { terminal in
        try await terminal.expect("12 clients")
        try await terminal.press("w")
        try await terminal.expect("Every config var of 2 apps is read")
        try await terminal.press("Enter")
        try await terminal.expect("Looked into 2 of 2 apps: 1 client found")
        try await terminal.press("q", "/")
        try await terminal.type("app:dashboard")
        try await terminal.press("Enter")
        try await terminal.expect("1 of 12 clients")
        try await terminal.expect("dashboard-staging: X_ID, X_SECRET")

        try await terminal.press("R")
        try await terminal.type("rotate")
        try await terminal.expect("Rotate, and set in its app")
        try await terminal.press("Enter")
        try await terminal.expect("set config vars of dashboard-staging")
        try await terminal.expect("the key to be taken") { $0.contains("set in 1") }
        try await terminal.press("Enter")
        try await terminal.expect("New secret for “Deploy bot”")
        try await terminal.expect("1 of 1 change done.")
        #expect(try await isStale(client.id, in: sandbox) == false)
        try await terminal.expect("the key to be taken") { $0.contains("done") && $0.contains("Enter") }
        try await terminal.press("Enter")

        // Somebody else rotates it: another look finds that, and m mends it.
        #expect(try await sandbox.clientele("rotate", client.id).status == 0)
        #expect(try await isStale(client.id, in: sandbox))
        try await terminal.press("w")
        try await terminal.expect("look again")
        try await terminal.press("r")
        try await terminal.expect("1 with a stale secret somewhere")
        try await terminal.press("q", "m")
        try await terminal.expect("set config vars of dashboard-staging")
        try await terminal.expect("the key to be taken") { $0.contains("do 1") }
        try await terminal.press("Enter")
        try await terminal.type("mend 1")
        try await terminal.press("Enter")
        try await terminal.expect("1 of 1 change done.")
        #expect(try await isStale(client.id, in: sandbox) == false)
      }
      let secrets = try await sandbox.clients().map(\.secret)
      #expect(secrets.contains(client.secret) == false, "it was rotated")
      for text in folder.texts {
        #expect(!(secrets + [client.secret]).contains { text.contains($0) }, "a secret is on the disk")
      }
    }
  }

  private func isStale(_ id: String, in sandbox: SandboxProcess) async throws -> Bool {
    try await sandbox.clientele("where", id, "--fail-on", "stale").status == 14
  }
}
