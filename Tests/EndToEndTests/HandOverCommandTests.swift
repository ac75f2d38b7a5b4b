import Subprocess
import SystemPackage
import TestSupport
import Testing

/// `clientele run` and `clientele rotate`, with a command.
@Suite struct HandOverCommandTests {
  @Test func `run hands over the id and the secret, and shows neither`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let silent = try await sandbox.clientele("run", client.id, "--", "true")
      #expect(silent.status == 0)
      #expect(silent.standardOutput == "")
      #expect(silent.standardError == "")
      let script = #"printf '%s %s %s' "$HEROKU_OAUTH_ID" "$HEROKU_OAUTH_SECRET" "$1""#
      let spoken = try await sandbox.clientele("run", client.id, "--", "sh", "-c", script, "sh", "--json")
      #expect(spoken.standardOutput == "\(client.id) \(client.secret) --json")
    }
  }

  @Test func `the secret is in no argument of any process`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try #require(try await sandbox.clients().first)
      // The command stands in our place, so that there is no process of ours left.
      let script = #"for p in $$ $PPID; do tr '\0' ' ' < /proc/$p/cmdline; done"#
      let outcome = try await sandbox.clientele("run", client.id, "--", "sh", "-c", script)
      #expect(outcome.standardOutput.contains("sh -c for p in"))
      #expect(!outcome.standardOutput.contains(client.secret))
    }
  }

  @Test(
    arguments: [("exit 0", 0), ("exit 7", 7), ("kill -TERM $$", 143), ("kill -KILL $$", 137)]
      as [(String, Int32)]
  )
  func `the exit code is passed on`(script: String, status: Int32) async throws {
    try await SandboxProcess.running { sandbox in
      let client = try #require(try await sandbox.clients().first)
      for command in ["run", "rotate"] {
        let outcome = try await sandbox.clientele(command, client.id, "--", "sh", "-c", script)
        #expect(outcome.status == status)
      }
    }
  }

  @Test func `rotate hands over the new secret, and prints nothing itself`() async throws {
    try await SandboxProcess.running { sandbox in
      let before = try #require(try await sandbox.clients().first)
      let outcome = try await sandbox.clientele(
        "rotate",
        before.id,
        "--",
        "sh",
        "-c",
        "echo $HEROKU_OAUTH_SECRET"
      )
      let after = try #require(try await sandbox.clients().first)
      #expect(after.secret != before.secret)
      #expect(outcome.standardOutput == after.secret + "\n")
      #expect(!outcome.standardError.contains(after.secret))
    }
  }

  @Test(arguments: ["no-such-command", "/tmp", "/nonexistent/program"])
  func `a command that cannot run costs no rotation`(command: String) async throws {
    try await SandboxProcess.running { sandbox in
      let before = try #require(try await sandbox.clients().first)
      let outcome = try await sandbox.clientele("rotate", before.id, "--", command)
      #expect(outcome.status == 127)
      #expect(outcome.standardError.contains("Nothing was done"))
      #expect(try await sandbox.clients().first?.secret == before.secret)
    }
  }

  @Test(
    arguments: [
      ("echo ran\n", 0o755), ("#!/nonexistent/interpreter\necho ran\n", 0o755),
      ("#!/bin/sh\r\necho ran\r\n", 0o755),
      ("#!/usr/bin/env no-such-interpreter\n", 0o755), ("", 0o755), ("#!/bin/sh\necho ran\n", 0o644),
      ("MZ no program of this system", 0o755),
    ] as [(String, Int)]
  )
  func `a script that the system would not run costs no rotation`(script: String, mode: Int) async throws {
    try await TemporaryFolder.with { folder in
      try folder.write(script, to: "deploy", mode: mode)
      try await SandboxProcess.running { sandbox in
        let before = try #require(try await sandbox.clients().first)
        for command in ["rotate", "run"] {
          let outcome = try await sandbox.clientele(command, before.id, "--", folder.path(of: "deploy"))
          #expect(outcome.status == 127)
          #expect(outcome.standardError.contains("cannot be run"))
          #expect(outcome.standardError.contains("Nothing was done"))
        }
        #expect(try await sandbox.clients().first?.secret == before.secret)
      }
    }
  }

  @Test func `a command that vanishes while the secret is made is told of with the way to the secret`()
    async throws
  {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write("#!/bin/sh\necho ran\n", to: "deploy", mode: 0o755)
    // The rotation is done at once, and its answer held back for longer than a busy machine needs to see it.
    try await SandboxProcess.running(arguments: ["--fault", "latency:ms=15000,method=POST"]) { sandbox in
      let before = try #require(try await sandbox.clients().first)
      async let rotating = sandbox.clientele("rotate", before.id, "--", folder.path(of: "deploy"))
      while try await sandbox.clients().first?.secret == before.secret {
        try await Task.sleep(for: .milliseconds(20))
      }
      folder.remove()
      let outcome = try await rotating
      // 127 would say that nothing was done.
      #expect(outcome.status == 10)
      #expect(outcome.standardError.contains("Rotated the credentials"))
      #expect(outcome.standardError.contains("clientele info \(before.id) --shell"))
    }
  }

  @Test func `a withheld secret is not handed over`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "withheld-secret"]) { sandbox in
      let listed = try await sandbox.clientele("list", "--csv")
      let row = try #require(listed.standardOutput.split(separator: "\n").dropFirst().first)
      let id = String(row.prefix(36))
      let outcome = try await sandbox.clientele("run", id, "--", "echo", "ran")
      #expect(outcome.status == 6)
      #expect(outcome.standardOutput == "")
      let rotated = try await sandbox.clientele("rotate", id, "--", "echo", "ran")
      #expect(rotated.status == 10)
      #expect(rotated.standardOutput == "")
      #expect(rotated.standardError.contains("Rotated"))
    }
  }

  @Test(arguments: ["run", "rotate"])
  func `the command has its signals as if it had been started without us`(command: String) async throws {
    try await SandboxProcess.running { sandbox in
      let client = try #require(try await sandbox.clients().first)
      // What it ignores and blocks; what it catches is its own.
      let look = "trap '' HUP USR1; exec \"$@\" grep -E '^Sig(Blk|Ign)' /proc/self/status"
      let direct = try await run(
        .path("/bin/sh"),
        arguments: ["-c", look, "sh", "env"],
        output: .string(limit: 4096)
      )
      let through = try await run(
        .path("/bin/sh"),
        arguments: ["-c", look, "sh", try Program.path(), command, client.id, "--host", sandbox.url, "--"],
        environment: .inherit.updating(["HEROKU_API_KEY": SandboxProcess.token]),
        output: .string(limit: 4096)
      )
      #expect(Self.masks(direct.standardOutput).count == 2)
      #expect(Self.masks(through.standardOutput) == Self.masks(direct.standardOutput))
    }
  }

  /// The sets of signals, without the two that belong to libc and that no program can set.
  private static func masks(_ status: String) -> [UInt64] {
    let ofLibC: UInt64 = 1 << 31 | 1 << 32
    return status.split(whereSeparator: \.isWhitespace).compactMap { UInt64($0, radix: 16) }.map {
      $0 & ~ofLibC
    }
  }

  @Test func `the command has what the shell has opened for it, and nothing of ours`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let outcome = try await run(
        .path("/bin/sh"),
        arguments: [
          "-c",
          """
          exec 7<<END
          given
          END
          exec "$0" run "$1" --host "$2" -- sh -c 'cat <&7; ls /proc/$$/fd'
          """,
          try Program.path(), client.id, sandbox.url,
        ],
        environment: .inherit.updating(["HEROKU_API_KEY": SandboxProcess.token]),
        output: .string(limit: 4096)
      )
      let lines = outcome.standardOutput.split(separator: "\n")
      #expect(lines.first == "given")
      // A shell has a descriptor of its own for a script, and this one has none.
      #expect(Set(lines.dropFirst()).isSubset(of: ["0", "1", "2", "7"]), "\(lines)")
    }
  }

  @Test func `a signal that ends us ends the command`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let script = "trap 'echo told; exit 3' TERM; echo ready; while :; do sleep 0.05; done"
      let outcome = try await run(
        .path(FilePath(try Program.path())),
        arguments: ["run", client.id, "--host", sandbox.url, "--", "sh", "-c", script],
        environment: .inherit.updating(["HEROKU_API_KEY": SandboxProcess.token]),
        input: .none,
        output: .sequence,
        error: .discarded
      ) { execution in
        var lines: [String] = []
        for try await line in execution.standardOutput.strings() {
          lines.append(line)
          if line == "ready" { try execution.send(signal: .terminate) }
        }
        return lines
      }
      #expect(outcome.closureResult == ["ready", "told"])
      #expect(outcome.terminationStatus == .exited(3))
    }
  }

  @Test func `without a command it says how`() async throws {
    let token = ["HEROKU_API_KEY": "t"] as [Environment.Key: String?]
    for arguments in [["run", "x"], ["run", "x", "--"], ["rotate", "x", "--json", "--", "true"]] {
      let outcome = try await Program.run(arguments, environment: token)
      #expect(outcome.status == 64)
    }
  }

  @Test func `an empty command rotates nothing and prints nothing`() async throws {
    try await SandboxProcess.running { sandbox in
      let before = try await sandbox.client(named: "Staging dashboard")
      let result = try await sandbox.clientele("rotate", "Staging dashboard", "--")
      #expect(result.status == 64)
      #expect(result.standardOutput.isEmpty)
      #expect(try await sandbox.client(named: "Staging dashboard").secret == before.secret)
    }
  }

  @Test(arguments: [["rotate", "Staging dashboard"], ["rotate", "Staging dashboard", "--json"]])
  func `a new secret that is withheld is told by the exit code`(command: [String]) async throws {
    try await SandboxProcess.running(arguments: ["--fault", "withheld-secret"]) { sandbox in
      let result = try await sandbox.clientele(command[0], Array(command.dropFirst()))
      #expect(result.status == 10)
      #expect(result.standardError.contains("withholds the secret"))
    }
  }
}
