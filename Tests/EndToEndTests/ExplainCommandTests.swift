import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// `clientele explain`, as a person or a script runs it.
@Suite struct ExplainCommandTests {
  private static let planted = "PLANTED-5ecret"
  private static let callback = "https://app.example.com/cb?code=\(planted)&state=f3Zk9q0PdW7xLr2VbN5m"

  /// Runs it with a text on standard input.
  private func explain(_ arguments: [String], input: String) async throws -> CommandOutcome {
    let script = "printf '%s\\n' \"$1\" | { shift; exec '\(try Program.path())' explain \"$@\"; }"
    let outcome = try await run(
      .path("/bin/sh"),
      arguments: Arguments(["-c", script, "sh", input] + arguments),
      environment: .inherit.updating(["HEROKU_API_KEY": SandboxProcess.token, "HEROKU_HOST": nil]),
      output: .string(limit: 1 << 16),
      error: .string(limit: 1 << 16)
    )
    return CommandOutcome(
      status: outcome.terminationStatus.shellStatus,
      standardOutput: outcome.standardOutput,
      standardError: outcome.standardError
    )
  }

  @Test func `what is wrong with an address makes it fail where that is asked for, and all is told`()
    async throws
  {
    let wrong = "https://app.example.com/cb?error=access_denied&state=f3Zk9q0PdW7xLr2VbN5m"
    for (options, status) in [([], 0), (["--fail-on", "error"], 14), (["--fail-on", "note"], 14)]
      as [([String], Int32)]
    {
      let outcome = try await explain(options, input: wrong)
      #expect(outcome.status == status, "\(options)")
      #expect(outcome.standardOutput.contains("access_denied"))
    }
    #expect(try await explain(["--fail-on", "error"], input: Self.callback).status == 0)
    #expect(try await explain(["--fail-on", "bad"], input: Self.callback).status == 64)
  }

  @Test func `takes an address apart that was read from standard input, and never prints its code`()
    async throws
  {
    for format in [[], ["--json"]] {
      let outcome = try await explain(format, input: Self.callback)
      #expect(outcome.status == 0)
      #expect(outcome.standardOutput.contains("https://app.example.com/cb"))
      #expect(outcome.standardOutput.contains("state"))
      #expect(!(outcome.standardOutput + outcome.standardError).contains("5ecret"))
      #expect(outcome.standardError == "")
    }
  }

  @Test func `an argument with a code in it is refused, and not repeated`() async throws {
    let outcome = try await explain([Self.callback], input: "")
    #expect(outcome.status == 64)
    #expect(outcome.standardOutput == "")
    #expect(outcome.standardError.contains("the history of the shell"))
    #expect(!outcome.standardError.contains("5ecret"))
    #expect(try await explain([], input: "").status == 64)
    #expect(try await explain([], input: "nothing of the kind").status == 64)
  }

  @Test func `an argument without one is explained, without a network`() async throws {
    let address = "https://id.heroku.com/oauth/authorize?client_id=undefined&response_type=token&scope=openid"
    let outcome = try await explain([address], input: "")
    #expect(outcome.status == 0)
    for word in ["client_id", "Heroku has “code” alone", "no scope “openid”", "no state", "RFC 6749 10.12"] {
      #expect(outcome.standardOutput.contains(word), "\(word)")
    }
  }

  @Test func `compares with the clients of the account`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.client(named: "Production dashboard")
      let address =
        "\(sandbox.url)/oauth/authorize?client_id=\(client.id)&response_type=code&scope=identity"
        + "&state=f3Zk9q0PdW7xLr2VbN5m&redirect_uri=https%3A%2F%2Fdashboard.example.com%2Fauth%2Fheroku%2Fcallback%2F"
      let outcome = try await sandbox.clientele("explain", address, "--compare")
      #expect(outcome.status == 0)
      #expect(outcome.standardOutput.contains("Client: Production dashboard  \(client.id)"))
      #expect(outcome.standardOutput.contains("it has a slash at its end too many"))
      #expect(
        outcome.standardOutput.contains(
          "    registered: https://dashboard.example.com/auth/heroku/callback\n"
        )
      )
      #expect(outcome.standardOutput.contains("^\n"))
      let unknown = try await sandbox.clientele(
        "explain",
        address.replacing(client.id, with: "ffffffff-ffff-4fff-8fff-ffffffffffff"),
        "--compare",
        "--json"
      )
      #expect(unknown.standardOutput.contains("\"unknown-client\""))
    }
  }
}
