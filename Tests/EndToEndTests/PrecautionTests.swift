import FoundationEssentials
import Platform
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// `--read-only` and `--log`, for every command.
@Suite struct PrecautionTests {
  private static let changes = [
    ["create", "New", "https://new.example.com/cb"], ["update", "ID", "--name", "New"], ["rotate", "ID"],
    ["delete", "ID", "--confirm", "ID"], ["set-config", "ID", "dashboard-staging"],
    ["rotate", "ID", "--set-config", "dashboard-staging"],
  ]

  @Test(arguments: changes) func `nothing is changed in read-only mode`(words: [String]) async throws {
    try await SandboxProcess.running { sandbox in
      let before = try await sandbox.clients()
      let id = try #require(before.first?.id)
      let arguments = words.dropFirst().map { $0 == "ID" ? id : $0 }
      let byOption = try await sandbox.clientele(words[0], arguments + ["--read-only"])
      let byVariable = try await sandbox.clientele(
        words[0],
        arguments,
        environment: ["CLIENTELE_READ_ONLY": "1"]
      )
      for outcome in [byOption, byVariable] {
        #expect(outcome.status == 6)
        #expect(outcome.standardOutput == "")
        #expect(outcome.standardError.contains("read-only"))
      }
      let after = try await sandbox.clients()
      #expect(after.map { [$0.id, $0.name, $0.secret] } == before.map { [$0.id, $0.name, $0.secret] })
    }
  }

  @Test func `reading goes on in read-only mode`() async throws {
    try await SandboxProcess.running { sandbox in
      let id = try #require(try await sandbox.clients().first?.id)
      for arguments in [["list"], ["info", id]] {
        let outcome = try await sandbox.clientele(arguments[0], arguments.dropFirst() + ["--read-only"])
        #expect(outcome.status == 0)
      }
    }
  }

  @Test func `the log tells of each request, and of no secret`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await SandboxProcess.running { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let log = ["--log", folder.path(of: "log")]
      var secrets = [client.secret, SandboxProcess.token]
      for words in [
        ["list", "--reveal"], ["info", client.id, "--json"], ["rotate", client.id],
        ["create", "Logged", "https://logged.example.com/cb"],
        ["info", "01234567-89ab-4cde-8f01-23456789abcd"],
      ] {
        _ = try await sandbox.clientele(words[0], words.dropFirst() + log)
      }
      secrets += try await sandbox.clients().map(\.secret)
      let text = try #require(folder.text(of: "log"))
      #expect(try folder.permissions(of: "log") == 0o600)
      for secret in secrets { #expect(!text.contains(secret)) }
      #expect(!text.contains("logged.example.com"))
      let lines = text.split(separator: "\n")
      // 1 for the list and 12 for its secrets, 1 to read, 3 to rotate (find, compare, rotate), 1 to create, 1 in vain;
      // besides, whether the client is the one behind the token, and whose changes the history notes.
      let asides = lines.filter { $0.contains("path=/oauth/authorizations") || $0.contains("path=/account ") }
      #expect(lines.count - asides.count == 19)
      for line in lines {
        #expect(line.contains(" info answered attempt=1 method="))
        for key in ["milliseconds=", "path=/", "request-id=", "status="] { #expect(line.contains(key)) }
      }
      #expect(lines.last?.contains("status=404") == true)
    }
  }

  @Test func `a log may go to standard error, by all its names, and never into the data`() async throws {
    try await SandboxProcess.running { sandbox in
      for name in ["-", "/dev/stderr", "/dev/fd/2", "/proc/self/fd/2"] {
        let outcome = try await sandbox.clientele("list", "--json", "--log", name)
        #expect(outcome.status == 0)
        #expect(outcome.standardError.contains("path=/oauth/clients"), "\(name): \(outcome.standardError)")
        #expect(outcome.standardOutput.hasPrefix("[\n") && outcome.standardOutput.hasSuffix("]\n"))
      }
      for name in ["/dev/stdout", "/dev/fd/1", "/dev/fd/99"] {
        let outcome = try await sandbox.clientele("list", "--log", name)
        #expect(outcome.status == 64)
        #expect(outcome.standardOutput == "")
      }
    }
  }

  @Test func `a log may go to what the shell has opened, and not to a link`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write("", to: "elsewhere")
    try #require(symlink(folder.path(of: "elsewhere"), folder.path(of: "link")) == 0)
    try await SandboxProcess.running { sandbox in
      let script =
        "exec '\(try Program.path())' list --host \(sandbox.url) --log /dev/fd/7 7>\(folder.path(of: "log"))"
      let outcome = try await run(
        .path("/bin/sh"),
        arguments: ["-c", script],
        environment: .inherit.updating(["HEROKU_API_KEY": SandboxProcess.token]),
        output: .discarded,
        error: .discarded
      )
      #expect(outcome.terminationStatus == .exited(0))
      #expect(folder.text(of: "log")?.contains("path=/oauth/clients") == true)
      let link = try await sandbox.clientele("list", "--log", folder.path(of: "link"))
      #expect(link.status == 64)
      #expect(link.standardError.contains("it is a symbolic link"))
    }
  }

  @Test func `the browser does not log into its own screen`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await SandboxProcess.running { sandbox in
      let command = """
        for log in - /dev/stderr /dev/tty; do (\(try sandbox.browse("--log $log"))); echo "status $?"; done
        (\(try sandbox.browse("--log - 2>\(folder.path(of: "log"))"))); echo "left $?"; cat
        """
      try await TerminalSession.running(command) { terminal in
        let screen = try await terminal.expect("12 clients")
        #expect(!screen.contains("path=/"))
        try await terminal.press("q")
        let after = try await terminal.expect("left 0")
        #expect(after.ranges(of: "status 64").count == 3)
        #expect(after.contains("needs the terminal for itself"))
      }
      #expect(folder.text(of: "log")?.contains("path=/oauth/clients") == true)
    }
  }

  @Test func `a log that is a pipe without a reader is not waited for`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let pipe = folder.path(of: "pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    try await SandboxProcess.running(clients: 0) { sandbox in
      let outcome = try await sandbox.clientele("list", "--log", pipe)
      #expect(outcome.status == 64)
    }
  }

  @Test func `a log that cannot be written stops the command before it begins`() async throws {
    try await SandboxProcess.running(clients: 0) { sandbox in
      let outcome = try await sandbox.clientele(
        "create",
        "New",
        "https://new.example.com/cb",
        "--log",
        "/nonexistent/log"
      )
      #expect(outcome.status == 64)
      #expect(try await sandbox.clients().isEmpty)
    }
  }
}
