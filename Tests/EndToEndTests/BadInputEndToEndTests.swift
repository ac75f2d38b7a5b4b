import FoundationEssentials
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// What a person gets who starts it wrong, or whose server is in trouble: one clear message.
@Suite struct BadInputEndToEndTests {
  private func running(
    _ arguments: [String],
    environment: [Environment.Key: String?] = [:]
  ) async throws -> (status: Int32, standardError: String) {
    let outcome = try await run(
      .path(FilePath(try Program.path())),
      arguments: Arguments(arguments),
      environment: .inherit.updating(environment.merging(["HEROKU_HOST": nil]) { given, _ in given }),
      output: .string(limit: 1 << 16),
      error: .string(limit: 1 << 16)
    )
    guard case .exited(let status) = outcome.terminationStatus else {
      return (-1, "\(outcome.terminationStatus)")
    }
    #expect(outcome.standardOutput == "", "nothing belongs on standard output")
    return (status, outcome.standardError)
  }

  @Test func `without a token`() async throws {
    let home = try TemporaryFolder()
    defer { home.remove() }
    let (status, text) = try await running(
      [],
      environment: ["HEROKU_API_KEY": nil, "HOME": home.path, "NETRC": nil]
    )
    #expect(status == 3)
    #expect(text.hasPrefix("No Heroku token: set HEROKU_API_KEY, or try “clientele --sandbox”.\n"))
    #expect(text.contains("~/.netrc"), "it says where it looked")
  }

  @Test func `a token that heroku login left in a netrc file`() async throws {
    try await SandboxProcess.running { sandbox in
      let home = try TemporaryFolder()
      defer { home.remove() }
      try home.write(
        "machine 127.0.0.1\n  login alice@example.com\n  password \(SandboxProcess.token)\n",
        to: ".netrc"
      )
      let command = """
        unset HEROKU_API_KEY NETRC; HOME='\(home.path)' exec '\(try Program.path())' --host \(sandbox.url)
        """
      try await TerminalSession.running(command) { terminal in
        try await terminal.expect("12 clients")
      }
    }
  }

  @Test func `without a terminal`() async throws {
    let (status, text) = try await running(["--sandbox"])
    #expect(status == 2)
    #expect(text.contains("terminal") && text.contains("clientele list"))
  }

  @Test(arguments: [
    "http://api.heroku.com", "https://localhost.evil.com", "https://user:pw@api.heroku.com", "ftp://x",
  ])
  func `a host that the token must not go to`(host: String) async throws {
    let (status, text) = try await running(
      ["--host", host],
      environment: ["HEROKU_API_KEY": "tok-e2e-secret"]
    )
    #expect(status == 5)
    #expect(text.hasPrefix("Cannot use the server"))
    #expect(!text.contains("tok-e2e-secret"))
  }

  @Test(arguments: ["", "no-such-terminal", "dumb"]) func `a terminal of an unusable type`(type: String)
    async throws
  {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let command =
      "TERM='\(type)' '\(try Program.path())' --sandbox 2> '\(folder.path(of: "said"))'; echo \"status $?\"; cat"
    try await TerminalSession.running(command) { terminal in
      let screen = try await terminal.expect("status 2")
      #expect(!screen.contains("NAME"))
      let said = try #require(folder.text(of: "said"))
      #expect(said.contains("TERM"), "\(said)")
    }
  }

  @Test func `a wrong token`() async throws {
    try await SandboxProcess.running { sandbox in
      let command = try sandbox.browse().replacing(SandboxProcess.token, with: "wrong-token")
      try await TerminalSession.running(command) { terminal in
        let screen = try await terminal.expect("unauthorized")
        #expect(screen.contains("HEROKU_API_KEY"))
        #expect(screen.contains("Request"))
      }
    }
  }

  @Test func `a host that refuses the connection`() async throws {
    // Port 1 of loopback: nothing can listen there without being root and asking for it.
    let command = "HEROKU_API_KEY=t exec '\(try Program.path())' --host http://127.0.0.1:1"
    try await TerminalSession.running(command) { terminal in
      try await terminal.expect("127.0.0.1:1")
      try await terminal.expect("nothing listens")
      try await terminal.press("q")
    }
  }
}
