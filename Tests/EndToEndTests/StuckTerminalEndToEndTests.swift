import Platform
import Subprocess
import SystemPackage
import Testing

/// A terminal that takes no more output keeps nothing alive, and one that is slow loses nothing.
@Suite struct StuckTerminalEndToEndTests {
  /// Runs the browser in a terminal that shows nothing; how it has ended, and whether the modes are as before.
  private func browsing(
    _ body: @Sendable (BareTerminal, _ browser: Int32) async throws -> Void
  ) async throws -> (status: TerminationStatus, modesAreBack: Bool) {
    try await SandboxProcess.running { sandbox in
      let terminal = try BareTerminal()
      defer { terminal.close() }
      let before = terminal.modes
      let outcome = try await run(
        .path(FilePath(try Program.path())),
        arguments: ["--host", sandbox.url, "--no-cache"],
        environment: .inherit.updating([
          "HEROKU_API_KEY": SandboxProcess.token, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
        ]),
        input: .fileDescriptor(terminal.inside, closeAfterSpawningProcess: false),
        output: .fileDescriptor(terminal.inside, closeAfterSpawningProcess: false),
        error: .discarded
      ) { execution in
        try await terminal.read(until: "Staging dashboard")
        try await body(terminal, execution.processIdentifier.value)
      }
      return (outcome.terminationStatus, terminal.modes == before)
    }
  }

  @Test(.timeLimit(.minutes(10)), arguments: [SIGINT, SIGTERM, SIGHUP, SIGALRM, SIGSEGV])
  func `the browser ends by a signal, whether or not the terminal takes what it writes`(number: Int32)
    async throws
  {
    let (status, modesAreBack) = try await browsing { terminal, browser in
      terminal.fill()
      // Every key is a picture that cannot be shown.
      _ = try terminal.outside.writeAll("Gg".utf8)
      kill(browser, number)
    }
    let isTaken = [SIGINT, SIGTERM, SIGHUP].contains(number)
    #expect(status == (isTaken ? .exited(128 + number) : .signaled(number)))
    #expect(modesAreBack)
  }

  @Test(.timeLimit(.minutes(10)), arguments: ["q", "\u{3}"])
  func `the browser is left by a key, whether or not the terminal takes what it writes`(key: String)
    async throws
  {
    let (status, modesAreBack) = try await browsing { terminal, _ in
      terminal.fill()
      _ = try terminal.outside.writeAll("Gg\(key)".utf8)
    }
    #expect(status == .exited(0))
    #expect(modesAreBack)
  }

  @Test(.timeLimit(.minutes(10))) func `a reader who is five seconds too slow sees the last picture`()
    async throws
  {
    let (status, modesAreBack) = try await browsing { terminal, _ in
      terminal.fill()
      _ = try terminal.outside.writeAll("G?".utf8)
      try await Task.sleep(for: .seconds(5))
      try await terminal.read(until: "KEYS")
      _ = try terminal.outside.writeAll("qq".utf8)
      terminal.drain()
    }
    #expect(status == .exited(0))
    #expect(modesAreBack)
  }
}
