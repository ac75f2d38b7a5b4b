import FoundationEssentials
import Subprocess
import TestSupport
import Testing

/// The list of last time, with which the browser opens.
@Suite struct SnapshotEndToEndTests {
  /// Runs a body with a folder for the cache, and how many files stand in it.
  private func withCache(_ body: (_ path: String, _ lists: @Sendable () -> [String]) async throws -> Void)
    async throws
  {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path(of: "cache")
    try await body(path) {
      ((try? FileManager.default.contentsOfDirectory(atPath: path + "/clientele")) ?? []).sorted()
    }
  }

  /// Opens the browser on a server and waits for what it shows.
  private func open(
    _ command: String,
    in cache: String,
    expecting text: String,
    then body: (TerminalSession) async throws -> Void = { _ in }
  ) async throws {
    // The terminal outlives the browser, so that its end can be seen.
    let command = "\(command.replacing("exec ", with: "")); cat"
    try await TerminalSession.running(command, cache: cache) { terminal in
      try await terminal.expect(text)
      try await body(terminal)
      try await terminal.press("q")
      try await terminal.expect("the end of the program") { !$0.contains("clients") }
    }
  }

  @Test func `the next start shows the list before the server answers, and says how old it is`() async throws
  {
    try await withCache { cache, lists in
      // The second of the loads is held back for longer than the test looks at it.
      try await SandboxProcess.running(arguments: ["--fault", "latency:ms=60000,skip=2,method=GET"]) {
        sandbox in
        try await open(try sandbox.browse(), in: cache, expecting: "12 clients")
        #expect(lists().count == 1)
        try await open(try sandbox.browse(), in: cache, expecting: "12 clients, as of ") {
          terminal in
          let screen = try await terminal.screen()
          #expect(screen.contains(/12 clients, as of (a moment|\d+ min) ago/))
          #expect(screen.contains("Staging dashboard"))
          #expect(screen.contains("Loading clients…"))
        }
      }
    }
  }

  @Test func `without the server the list can be read, and the failure is told`() async throws {
    try await withCache { cache, _ in
      let gone = try await SandboxProcess.running { sandbox in
        try await open(try sandbox.browse(), in: cache, expecting: "12 clients")
        return sandbox
      }
      try await open(try gone.browse(), in: cache, expecting: "12 clients, as of") { terminal in
        let screen = try await terminal.expect("Could not load the clients")
        #expect(screen.contains(/is as of (a moment|\d+ min) ago\./))
        try await terminal.press("/")
        try await terminal.type("staging dash")
        try await terminal.expect("1 of 12 clients, as of")
        try await terminal.press("Enter")
      }
    }
  }

  @Test func `what the server says takes its place`() async throws {
    try await withCache { cache, _ in
      try await SandboxProcess.running { sandbox in
        try await open(try sandbox.browse(), in: cache, expecting: "12 clients")
        let staging = try await sandbox.client(named: "Staging dashboard")
        try await sandbox.change(staging.id, redirectURI: "https://elsewhere.example.com/cb")
        try await open(try sandbox.browse(), in: cache, expecting: "12 clients") { terminal in
          try await terminal.press("/")
          try await terminal.type("elsewhere")
          try await terminal.expect("https://elsewhere.example.com/cb")
          try await terminal.press("Enter")
          try await terminal.expect("a list without an age") { !$0.contains("as of") }
        }
      }
    }
  }

  @Test func `nothing is kept with --no-cache, nor of the sandbox within`() async throws {
    try await withCache { cache, lists in
      try await SandboxProcess.running { sandbox in
        try await open(try sandbox.browse("--no-cache"), in: cache, expecting: "12 clients")
      }
      try await open("'\(try Program.path())' --sandbox", in: cache, expecting: "42 clients")
      #expect(lists() == [])
    }
  }

  @Test func `the cache is cleared`() async throws {
    try await withCache { cache, lists in
      try await SandboxProcess.running { sandbox in
        try await open(try sandbox.browse(), in: cache, expecting: "12 clients")
        let file = try #require(lists().first)
        let bytes = try Data(contentsOf: URL(filePath: "\(cache)/clientele/\(file)"))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("Staging dashboard"))
        #expect(!text.contains(SandboxProcess.token) && !file.contains(SandboxProcess.token))
        for client in try await sandbox.clients() { #expect(!text.contains(client.secret)) }
        let cleared = try await Program.run(["cache", "clear"], environment: ["XDG_CACHE_HOME": cache])
        #expect(cleared.status == 0)
        #expect(cleared.standardOutput == "Removed 1 list from \(cache)/clientele\n")
        #expect(lists() == [])
        let doctor = try await sandbox.clientele("doctor", environment: ["XDG_CACHE_HOME": cache])
        #expect(doctor.standardOutput.contains("\(cache)/clientele, 0 lists"))
      }
    }
  }
}
