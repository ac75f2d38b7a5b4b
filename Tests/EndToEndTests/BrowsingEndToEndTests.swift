import Testing

@Suite struct BrowsingEndToEndTests {
  @Test func `opens without any argument, on the server of the environment`() async throws {
    try await SandboxProcess.running { sandbox in
      let variables = "HEROKU_HOST=\(sandbox.url) HEROKU_API_KEY=\(SandboxProcess.token)"
      let command = "\(variables) exec '\(try Program.path())'"
      try await TerminalSession.running(command) { terminal in
        try await terminal.expect("12 clients")
        try await terminal.expect("alice@example.com")
      }
    }
  }

  @Test func `browses, filters and shows a secret only when asked`() async throws {
    try await SandboxProcess.running { sandbox in
      let staging = try await sandbox.client(named: "Staging dashboard")
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("12 clients")
        try await terminal.press("/")
        try await terminal.type("staging dash")
        try await terminal.expect("1 of 12 clients")
        try await terminal.press("Enter", "Enter")
        let screen = try await terminal.expect(staging.id)
        #expect(!screen.contains(staging.secret))
        try await terminal.press("s")
        try await terminal.expect(staging.secret)
        try await terminal.press("s")
        try await terminal.expect("the masked secret") { !$0.contains(staging.secret) }
        try await terminal.press("Escape", "Escape")
        try await terminal.expect("the whole list") { $0.contains("12 clients") && !$0.contains("of 12") }
      }
    }
  }

  @Test func `follows the terminal's size`() async throws {
    try await SandboxProcess.running { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("delinquent")
        try await terminal.resize(columns: 50, rows: 15)
        try await terminal.expect("the list alone") {
          !$0.contains("delinquent") && $0.contains("REDIRECT URI")
        }
        try await terminal.resize(columns: 30, rows: 8)
        try await terminal.expect("clientele wants 40")
        try await terminal.resize(columns: 120, rows: 40)
        try await terminal.expect("delinquent")
      }
    }
  }

  @Test func `an unknown escape sequence runs no command`() async throws {
    try await SandboxProcess.running { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("12 clients")
        // CSI with parameters that no key of ours has, ending in letters that are commands.
        try await terminal.type("\u{1B}[99;77d\u{1B}[38;5q\u{1B}On")
        try await terminal.press("?")
        try await terminal.expect("the help, and no dialog") {
          $0.contains("KEYS") && !$0.contains("Delete this client?")
        }
      }
    }
  }

  @Test func `the embedded sandbox needs nothing, and ignores the token`() async throws {
    let command = "HEROKU_API_KEY=ignored exec '\(try Program.path())' --sandbox"
    try await TerminalSession.running(command) { terminal in
      let screen = try await terminal.expect("42 clients")
      #expect(screen.contains("sandbox"))
    }
  }
}
