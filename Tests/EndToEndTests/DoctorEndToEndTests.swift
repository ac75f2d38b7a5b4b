import FoundationEssentials
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

  @Test func `leaves with 11 where the token is refused`() async throws {
    try await SandboxProcess.running { sandbox in
      let result = try await sandbox.clientele("doctor", token: "wrong")
      #expect(result.status == 11)
      #expect(result.standardOutput.contains("unauthorized"))
    }
  }
}
