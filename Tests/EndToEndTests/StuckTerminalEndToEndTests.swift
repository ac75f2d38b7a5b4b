import Platform
import Subprocess
import SystemPackage
import Testing

/// A terminal that takes no more output keeps nothing alive.
@Suite struct StuckTerminalEndToEndTests {
  @Test(.timeLimit(.minutes(2)), arguments: [SIGINT, SIGTERM, SIGHUP, SIGALRM, SIGSEGV])
  func `the browser ends by a signal, whether or not the terminal takes what it writes`(number: Int32)
    async throws
  {
    try await SandboxProcess.running { sandbox in
      let terminal = try BareTerminal()
      defer { terminal.close() }
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
        terminal.fill()
        // Every key is a picture that cannot be shown.
        _ = try terminal.outside.writeAll("Gg".utf8)
        kill(execution.processIdentifier.value, number)
      }
      let isTaken = [SIGINT, SIGTERM, SIGHUP].contains(number)
      let expected: TerminationStatus = isTaken ? .exited(128 + number) : .signaled(number)
      #expect(outcome.terminationStatus == expected)
    }
  }
}
