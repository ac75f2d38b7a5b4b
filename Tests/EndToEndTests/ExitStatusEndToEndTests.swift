import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The exit codes that `docs/scripts.md` promises, and that no other test meets.
@Suite struct ExitStatusEndToEndTests {
  @Test func `done is 0, and help too`() async throws {
    for arguments in [["--help"], ["help", "delete"], ["--version"]] {
      let outcome = try await Program.run(arguments)
      #expect(outcome.status == 0)
      #expect(outcome.standardError == "")
    }
  }

  @Test(arguments: [
    ["list", "--nonsense"], ["help", "bogus"], ["cache", "claer"], ["--read-only", "list"], ["delete"],
    ["create", "only a name"], ["create", "", "https://x.example"],
  ])
  func `wrong usage is 64`(arguments: [String]) async throws {
    let outcome = try await Program.run(arguments, environment: ["HEROKU_API_KEY": "t"])
    #expect(outcome.status == 64)
    #expect(outcome.standardOutput == "")
  }

  @Test(arguments: [
    ["list"], ["info", "x"], ["create", "n", "https://x.example"], ["update", "x", "-n", "y"],
    ["rotate", "x"],
    ["delete", "x", "--confirm", "x"], ["set-config", "x", "app"], ["run", "x", "--", "true"],
    ["migrate", "x"],
  ])
  func `no credentials is 3 for every command`(arguments: [String]) async throws {
    let outcome = try await Program.run(arguments, environment: ["HEROKU_API_KEY": nil])
    #expect(outcome.status == 3)
    #expect(outcome.standardOutput == "")
    #expect(outcome.standardError.contains("HEROKU_API_KEY"))
  }

  @Test func `a network that fails is 8, also for what changes something`() async throws {
    // Port 1 of loopback: nothing can listen there without being root and asking for it.
    let outcome = try await Program.run(
      ["create", "n", "https://x.example", "--host", "http://127.0.0.1:1"],
      environment: ["HEROKU_API_KEY": "t", "NO_PROXY": "*"]
    )
    #expect(outcome.status == 8)
    #expect(outcome.standardError.contains("Nothing was created"))
  }

  @Test func `a sandbox that cannot listen is 4`() async throws {
    try await SandboxProcess.running { sandbox in
      let port = try #require(sandbox.url.split(separator: ":").last)
      let outcome = try await Program.run(["sandbox", "--port", String(port)])
      #expect(outcome.status == 4)
    }
  }

  @Test func `a full disk is 10, and no success`() async throws {
    try await SandboxProcess.running { sandbox in
      let outcome = try await run(
        .path("/bin/sh"),
        arguments: ["-c", "'\(try Program.path())' list --host \(sandbox.url) > /dev/full"],
        environment: .inherit.updating(["HEROKU_API_KEY": SandboxProcess.token]),
        output: .discarded,
        error: .string(limit: 1 << 16)
      )
      #expect(outcome.terminationStatus == .exited(10))
      #expect(outcome.standardError.contains("standard output could not be written"))
      #expect(!outcome.standardError.contains("done"))
    }
  }

  @Test(arguments: ["--help", "help list", "--version", "doctor", "cache clear"])
  func `a full disk is 10 for what is only said, too`(arguments: String) async throws {
    try await TemporaryFolder.with { home in
      let outcome = try await run(
        .path("/bin/sh"),
        arguments: ["-c", "'\(try Program.path())' \(arguments) > /dev/full"],
        environment: .inherit.updating([
          "HOME": home.path, "XDG_CACHE_HOME": nil, "HEROKU_API_KEY": nil,
          "HEROKU_HOST": "http://127.0.0.1:1",
        ]),
        output: .discarded,
        error: .string(limit: 1 << 16)
      )
      #expect(outcome.terminationStatus == .exited(10))
      #expect(outcome.standardError.contains("standard output could not be written"))
    }
  }

  @Test func `interrupted is 130`() async throws {
    try await SandboxProcess.running(arguments: ["--latency", "60000"]) { sandbox in
      let outcome = try await run(
        .path(FilePath(try Program.path())),
        arguments: ["list", "--host", sandbox.url],
        environment: .inherit.updating(["HEROKU_API_KEY": SandboxProcess.token]),
        input: .none,
        output: .discarded,
        error: .discarded
      ) { execution in
        try execution.send(signal: .interrupt)
      }
      let status: Int32 =
        switch outcome.terminationStatus {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
      #expect(status == 130)
    }
  }
}
