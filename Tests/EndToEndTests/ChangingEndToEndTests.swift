import TestSupport
import Testing

@Suite struct ChangingEndToEndTests {
  /// Filters for a client by its whole name, so that it is the one selected.
  private func select(_ name: String, in terminal: TerminalSession) async throws {
    try await terminal.expect("12 clients")
    try await terminal.press("/")
    try await terminal.type(name.lowercased())
    try await terminal.expect("1 of 12 clients")
    try await terminal.press("Enter")
    try await terminal.expect("the keys of the list") { $0.contains("e edit") }
  }

  @Test func `creates a client`() async throws {
    try await SandboxProcess.running { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("12 clients")
        try await terminal.press("n")
        try await terminal.expect("New client")
        try await terminal.type("Ünïcode 客户")
        try await terminal.press("Enter")
        try await terminal.type("https://new.example.com/callback?x=1")
        try await terminal.press("Enter")
        try await terminal.expect("New client “Ünïcode 客户”")
        let created = try await sandbox.client(named: "Ünïcode 客户")
        #expect(created.redirectURI == "https://new.example.com/callback?x=1")
        let masked = try await terminal.expect(created.id)
        #expect(!masked.contains(created.secret))
        try await terminal.press("s")
        try await terminal.expect(created.secret)
        try await terminal.press("Enter")
        try await terminal.expect("the list with the new client") {
          $0.contains("13 clients") && !$0.contains(created.secret) && $0.contains("Ünïcode 客户")
        }
      }
    }
  }

  @Test func `edits a redirect URI`() async throws {
    try await SandboxProcess.running { sandbox in
      let before = try await sandbox.client(named: "Staging dashboard")
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await select("Staging dashboard", in: terminal)
        try await terminal.press("e")
        try await terminal.expect("Edit “Staging dashboard”")
        try await terminal.press("C-u")
        try await terminal.type("https://staging.example.com/new")
        try await terminal.press("C-s")
        try await terminal.expect("“Staging dashboard” was saved.")
      }
      let after = try await sandbox.client(named: "Staging dashboard")
      #expect(after.redirectURI == "https://staging.example.com/new")
      #expect(after.id == before.id && after.secret == before.secret)
    }
  }

  @Test func `a refused edit says why on its field and keeps what was typed`() async throws {
    try await SandboxProcess.running { sandbox in
      let before = try await sandbox.client(named: "Staging dashboard")
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await select("Staging dashboard", in: terminal)
        try await terminal.press("e", "C-u")
        // The form only warns of letters beyond ASCII; the server wants none.
        try await terminal.type("https://staging.example.com/café")
        try await terminal.press("C-s")
        try await terminal.expect("Save anyway?")
        try await terminal.press("y")
        try await terminal.expect("invalid_params")
        let screen = try await terminal.expect("Nothing was changed")
        #expect(screen.contains("https://staging.example.com/café"))
        try await terminal.press("Escape")
        try await terminal.expect("Discard what you typed?")
        try await terminal.press("y")
        try await terminal.expect("the list") { !$0.contains("Discard") && $0.contains("e edit") }
      }
      let after = try await sandbox.client(named: "Staging dashboard")
      #expect(after.redirectURI == before.redirectURI)
    }
  }

  @Test func `an edit conflict shows theirs and saves mine only when told to`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.client(named: "Staging dashboard")
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await select("Staging dashboard", in: terminal)
        try await terminal.press("e", "C-u")
        try await terminal.type("https://mine.example.com/cb")
        try await sandbox.change(client.id, redirectURI: "https://theirs.example.com/cb")
        try await terminal.press("C-s")
        let screen = try await terminal.expect("Somebody else has changed this client")
        #expect(
          screen.contains("https://theirs.example.com/cb") && screen.contains("https://mine.example.com/cb")
        )
        #expect(
          try await sandbox.client(named: "Staging dashboard").redirectURI == "https://theirs.example.com/cb"
        )
        try await terminal.press("m")
        try await terminal.expect("“Staging dashboard” was saved.")
      }
      #expect(
        try await sandbox.client(named: "Staging dashboard").redirectURI == "https://mine.example.com/cb"
      )
    }
  }

  @Test func `rotates the credentials after the word`() async throws {
    try await SandboxProcess.running { sandbox in
      let before = try await sandbox.client(named: "Staging dashboard")
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await select("Staging dashboard", in: terminal)
        try await terminal.press("R")
        try await terminal.expect("The old secret stops working at once.")
        try await terminal.type("rotat")
        try await terminal.press("Enter")
        #expect(try await sandbox.client(named: "Staging dashboard").secret == before.secret)
        try await terminal.type("e")
        try await terminal.press("Enter")
        try await terminal.expect("The old secret has stopped working.")
        let after = try await sandbox.client(named: "Staging dashboard")
        #expect(after.secret != before.secret)
        #expect(!(try await terminal.screen()).contains(after.secret))
        try await terminal.press("s")
        try await terminal.expect(after.secret)
      }
    }
  }

  @Test func `a deletion that is cancelled, and one that is done`() async throws {
    try await SandboxProcess.running { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await select("Staging dashboard", in: terminal)
        try await terminal.press("d")
        try await terminal.expect("gone for good")
        try await terminal.type("Staging dash")
        try await terminal.press("Enter", "Escape")
        try await terminal.expect("the list") { !$0.contains("gone for good") }
        _ = try await sandbox.client(named: "Staging dashboard")
        try await terminal.press("d")
        try await terminal.expect("gone for good")
        try await terminal.type("Staging dashboard")
        try await terminal.press("Enter")
        try await terminal.expect("“Staging dashboard” was deleted.")
      }
      let left = try await sandbox.clients()
      #expect(left.count == 11)
      #expect(!left.contains { $0.name == "Staging dashboard" })
    }
  }

  @Test func `a paste with newlines is text in a field and nothing elsewhere`() async throws {
    try await SandboxProcess.running { sandbox in
      let before = try await sandbox.clients().map(\.redirectURI)
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await select("Staging dashboard", in: terminal)
        // What is pasted into the list is looked for.
        try await terminal.paste("staging\ndashboard\n")
        try await terminal.expect("1 of")
        try await terminal.press("Enter", "e", "C-u")
        try await terminal.paste("\r\nhttps://pasted.example.com/cb\r\n")
        let screen = try await terminal.expect("https://pasted.example.com/cb")
        #expect(screen.contains("Edit “Staging dashboard”"))
        #expect(try await sandbox.clients().map(\.redirectURI) == before)
        try await terminal.press("Enter")
        try await terminal.expect("was saved.")
      }
      #expect(
        try await sandbox.client(named: "Staging dashboard").redirectURI == "https://pasted.example.com/cb"
      )
    }
  }

  @Test func `hands over a file that only its owner can read, and never writes over one`() async throws {
    try await SandboxProcess.running { sandbox in
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      try await TerminalSession.running("cd '\(folder.path)' && \(sandbox.browse())") { terminal in
        try await select("Staging dashboard", in: terminal)
        try await terminal.press("R")
        try await terminal.type("rotate")
        try await terminal.press("Enter")
        try await terminal.expect("New secret for")
        try await terminal.press("w")
        try await terminal.press("Enter")
        try await terminal.expect("Wrote .env, readable by you alone")
        try await terminal.press("w")
        try await terminal.press("Enter")
        try await terminal.expect(".env exists already and was left as it is.")
      }
      let client = try await sandbox.client(named: "Staging dashboard")
      #expect(
        folder.text(of: ".env") == "HEROKU_OAUTH_ID=\(client.id)\nHEROKU_OAUTH_SECRET=\(client.secret)\n"
      )
      #expect(try folder.permissions(of: ".env") == 0o600)
    }
  }
}
