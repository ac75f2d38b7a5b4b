import Subprocess
import SystemPackage
import TestSupport
import Testing

/// What a script relies on besides data: that nothing is lost in silence.
@Suite struct ScriptMannersTests {
  /// Runs a command whose reader has gone before it writes.
  private func withoutReader(_ arguments: String, on sandbox: SandboxProcess) async throws -> CommandOutcome {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    // A pipe that has had a reader, and has none any more.
    let script = """
      mkfifo "$1" && exec 3<>"$1" 4>"$1" 3<&- && exec '\(try Program.path())' \(arguments) --host \(sandbox.url) >&4
      """
    let outcome = try await run(
      .path("/bin/sh"),
      arguments: ["-c", script, "sh", folder.path(of: "pipe")],
      environment: .inherit.updating([
        "HEROKU_API_KEY": SandboxProcess.token, "XDG_STATE_HOME": try Program.stateHome(),
      ]),
      output: .string(limit: 1 << 16),
      error: .string(limit: 1 << 16)
    )
    return CommandOutcome(
      status: outcome.terminationStatus.shellStatus,
      standardOutput: outcome.standardOutput,
      standardError: outcome.standardError
    )
  }

  @Test func `a new secret that nobody reads is a failure that says where it is`() async throws {
    try await SandboxProcess.running { sandbox in
      let created = try await withoutReader("create New https://new.example.com/cb", on: sandbox)
      let client = try await sandbox.client(named: "New")
      #expect(created.status == 10)
      #expect(created.standardError.contains("Created “New” (\(client.id)). But"))
      #expect(created.standardError.contains("clientele info \(client.id) --shell"))
      for format in ["", "--json", "--shell"] {
        let rotated = try await withoutReader("rotate New \(format)", on: sandbox)
        #expect(rotated.status == 10)
        #expect(rotated.standardError.contains("Rotated the credentials of “New”"))
      }
    }
  }

  @Test func `a reader of what was only read may go`() async throws {
    try await SandboxProcess.running { sandbox in
      for arguments in ["list", "list --json", "info 'Staging dashboard'"] {
        let outcome = try await withoutReader(arguments, on: sandbox)
        #expect(outcome.status == 0)
        #expect(outcome.standardError == "")
      }
    }
  }

  @Test func `text of other people is clean on a standard error that is no terminal`() async throws {
    try await SandboxProcess.running { sandbox in
      let outcome = try await sandbox.clientele(
        "create",
        "Evil \u{1b}[2J\u{202e}name",
        "https://x.example.com/"
      )
      #expect(outcome.status == 0)
      #expect(outcome.standardError.contains("Created “Evil"))
      #expect(!outcome.standardError.contains("\u{1b}"))
      #expect(!outcome.standardError.contains("\u{202e}"))
    }
  }

  @Test(arguments: ["two\nlines", "\r\u{1b}[A\u{9b}2Kover\u{7}", "a\u{2028}b\u{85}c"])
  func `a name is never more than a line of standard error`(name: String) async throws {
    try await SandboxProcess.running { sandbox in
      let created = try await sandbox.clientele("create", name, "https://x.example.com/")
      let updated = try await sandbox.clientele("update", name, "--url", "https://y.example.com/")
      let asked = try await sandbox.clientele("delete", name)
      let missing = try await sandbox.clientele("info", name + "!")
      for outcome in [created, updated, asked, missing] {
        #expect(outcome.standardError.filter { $0.isNewline }.count == 1, "\(outcome.standardError)")
        #expect(
          !outcome.standardError.dropLast().unicodeScalars.contains {
            $0.properties.generalCategory == .control
          }
        )
      }
      #expect([created.status, updated.status, asked.status, missing.status] == [0, 0, 64, 7])
    }
  }

  @Test(arguments: [
    "http://127.0.0.1\u{1b}]0;owned\u{7}:1", "\u{1b}[31mx://h", "a\u{9b}2Jb", "a\r\nb", "https://[::1\u{8}]",
  ])
  func `a host is said without what drives a terminal`(host: String) async throws {
    let option = try await Program.run(["list", "--host", host], environment: ["HEROKU_API_KEY": "t"])
    let variable = try await Program.run(["list"], environment: ["HEROKU_API_KEY": "t", "HEROKU_HOST": host])
    let doctor = try await Program.run(["doctor", "--host", host], environment: ["HEROKU_API_KEY": "t"])
    for outcome in [option, variable, doctor] {
      #expect(outcome.status != 0)
      let said = outcome.standardError + outcome.standardOutput
      #expect(!said.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
    }
  }

  @Test func `a path is said without what drives a terminal`() async throws {
    let outcome = try await Program.run(
      ["list", "--log", "/nonexistent\u{1b}[2J/\nlog"],
      environment: ["HEROKU_API_KEY": "t"]
    )
    #expect(outcome.status == 64)
    #expect(
      outcome.standardError
        == "The log file /nonexistent�[2J/�log cannot be opened: No such file or directory. Nothing was done.\n"
    )
    let cache = try await Program.run(
      ["cache", "clear"],
      environment: ["XDG_CACHE_HOME": "/nonexistent\u{1b}[2J"]
    )
    #expect(cache.standardOutput.contains("/nonexistent�[2J/clientele"))
  }

  @Test(arguments: [["list", "--a\u{1b}[31mb"], ["list", "--sort", "\u{1b}[31mb"]])
  func `what was typed wrong is quoted without its control characters`(words: [String]) async throws {
    let outcome = try await Program.run(words)
    #expect(outcome.status == 64)
    #expect(outcome.standardError.contains("[31mb"))
    #expect(outcome.standardError.contains("Usage: clientele list"))
    #expect(!outcome.standardError.contains("\u{1b}"))
  }

  @Test func `no advice speaks of the browser's keys`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "reset-after"]) { sandbox in
      let created = try await sandbox.clientele("create", "New", "https://new.example.com/cb")
      #expect(created.standardError.contains("clientele list"))
      let missing = try await sandbox.clientele("info", "01234567-89ab-4cde-8f01-23456789abcd")
      for outcome in [created, missing] {
        #expect(!outcome.standardError.lowercased().contains("reload"))
      }
    }
  }

  @Test(
    arguments: [
      ("bogus", nil), ("lst", "list"), ("lsit", "list"), ("rnu", "run"), ("inof", "info"),
      ("rotat", "rotate"), ("clients:create", "create"), ("clients", "list"),
      ("Info", "info"),
    ] as [(String, String?)]
  )
  func `a word that is no command is called that`(word: String, nearest: String?) async throws {
    let outcome = try await Program.run([word, "--json"], environment: ["HEROKU_API_KEY": "t"])
    #expect(outcome.status == 64)
    #expect(outcome.standardOutput == "")
    #expect(outcome.standardError.contains("There is no command “\(word)”."))
    #expect(outcome.standardError.contains("clientele --help"))
    #expect(outcome.standardError.contains("Did you mean") == (nearest != nil))
    if let nearest { #expect(outcome.standardError.contains("“clientele \(nearest)”")) }
  }

  @Test(arguments: ["run", "rotate"]) func `the command that is run does not get the token`(
    command: String
  ) async throws {
    try await SandboxProcess.running { sandbox in
      let script = #"printf '%s|' "${HEROKU_API_KEY-unset}" "${HEROKU_OAUTH_SECRET:+secret}""#
      let plain = try await sandbox.clientele(command, "Staging dashboard", "--", "sh", "-c", script)
      #expect(plain.standardOutput == "unset|secret|")
      let passed = try await sandbox.clientele(
        command,
        ["Staging dashboard", "--", "env", "HEROKU_API_KEY=given", "sh", "-c", script]
      )
      #expect(passed.standardOutput == "given|secret|")
    }
  }

  @Test(arguments: [("create", 130), ("rotate", 143), ("delete", 130)] as [(String, Int32)])
  func `a signal during a change says that it may have been done`(command: String, status: Int32) async throws
  {
    // The change is done at once, and its answer held back.
    let arguments = ["--fault", "latency:ms=60000,method=\(command == "delete" ? "DELETE" : "POST")"]
    try await SandboxProcess.running(arguments: arguments) { sandbox in
      let before = try #require(try await sandbox.clients().first)
      let words =
        switch command {
        case "create": ["New", "https://new.example.com/cb"]
        case "delete": [before.id, "--confirm", before.id]
        default: [before.id]
        }
      let outcome = try await run(
        .path(FilePath(try Program.path())),
        arguments: Arguments([command, "--host", sandbox.url] + words),
        environment: .inherit.updating([
          "HEROKU_API_KEY": SandboxProcess.token, "XDG_STATE_HOME": try Program.stateHome(),
        ]),
        input: .none,
        output: .discarded,
        error: .string(limit: 1 << 16)
      ) { execution in
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
          let now = try await sandbox.clients()
          if now.count != 12 || now.first?.secret != before.secret { break }
          try await Task.sleep(for: .milliseconds(20))
        }
        try execution.send(signal: status == 130 ? .interrupt : .terminate)
      }
      #expect(outcome.terminationStatus == .exited(status))
      let text = outcome.standardError
      #expect(text.hasPrefix("Interrupted. It is not known whether"), "\(text)")
      #expect(text.contains("It may have been done"))
    }
  }

  @Test func `a stream that is closed is no other file, and no success`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await SandboxProcess.running { sandbox in
      for (command, closed, status) in [
        ("info nobody", "2>&-", 7), ("list", "<&- 2>&-", 0), ("list", ">&-", 10),
        ("list", "<&- >&- 2>&-", 10),
      ] as [(String, String, Int32)] {
        let log = folder.path(of: "log")
        let outcome = try await run(
          .path("/bin/sh"),
          arguments: [
            "-c", "exec '\(try Program.path())' \(command) --host \(sandbox.url) --log '\(log)' \(closed)",
          ],
          environment: .inherit.updating([
            "HEROKU_API_KEY": SandboxProcess.token, "XDG_STATE_HOME": try Program.stateHome(),
          ]),
          output: .discarded,
          error: .discarded
        )
        #expect(outcome.terminationStatus == .exited(status), "\(command) \(closed)")
        let lines = folder.text(of: "log")?.split(separator: "\n") ?? []
        #expect(!lines.isEmpty && lines.allSatisfy { $0.contains("path=/") }, "\(lines)")
      }
    }
  }

  @Test(arguments: ["sandbox", "doctor", "--help", "--version", "help list", "cache clear"])
  func `a disk that is full is no success`(command: String) async throws {
    let outcome = try await run(
      .path("/bin/sh"),
      arguments: ["-c", "exec '\(try Program.path())' \(command) > /dev/full"],
      environment: .inherit.updating(["HEROKU_API_KEY": "t", "HEROKU_HOST": "http://127.0.0.1:9"]),
      output: .discarded,
      error: .string(limit: 1 << 16)
    )
    #expect(outcome.terminationStatus == .exited(10))
    #expect(outcome.standardError == "The standard output could not be written: No space left on device.\n")
  }

  @Test func `a log that cannot be written is told of once, at the end`() async throws {
    try await SandboxProcess.running { sandbox in
      let listed = try await sandbox.clientele("list", "--reveal", "--log", "/dev/full")
      #expect(listed.status == 0)
      #expect(!listed.standardOutput.isEmpty)
      #expect(listed.standardError.split(separator: "\n").count == 1)
      #expect(listed.standardError.contains("/dev/full could not be written"))
      let failed = try await sandbox.clientele("info", "nobody", "--log", "/dev/full")
      #expect(failed.status == 7)
      #expect(failed.standardError.contains("/dev/full could not be written"))
    }
  }

  @Test func `in the browser it is told once the screen is given back`() async throws {
    try await SandboxProcess.running { sandbox in
      let command = """
        (\(try sandbox.browse("--log /dev/full"))); echo "status $?"; cat
        """
      try await TerminalSession.running(command) { terminal in
        let screen = try await terminal.expect("12 clients")
        #expect(!screen.contains("could not be written"))
        try await terminal.press("q")
        let after = try await terminal.expect("status 0")
        #expect(after.contains("/dev/full could not be written"))
      }
    }
  }
}
