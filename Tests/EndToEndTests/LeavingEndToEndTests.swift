import FoundationEssentials
import Platform
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The terminal is given back, however the browser ends.
@Suite struct LeavingEndToEndTests {
  /// Runs the browser under a shell that notes the terminal's modes before and after, and the exit status.
  private func leaving(
    with environment: String = "",
    by leave: @Sendable (TerminalSession, _ browser: Int32) async throws -> Void,
    expecting status: Int32
  ) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await SandboxProcess.running { sandbox in
      let browse = environment + (try sandbox.browse().replacing("exec ", with: ""))
      let command = """
        cd '\(folder.path)'; stty -g > before; \(browse) & echo $! > pid; fg > /dev/null; \
        echo $? > status; stty -g > after; echo finished; cat
        """
      try await TerminalSession.running("set -m; \(command)") { terminal in
        try await terminal.expect("12 clients")
        let text = try #require(folder.text(of: "pid"))
        let browser = try #require(Int32(text.filter(\.isNumber)))
        try await leave(terminal, browser)
        let screen = try await terminal.expect("finished")
        #expect(!screen.contains("clients"), "the alternate screen was left: \(screen)")
        #expect(folder.text(of: "before") == folder.text(of: "after"))
        #expect(folder.text(of: "status") == "\(status)\n")
        #expect(kill(browser, 0) == -1, "the browser still runs")
      }
    }
  }

  @Test func `by q`() async throws {
    try await leaving(by: { terminal, _ in try await terminal.press("q") }, expecting: 0)
  }

  @Test func `by Ctrl-C`() async throws {
    try await leaving(by: { terminal, _ in try await terminal.press("C-c") }, expecting: 0)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func `by a signal`(signal: Int32) async throws {
    try await leaving(by: { _, browser in kill(browser, signal) }, expecting: 128 + signal)
  }

  @Test func `Ctrl-Z gives the terminal to the shell, and fg brings the browser back`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await SandboxProcess.running { sandbox in
      let browse = try sandbox.browse().replacing("exec ", with: "")
      let command = """
        set -m; cd '\(folder.path)'; stty -g > before; \(browse); echo $? > status; stty -g > after; \
        echo in the shell; read line; fg > /dev/null; echo finished; cat
        """
      try await TerminalSession.running(command) { terminal in
        try await terminal.expect("12 clients")
        try await terminal.press("e", "x", "C-z")
        let shell = try await terminal.expect("in the shell")
        #expect(!shell.contains("clients"), "the alternate screen was left: \(shell)")
        #expect(folder.text(of: "before") == folder.text(of: "after"))
        #expect(folder.text(of: "status") == "\(128 + SIGTSTP)\n")
        try await terminal.resize(columns: 90, rows: 30)
        try await terminal.press("Enter")
        let form = try await terminal.expect("[ Save ]")
        #expect(form.split(separator: "\n", omittingEmptySubsequences: false).count <= 31)
        // An arrow is a key again, and the terminal gives every byte at once.
        try await terminal.press("Left", "y")
        try await terminal.expect("yx")
        try await terminal.press("Escape")
        try await terminal.expect("Discard what you typed?")
        try await terminal.press("y", "q")
        try await terminal.expect("finished")
      }
    }
  }

  @Test func `Ctrl-Z without a shell to go to changes nothing`() async throws {
    try await SandboxProcess.running { sandbox in
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("12 clients")
        try await terminal.press("C-z", "e")
        try await terminal.expect("[ Save ]")
      }
    }
  }

  @Test(arguments: [SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGIO, SIGSYS])
  func `by a signal that nothing catches`(signal: Int32) async throws {
    try await leaving(by: { _, browser in kill(browser, signal) }, expecting: 128 + signal)
  }

  @Test(arguments: [SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP])
  func `by the signal of a crash that is none, without a word of the runtime`(signal: Int32) async throws {
    try await leaving(
      with: "SWIFT_BACKTRACE=enable=yes,interactive=yes,color=no ",
      by: { _, browser in kill(browser, signal) },
      expecting: 128 + signal
    )
  }

  @Test func `by a crash`() async throws {
    try await leaving(by: { _, browser in kill(browser, SIGSEGV) }, expecting: 128 + SIGSEGV)
  }

  @Test func `out of memory`() async throws {
    try await leaving(
      // Otherwise libc has put some aside for each thread.
      with: "MALLOC_ARENA_MAX=1 ",
      by: { terminal, browser in
        // Less than it has: from now on the system gives nothing more.
        let limited = try await run(
          .name("prlimit"),
          arguments: ["--pid", "\(browser)", "--as=1048576"],
          output: .discarded,
          error: .discarded
        )
        #expect(limited.terminationStatus == .exited(0))
        try await terminal.resize(columns: 500, rows: 200)
      },
      expecting: 128 + SIGABRT
    )
  }

  @Test func `when the terminal is closed no process is left`() async throws {
    try await SandboxProcess.running { sandbox in
      // nohup: without the signal, so that only the closed terminal tells.
      let browser = try await TerminalSession.running("trap '' HUP; \(sandbox.browse())") { terminal in
        try await terminal.expect("12 clients")
        return try await terminal.processID()
      }
      let deadline = ContinuousClock.now + .seconds(10)
      while kill(browser, 0) == 0, ContinuousClock.now < deadline {
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(kill(browser, 0) == -1, "the browser outlived its terminal")
    }
  }

  @Test(arguments: [[], ["e", "x"], ["d", "S"], ["?"]] as [[String]])
  func `when the terminal is closed it ends by the signal that says so, and soon`(keys: [String]) async throws
  {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await SandboxProcess.running { sandbox in
      let browse = try sandbox.browse().replacing("exec ", with: "")
      // The shell outlives the terminal, and notes how the browser has ended, which takes the signal as usual.
      let command = "trap : HUP; cd '\(folder.path)'; \(browse); echo $? > status"
      try await TerminalSession.running(command) { terminal in
        try await terminal.expect("12 clients")
        for key in keys { try await terminal.press(key) }
      }
      let closed = ContinuousClock.now
      while folder.text(of: "status")?.hasSuffix("\n") != true {
        try #require(ContinuousClock.now - closed < .seconds(10), "the browser outlived its terminal")
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(folder.text(of: "status") == "\(128 + SIGHUP)\n")
    }
  }

  @Test func `a terminal that is gone without a signal counts as the signal`() async throws {
    try await SandboxProcess.running { sandbox in
      let terminal = try BareTerminal()
      let outcome = try await run(
        .path(FilePath(try Program.path())),
        arguments: ["--host", sandbox.url, "--no-cache"],
        environment: .inherit.updating([
          "HEROKU_API_KEY": SandboxProcess.token, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
        ]),
        input: .fileDescriptor(terminal.inside, closeAfterSpawningProcess: false),
        output: .fileDescriptor(terminal.inside, closeAfterSpawningProcess: false),
        error: .discarded
      ) { _ in
        // It is nobody's controlling terminal, so that nobody is told by a signal.
        try await terminal.read(until: "Staging dashboard")
        terminal.close()
      }
      #expect(outcome.terminationStatus == .exited(128 + SIGHUP))
    }
  }

  @Test func `Ctrl-C asks while a form has changes`() async throws {
    try await leaving(
      by: { terminal, _ in
        try await terminal.press("e", "x", "C-c")
        try await terminal.expect("What you typed is not saved")
        try await terminal.press("C-c")
      },
      expecting: 0
    )
  }
}
