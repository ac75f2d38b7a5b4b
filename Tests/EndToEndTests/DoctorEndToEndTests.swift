import FoundationEssentials
import TestSupport
import Testing

@Suite struct DoctorEndToEndTests {
  @Test func `says whose token it is and where it was found, without showing it`() async throws {
    try await SandboxProcess.running { sandbox in
      let result = try await sandbox.clientele("doctor")
      #expect(result.status == 0)
      for text in ["HEROKU_API_KEY", "alice@example.com", "requests left", "proxy", "certificates", "OSC 52"]
      {
        #expect(result.standardOutput.contains(text), "\(text) in\n\(result.standardOutput)")
      }
      #expect(!result.standardOutput.contains(SandboxProcess.token))
    }
  }

  @Test func `says the versions, and where the log is`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await SandboxProcess.running { sandbox in
      let log = folder.path(of: "log")
      let result = try await sandbox.clientele("doctor", "--log", log)
      for text in ["0.2.0 (development build, Swift 6", "ncurses 6", "system", log] {
        #expect(result.standardOutput.contains(text), "\(text) in\n\(result.standardOutput)")
      }
      // The questions that it asked are in it.
      #expect(folder.text(of: "log")?.contains("path=/account") == true)
      let without = try await sandbox.clientele("doctor")
      #expect(without.standardOutput.contains("none: --log FILE writes one"))
      let full = try await sandbox.clientele("doctor", "--log", "/dev/full")
      #expect(full.status == 0)
      #expect(full.standardOutput.contains("/dev/full could not be written"))
    }
  }

  @Test func `says how many colours the terminal has`() async throws {
    try await SandboxProcess.running { sandbox in
      let command = """
        unset NO_COLOR; export HEROKU_API_KEY=\(SandboxProcess.token) TERM=xterm-256color
        '\(try Program.path())' doctor --host \(sandbox.url); cat
        """
      try await TerminalSession.running(command) { terminal in
        let screen = try await terminal.expect("clipboard")
        #expect(screen.contains("256\n"))
      }
    }
  }

  @Test func `leaves with 11 where the token is refused`() async throws {
    try await SandboxProcess.running { sandbox in
      let result = try await sandbox.clientele("doctor", token: "wrong")
      #expect(result.status == 11)
      #expect(result.standardOutput.contains("unauthorized"))
    }
  }
}
