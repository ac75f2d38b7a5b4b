import Platform
import TestSupport
import Testing

/// The browser beside other jobs of a shell: it behaves as `less` and `vim` do.
@Suite struct JobControlEndToEndTests {
  /// Runs a script of a shell with job control, in which `$BROWSE` stands for the browser.
  private func shell(
    _ script: String,
    arguments: [String] = [],
    _ body: @Sendable (TerminalSession, TemporaryFolder, SandboxProcess) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await SandboxProcess.running(arguments: arguments) { sandbox in
      let browse = try sandbox.browse().replacing("exec ", with: "")
      let whole =
        "set -m; cd '\(folder.path)'; \(script.replacing("$BROWSE", with: browse)); echo finished; cat"
      try await TerminalSession.running(whole) { terminal in try await body(terminal, folder, sandbox) }
    }
  }

  /// Whether nothing is to come any more.
  private static func isWhole(_ screen: String) -> Bool {
    screen.contains("12 clients") && screen.contains("alice@example.com")
  }

  /// The process that a script has noted.
  private static func process(in folder: TemporaryFolder) throws -> Int32 {
    let text = try #require(folder.text(of: "pid"))
    return try #require(Int32(text.filter(\.isNumber)))
  }

  /// Waits, in the shell, until the job has stopped.
  private static let untilStopped = "while jobs > list; ! grep -q Stopped list; do sleep 0.02; done"

  @Test func `started in the background it waits for the foreground, and leaves the terminal alone`()
    async throws
  {
    let script = """
      stty -g > before; $BROWSE & \(Self.untilStopped); stty -g > during; echo still the shell; \
      read line; fg > /dev/null; echo $? > status; stty -g > after
      """
    try await shell(script) { terminal, folder, _ in
      let screen = try await terminal.expect("still the shell")
      #expect(!screen.contains("clients"))
      #expect(folder.text(of: "during") == folder.text(of: "before"))
      try await terminal.press("Enter")
      try await terminal.expect("12 clients")
      try await terminal.press("q")
      try await terminal.expect("finished")
      #expect(folder.text(of: "after") == folder.text(of: "before"))
      #expect(folder.text(of: "status") == "0\n")
    }
  }

  /// A picture without the ages that go on while it is looked at.
  private static func timeless(_ screen: String) -> String {
    screen.replacing(/[ ]+[0-9]+ min/, with: " min")
  }

  @Test(
    arguments: [([], "12 clients"), (["/", "p"], "of 12"), (["d"], "Delete this client")]
      as [([String], String)]
  )
  func `continued in the background it stops again, and leaves the terminal alone`(
    keys: [String],
    shown: String
  ) async throws {
    let script = """
      $BROWSE; stty -g > before; bg > /dev/null; \(Self.untilStopped); stty -g > during; echo still the shell; \
      read line; fg > /dev/null
      """
    try await shell(script) { terminal, folder, _ in
      try await terminal.expect("the whole list", Self.isWhole)
      for key in keys { try await terminal.press(key) }
      let before = try await terminal.expect(shown)
      try await terminal.press("C-z")
      let screen = try await terminal.expect("still the shell")
      #expect(!screen.contains("clients"))
      #expect(folder.text(of: "during") == folder.text(of: "before"))
      try await terminal.press("Enter")
      try await terminal.expect("the picture of before") { Self.timeless($0) == Self.timeless(before) }
      try await terminal.press("C-c")
      try await terminal.expect("finished")
    }
  }

  @Test func `stopped from outside it paints all of it again, and gives back the modes of that time`()
    async throws
  {
    let script = """
      $BROWSE & echo $! > pid; fg > /dev/null; stty sane -ixon; stty -g > changed; echo stopped by hand; \
      read line; fg > /dev/null; stty -g > after
      """
    try await shell(script) { terminal, folder, _ in
      let before = try await terminal.expect("the whole list", Self.isWhole)
      let browser = try Self.process(in: folder)
      kill(browser, SIGSTOP)
      try await terminal.expect("stopped by hand")
      try await terminal.press("Enter")
      try await terminal.expect("the picture of before") { Self.timeless($0) == Self.timeless(before) }
      // It takes keys as they come, and not as lines.
      try await terminal.press("q")
      try await terminal.expect("finished")
      #expect(folder.text(of: "after") == folder.text(of: "changed"))
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `asleep in the middle of a change it takes the answer in when it wakes`() async throws {
    let script = """
      $BROWSE & echo $! > pid; fg > /dev/null; stty sane -ixon; sleep 2; echo slept; read line; fg > /dev/null
      """
    // The change is done at once, and its answer comes while nobody is awake.
    try await shell(script, arguments: ["--fault", "latency:ms=1500,method=PATCH"]) {
      terminal,
      folder,
      sandbox in
      try await terminal.expect("the whole list", Self.isWhole)
      try await terminal.press("e", "x", "C-s")
      var changed: SandboxProcess.Client?
      let deadline = ContinuousClock.now + .seconds(60)
      while changed == nil {
        let screen = try await terminal.screen()
        try #require(ContinuousClock.now < deadline, "nothing was changed: \(screen)")
        changed = try await sandbox.clients().first { $0.redirectURI.hasSuffix("eux") }
        try await Task.sleep(for: .milliseconds(10))
      }
      kill(try Self.process(in: folder), SIGSTOP)
      try await terminal.expect("slept")
      try await terminal.press("Enter")
      try await terminal.expect("the list") { !$0.contains("[ Save ]") && $0.contains("eux") }
      try await terminal.press("q")
      try await terminal.expect("finished")
      #expect(try await sandbox.clients().contains { $0.redirectURI == changed?.redirectURI })
    }
  }

  /// A way to a screen, in one run of the browser, and what tells that it is there.
  private struct Station: Sendable {
    let keys: [String]
    var typed = ""
    let shown: String
    /// What leads back to the list.
    let back: [String]
  }

  private static let stations = [
    Station(keys: ["?"], shown: "KEYS", back: ["Escape"]),
    Station(keys: ["/"], typed: "dash", shown: "of 12", back: ["Escape"]),
    Station(keys: ["C"], shown: "Columns", back: ["Escape"]),
    Station(keys: ["l"], shown: "redirect URI", back: ["h"]),
    Station(keys: ["n"], typed: "typed here", shown: "typed here", back: ["Escape", "y"]),
    Station(keys: ["e", "x", "C-c"], shown: "What you typed is not saved", back: ["Escape", "Escape", "y"]),
    Station(keys: ["d"], typed: "S", shown: "Delete this client", back: ["Escape"]),
    Station(keys: ["R"], typed: "rot", shown: "Rotate the credentials", back: ["Escape"]),
    Station(keys: ["H"], shown: "HISTORY", back: ["Escape"]),
    Station(keys: ["w"], shown: "That takes", back: ["Escape"]),
    Station(keys: ["T"], shown: "Sign in with", back: ["Escape"]),
    Station(
      keys: ["Space", "Space", "E"],
      typed: "exam",
      shown: "would change",
      back: ["Escape", "y", "Escape"]
    ),
    Station(keys: ["*", "d"], typed: "dele", shown: "Type “delete 12”", back: ["Escape", "Escape"]),
  ]

  /// Goes to each screen, has the browser stop there and go on, and looks for the same picture.
  private func visiting(
    _ stations: [Station],
    arguments: [String] = [],
    stoppingBy stop: @escaping @Sendable (TerminalSession, _ browser: Int32) async throws -> Void
  ) async throws {
    let script = """
      $BROWSE & echo $! > pid; fg > /dev/null; n=1; \
      while kill -0 $(cat pid) 2> /dev/null; do stty sane -ixon; echo "shell $n"; n=$((n + 1)); read line; fg > /dev/null; done
      """
    try await shell(script, arguments: arguments) { terminal, folder, _ in
      try await terminal.expect("the whole list", Self.isWhole)
      for (index, station) in stations.enumerated() {
        try await terminal.press(station.keys[0])
        for key in station.keys.dropFirst() { try await terminal.press(key) }
        if !station.typed.isEmpty { try await terminal.type(station.typed) }
        var before = try await terminal.expect(station.shown)
        // Until the last key has come, and what it brings.
        for _ in 0..<4 {
          try await Task.sleep(for: .milliseconds(50))
          before = try await terminal.screen()
        }
        try await stop(terminal, try Self.process(in: folder))
        try await terminal.expect("shell \(index + 1)")
        try await terminal.press("Enter")
        try await terminal.expect("the picture of before, at \(station.keys)") {
          Self.timeless($0) == Self.timeless(before)
        }
        for key in station.back { try await terminal.press(key) }
        try await terminal.expect("the list, after \(station.keys)") {
          Self.isWhole($0) && !$0.contains(station.shown) || station.keys == ["l"]
        }
      }
      try await terminal.press("q")
      try await terminal.expect("finished")
    }
  }

  @Test(.timeLimit(.minutes(5))) func `stopped by its key in any screen it comes back to the same picture`()
    async throws
  {
    try await visiting(Self.stations) { terminal, _ in try await terminal.press("C-z") }
  }

  @Test(.timeLimit(.minutes(5))) func `stopped from outside in any screen it comes back to the same picture`()
    async throws
  {
    try await visiting(Self.stations) { _, browser in kill(browser, SIGSTOP) }
  }

  @Test func `modes that were changed while it was suspended are what it gives back`() async throws {
    let script = """
      $BROWSE; stty -ixon erase ^H; stty -g > changed; echo in the shell; read line; fg > /dev/null; stty -g > after
      """
    try await shell(script) { terminal, folder, _ in
      try await terminal.expect("12 clients")
      try await terminal.press("C-z")
      try await terminal.expect("in the shell")
      try await terminal.press("Enter")
      try await terminal.expect("12 clients")
      try await terminal.press("q")
      try await terminal.expect("finished")
      #expect(folder.text(of: "after") == folder.text(of: "changed"))
    }
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func `killed while it was stopped it leaves the terminal alone`(signal: Int32) async throws {
    // Some shells do not wait for a job that they saw stopped; a dead one is taken away when another child ends.
    let script = """
      $BROWSE & echo $! > pid; fg > /dev/null; stty -g > before; echo in the shell; read line; \
      kill -CONT $(cat pid); while kill -0 $(cat pid) 2> /dev/null; do sleep 0.05; done; stty -g > after
      """
    try await shell(script) { terminal, folder, _ in
      try await terminal.expect("12 clients")
      try await terminal.press("C-z")
      try await terminal.expect("in the shell")
      let browser = try Self.process(in: folder)
      kill(browser, signal)
      try await terminal.press("Enter")
      let screen = try await terminal.expect("finished")
      #expect(screen.contains("in the shell") && !screen.contains("clients"))
      #expect(folder.text(of: "after") == folder.text(of: "before"))
      #expect(kill(browser, 0) == -1, "the browser still runs")
    }
  }

  @Test(arguments: ["q", "C-z", "TERM", "ALRM"], ["linux", "vt100"])
  func `a secret does not stay where there is no second screen`(way: String, type: String) async throws {
    let script = "TERM=\(type); export TERM; $BROWSE & echo $! > pid; fg > /dev/null"
    try await shell(script) { terminal, folder, _ in
      try await terminal.expect("12 clients")
      try await terminal.press("s")
      let isSecret = { (word: Substring) in word.count == 36 && word.filter { $0 == "-" }.count == 4 }
      func words(_ screen: String) -> [Substring] {
        screen.split(whereSeparator: { $0.isWhitespace || $0 == "│" }).filter(isSecret)
      }
      // The client's id, and its secret.
      let shown = words(try await terminal.expect("a secret") { words($0).count == 2 })
      switch way {
      case "TERM", "ALRM":
        let browser = try Self.process(in: folder)
        kill(browser, way == "TERM" ? SIGTERM : SIGALRM)
      default: try await terminal.press(way)
      }
      // What tmux keeps of a screen that was cleared is a thing of its own.
      let left = try await terminal.expect("finished")
      #expect(!shown.contains { left.contains($0) }, "\(left)")
    }
  }
}
