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

  @Test func `a save of which only the answer was lost is found out`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "reset-after:method=PATCH,times=1"]) { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("12 clients")
        try await terminal.press("/")
        try await terminal.type("staging dash")
        try await terminal.expect("1 of 12 clients")
        try await terminal.press("Enter", "e", "C-u")
        try await terminal.type("https://staging.example.com/lost")
        try await terminal.press("Enter")
        // The list is loaded again, and shows that only the answer was lost.
        let screen = try await terminal.expect("It was done after all")
        #expect(!screen.contains("[ Retry ]"))
        #expect(screen.contains("https://staging.example.com/lost"))
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
        // The list is loaded again, and shows what is there.
        try await terminal.expect("It was done after all: “Only once” is there")
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
