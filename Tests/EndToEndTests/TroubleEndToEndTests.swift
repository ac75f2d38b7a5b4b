import Testing

/// A server in trouble: one clear message, and nothing that was typed is lost.
@Suite struct TroubleEndToEndTests {
  @Test func `HTML instead of JSON`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "502"]) { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        let screen = try await terminal.expect("it is HTML, not JSON")
        #expect(screen.contains("Could not load the clients"))
        #expect(screen.contains("r tries again."))
      }
    }
  }

  @Test func `a truncated answer`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "truncated:method=GET"]) { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("Could not load the clients")
      }
    }
  }

  @Test func `a save that is lost on the way keeps the form and offers to try again`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "reset-after:method=PATCH,times=1"]) { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("12 clients")
        try await terminal.press("/")
        try await terminal.type("staging dash")
        try await terminal.expect("1 of 12 clients")
        try await terminal.press("Enter", "e", "C-u")
        try await terminal.type("https://staging.example.com/lost")
        try await terminal.press("Enter")
        let screen = try await terminal.expect("It is not known whether")
        #expect(screen.contains("https://staging.example.com/lost"))
        try await terminal.expect("[ Retry ]")
        try await terminal.press("Enter")
        try await terminal.expect("already was as you wanted it")
      }
      #expect(
        try await sandbox.client(named: "Staging dashboard").redirectURI == "https://staging.example.com/lost"
      )
    }
  }

  @Test func `a creation of which nothing is known is not sent again by itself`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "reset-after:method=POST,times=1"]) { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("12 clients")
        try await terminal.press("n")
        try await terminal.type("Only once")
        try await terminal.press("Enter")
        try await terminal.type("https://once.example.com/cb")
        try await terminal.press("Enter")
        let screen = try await terminal.expect("It is not known whether “Only once” was created")
        #expect(screen.contains("https://once.example.com/cb"))
        // The list was loaded again, and shows what is there.
        try await terminal.expect("13 clients")
      }
      #expect(try await sandbox.clients().count == 13)
    }
  }

  @Test func `a rate limit says how long it waits, and Esc stops the waiting`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "429:retry-after=30,method=GET"]) { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("Trying again in 30 s (rate limit), Esc stops.")
        try await terminal.press("Escape")
        try await terminal.expect("Loading stopped")
      }
    }
  }
}
