import FoundationEssentials
import Subprocess
import TestSupport
import Testing

/// What the programs can see that we start: never the key to the account, and no secret in an argument, which everybody on
/// the machine could read.
@Suite(.timeLimit(.minutes(10))) struct ChildEnvironmentEndToEndTests {
  /// A shell's commands that write what a program was started with, and how its parents are called, into a file.
  ///
  /// As the kernel has it, not as a shell understood it.
  private static func telling(_ path: String) -> String {
    """
    { tr '\\0' '\\n' < /proc/$$/environ; echo ARGUMENTS; for p in $$ $PPID; do tr '\\0' '\\n' < /proc/$p/cmdline; \
    done; } > '\(path).part'; mv '\(path).part' '\(path)'
    """
  }

  /// A folder with a program that tells what it sees, under some names.
  private func witness(named names: String..., then more: String = "") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let script = "#!/bin/sh\n\(Self.telling(folder.path(of: "seen")))\n\(more)\n"
    for name in names { try folder.write(script, to: name, mode: 0o700) }
    return folder
  }

  /// Expects that neither the token nor a secret is where it should not be.
  private func expectNothing(
    of secrets: [String],
    in folder: TemporaryFolder,
    given: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while folder.text(of: "seen") == nil {
      try #require(ContinuousClock.now < deadline, "the program was not started")
      try await Task.sleep(for: .milliseconds(10))
    }
    let parts = try #require(folder.text(of: "seen")).components(separatedBy: "ARGUMENTS\n")
    try #require(parts.count == 2)
    let variables = parts[0].split(separator: "\n")
    #expect(variables.contains { $0.hasPrefix("PATH=") }, "the rest is there", sourceLocation: sourceLocation)
    #expect(!variables.contains { $0.hasPrefix("HEROKU_API_KEY=") }, sourceLocation: sourceLocation)
    // As whether it is there: a failure must not print a secret.
    for secret in [SandboxProcess.token] + secrets {
      let places = variables.filter { $0.contains(secret) }.map { $0.prefix { $0 != "=" } }
      #expect(places == (secret == given ? ["HEROKU_OAUTH_SECRET"] : []), sourceLocation: sourceLocation)
      let isArgument = parts[1].contains(secret)
      #expect(!isArgument, sourceLocation: sourceLocation)
    }
  }

  @Test func `the program of run gets one secret, and not the key to the account`() async throws {
    try await SandboxProcess.running { sandbox in
      let folder = try witness(named: "program")
      defer { folder.remove() }
      let client = try #require(try await sandbox.clients().first)
      #expect(try await sandbox.clientele("run", client.id, "--", folder.path(of: "program")).status == 0)
      let secrets = try await sandbox.clients().map(\.secret)
      try await expectNothing(of: secrets, in: folder, given: client.secret)
    }
  }

  @Test func `the program of rotate gets the new secret, and not the key to the account`() async throws {
    try await SandboxProcess.running { sandbox in
      let folder = try witness(named: "program")
      defer { folder.remove() }
      let client = try #require(try await sandbox.clients().first)
      let outcome = try await sandbox.clientele("rotate", client.id, "--", folder.path(of: "program"))
      #expect(outcome.status == 0)
      let secrets = try await sandbox.clients().map(\.secret)
      let new = try #require(try await sandbox.clients().first { $0.id == client.id }).secret
      try await expectNothing(of: secrets + [client.secret], in: folder, given: new)
    }
  }

  @Test func `the check of a migrated app gets neither`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let folder = try witness(named: "program")
      defer { folder.remove() }
      let client = try #require(try await sandbox.clients().first)
      let app = "dashboard-staging"
      #expect(try await sandbox.clientele("set-config", client.id, "\(app):X").status == 0)
      let arguments = [client.id, "--app", app, "--yes", "1", "--after", folder.path(of: "program")]
      let outcome = try await sandbox.clientele("migrate", arguments)
      #expect(outcome.status == 0, "\(outcome.standardError)")
      try await expectNothing(of: try await sandbox.clients().map(\.secret), in: folder)
    }
  }

  @Test func `the editor gets neither`() async throws {
    try await SandboxProcess.running { sandbox in
      let folder = try witness(named: "editor")
      defer { folder.remove() }
      let browse = "VISUAL='\(folder.path(of: "editor"))' \(try sandbox.browse())"
      try await TerminalSession.running(browse) { terminal in
        try await terminal.expect("12 clients")
        // The secret is known by then.
        try await terminal.press("s")
        let secrets = try await sandbox.clients().map(\.secret)
        try await terminal.expect("a secret") { screen in secrets.contains(where: screen.contains) }
        try await terminal.press("V")
        try await expectNothing(of: secrets, in: folder)
      }
    }
  }

  @Test func `the program that opens a web browser gets neither`() async throws {
    try await SandboxProcess.running { sandbox in
      let folder = try witness(named: "xdg-open", "open")
      defer { folder.remove() }
      let environment = "PATH='\(folder.path)':\"$PATH\" DISPLAY=:0"
      try await TerminalSession.running("\(environment) \(try sandbox.browse())") { terminal in
        try await terminal.expect("12 clients")
        try await terminal.press("/")
        try await terminal.type("staging dash")
        try await terminal.press("Enter", "T", "Enter")
        try await terminal.expect("paste here")
        try await terminal.press("o")
        try await expectNothing(of: try await sandbox.clients().map(\.secret), in: folder)
      }
    }
  }
}
