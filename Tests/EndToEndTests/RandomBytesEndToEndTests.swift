import Platform
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The built program in a terminal that sends anything.
@Suite struct RandomBytesEndToEndTests {
  /// What leads a decoder and a browser somewhere, to be mixed with bytes of any kind.
  private static let pieces: [[UInt8]] = [
    "\u{1b}", "\u{1b}[", "\u{1b}O", "\u{1b}]", "\u{1b}P", "\u{1b}[200~", "\u{1b}[201~", "\u{1b}[A",
    "\u{1b}[B",
    "\u{1b}[<0;3;9M", "\u{1b}[I", "\u{1b}[O", "\u{1b}[M", "\r", "\t", "j", "k", "G", "e", "n", "d", "R", "/",
    " ", "*",
    "E", "H", "s", "?", "日", "é", "\u{15}", "y",
  ].map { Array($0.utf8) }

  private static func bytes(_ random: inout SeededGenerator) -> [UInt8] {
    let bytes = (0..<Int.random(in: 1...12, using: &random)).flatMap { _ -> [UInt8] in
      Int.random(in: 0..<4, using: &random) == 0
        ? [UInt8.random(in: 0...255, using: &random)] : pieces.randomElement(using: &random) ?? []
    }
    // Ctrl-Z would stop whoever runs the tests, as it should; a q or a Ctrl-C now and then is enough.
    return bytes.filter { $0 != 0x1a && ($0 != UInt8(ascii: "q") && $0 != 3 || random.next() % 32 == 0) }
  }

  @Test(.timeLimit(.minutes(30))) func `lives, or is left in order, and gives the terminal back`()
    async throws
  {
    for seed in RandomRuns(3) { try await run(seed: seed) }
  }

  private func run(seed: UInt64) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await SandboxProcess.running { sandbox in
      let before = Set(try await sandbox.clients().map(\.id))
      let terminal = try BareTerminal()
      defer { terminal.close() }
      let modes = terminal.modes
      let outcome = try await Subprocess.run(
        .path(FilePath(try Program.path())),
        arguments: ["--host", sandbox.url, "--no-cache"],
        environment: .inherit.updating([
          "HEROKU_API_KEY": SandboxProcess.token, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
          "EDITOR": "true",
          "HOME": folder.path, "XDG_STATE_HOME": folder.path, "SWIFT_BACKTRACE": "enable=no",
        ]),
        workingDirectory: FilePath(folder.path),
        input: .fileDescriptor(terminal.inside, closeAfterSpawningProcess: false),
        output: .fileDescriptor(terminal.inside, closeAfterSpawningProcess: false),
        error: .discarded
      ) { execution in
        try await terminal.read(until: "Staging dashboard")
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
          terminal.type(Self.bytes(&random))
          try await Task.sleep(for: .milliseconds(5))
        }
        try execution.send(signal: .terminate)
      }
      let status = outcome.terminationStatus
      #expect(status == .exited(0) || status == .exited(128 + SIGTERM), "seed \(seed): \(status)")
      #expect(terminal.modes == modes, "seed \(seed)")
      // A deletion wants a name typed, which chance does not find.
      #expect(before.isSubset(of: try await sandbox.clients().map(\.id)), "seed \(seed)")
    }
  }
}
