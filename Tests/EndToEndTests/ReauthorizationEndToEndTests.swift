import TestSupport
import Testing

/// Second factors, and tokens that are found anew.
@Suite struct ReauthorizationEndToEndTests {
  private static let demand = ["--fault", "two-factor:code=246810"]

  // MARK: Second factor

  @Test func `the browser asks for the code, and again after a wrong one`() async throws {
    try await SandboxProcess.running(arguments: Self.demand) { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("wants a code from your authenticator")
        try await terminal.type("111111")
        try await terminal.press("Enter")
        try await terminal.expect("The last code was not accepted")
        try await terminal.paste("246 810")
        try await terminal.press("Enter")
        try await terminal.expect("12 clients")
        try await terminal.expect("alice@example.com")
      }
    }
  }

  @Test func `without a code the load fails, and r asks again`() async throws {
    try await SandboxProcess.running(arguments: Self.demand) { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("wants a code from your authenticator")
        try await terminal.press("Escape")
        try await terminal.expect("wants a second factor (two_factor)")
        try await terminal.press("r")
        try await terminal.expect("wants a code from your authenticator")
        try await terminal.type("246810")
        try await terminal.press("Enter")
        try await terminal.expect("12 clients")
      }
    }
  }

  @Test func `a save waits for the code, with its form as it was`() async throws {
    let arguments = ["--fault", "two-factor:code=246810,method=PATCH"]
    try await SandboxProcess.running(arguments: arguments) { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("12 clients")
        try await terminal.press("/")
        try await terminal.type("staging dash")
        try await terminal.expect("1 of 12 clients")
        try await terminal.press("Enter", "e", "C-u")
        try await terminal.type("https://staging.example.com/coded")
        try await terminal.press("Enter")
        try await terminal.expect("wants a code from your authenticator")
        try await terminal.press("Escape")
        let form = try await terminal.expect("wants a second factor (two_factor)")
        #expect(form.contains("https://staging.example.com/coded"))
        try await terminal.press("C-s")
        try await terminal.expect("wants a code from your authenticator")
        try await terminal.type("246810")
        try await terminal.press("Enter")
        try await terminal.expect("was saved")
      }
      #expect(
        try await sandbox.client(named: "Staging dashboard").redirectURI
          == "https://staging.example.com/coded"
      )
    }
  }

  @Test func `a command takes the code as an option`() async throws {
    try await SandboxProcess.running(arguments: Self.demand) { sandbox in
      let result = try await sandbox.clientele("list", "--two-factor-code", "246810")
      #expect(result.status == 0)
      #expect(result.standardOutput.contains("Staging dashboard"))
    }
  }

  @Test func `the doctor takes the code too`() async throws {
    try await SandboxProcess.running(arguments: Self.demand) { sandbox in
      let answered = try await sandbox.clientele("doctor", "--two-factor-code", "246810")
      #expect(answered.status == 0, "\(answered.standardOutput)")
      let unanswered = try await sandbox.clientele("doctor")
      #expect(unanswered.status == 11)
    }
  }

  @Test(arguments: [[], ["--two-factor-code", "1"]]) func `a command on a pipe does not ask`(
    arguments: [String]
  ) async throws {
    try await SandboxProcess.running(arguments: Self.demand) { sandbox in
      let result = try await sandbox.clientele("list", arguments)
      #expect(result.status == 6)
      #expect(result.standardOutput.isEmpty)
      #expect(result.standardError.contains("second factor"))
      #expect(!result.standardError.contains("Two-factor code:"))
    }
  }

  @Test func `a command on a terminal asks, and again after a wrong code`() async throws {
    try await SandboxProcess.running(arguments: Self.demand) { sandbox in
      let command = "\(try sandbox.browse().replacing("exec ", with: "")); cat"
        .replacing(" --host", with: " info 'Staging dashboard' --host")
      try await TerminalSession.running(command) { terminal in
        try await terminal.expect("Two-factor code:")
        try await terminal.type("111111")
        try await terminal.press("Enter")
        try await terminal.expect("That code was not accepted")
        try await terminal.type("246810")
        try await terminal.press("Enter")
        try await terminal.expect("=== Staging dashboard")
      }
    }
  }

  // MARK: Token

  /// The entry of a netrc file for the sandbox.
  private func entry(_ token: String) -> String {
    "machine 127.0.0.1\n  login alice@example.com\n  password \(token)\n"
  }

  @Test func `a token that is renewed in another pane is used, and an open form stays open`() async throws {
    let home = try TemporaryFolder()
    defer { home.remove() }
    try home.write(entry("an-old-token"), to: ".netrc")
    try await SandboxProcess.running { sandbox in
      let browse = try sandbox.browse().replacing(
        "HEROKU_API_KEY=\(SandboxProcess.token)",
        with: "HEROKU_API_KEY="
      )
      let command = "export HOME='\(home.path)' XDG_DATA_HOME='\(home.path)'; unset NETRC; \(browse)"
      try await TerminalSession.running(command) { terminal in
        let screen = try await terminal.expect("does not accept the token")
        #expect(screen.contains("It came from ~/.netrc."))
        try await terminal.press("n")
        try await terminal.type("Kept")
        try await terminal.press("Tab")
        try await terminal.type("https://kept.example.com/")
        try await terminal.press("C-s")
        let form = try await terminal.expect("the failed creation") {
          $0.contains("Could not create") && $0.contains("~/.netrc")
        }
        #expect(form.contains("https://kept.example.com/"))
        try home.write(entry(SandboxProcess.token), to: ".netrc")
        try await terminal.press("C-s")
        try await terminal.expect("New client “Kept”")
        // A key that comes before the panel says that it takes it may have been meant for something else.
        try await terminal.expect("Enter done")
        try await terminal.press("Enter", "r")
        try await terminal.expect("13 clients")
      }
      #expect(try await sandbox.client(named: "Kept").redirectURI == "https://kept.example.com/")
    }
  }
}
