import Dispatch
import FoundationEssentials
import HerokuAPI
import Platform
import Testing
import Tokens

/// Real files, permissions and children, in a home of each test's own.
struct RealSystemLookupTests {
  @Test func `reads a real file, and sees whether others can read it`() async throws {
    try await TemporaryHome.with { home in
      let lookup = TokenLookup(environment: home.environment)
      try home.write(".netrc", "machine api.heroku.com\r\n\tpassword netrc-token")
      #expect(await lookup.find(for: .heroku)?.token == Secret("netrc-token"))
      #expect(await lookup.find(for: .heroku)?.warnings == [])
      for mode in [0o640, 0o604, 0o644] as [mode_t] {
        try home.write(".netrc", "machine api.heroku.com password netrc-token", mode: mode)
        #expect(await lookup.find(for: .heroku)?.warnings.count == 1)
      }
    }
  }

  @Test func `does not take a directory or a device, or read without end`() async throws {
    try await TemporaryHome.with { home in
      let lookup = TokenLookup(environment: home.environment)
      #expect(await lookup.search(for: .heroku).attempts.last?.outcome == .absent("no such file"))
      try FileManager.default.createDirectory(
        atPath: "\(home.path)/.netrc",
        withIntermediateDirectories: true
      )
      #expect(await lookup.search(for: .heroku).trace.last == "~/.netrc: it is a directory")
      try FileManager.default.removeItem(atPath: "\(home.path)/.netrc")
      try #require(symlink("/dev/zero", "\(home.path)/.netrc") == 0)
      #expect(
        await lookup.search(for: .heroku).trace.last == "~/.netrc: it is neither a plain file nor a pipe"
      )
      try FileManager.default.removeItem(atPath: "\(home.path)/.netrc")
      try #require(symlink("/nowhere/at all", "\(home.path)/.netrc") == 0)
      #expect(
        await lookup.search(for: .heroku).trace.last == "~/.netrc: it is a symbolic link to what is not there"
      )
      try FileManager.default.removeItem(atPath: "\(home.path)/.netrc")
      try home.write(".netrc", String(repeating: "#", count: 2 << 20))
      #expect(
        await lookup.search(for: .heroku).trace.last
          == "~/.netrc: it is larger than a file of credentials can be"
      )
    }
  }

  // MARK: Pipes

  @Test(.timeLimit(.minutes(10))) func `reads a named pipe once, and remembers what was in it`() async throws
  {
    try await TemporaryHome.with { home in
      let pipe = "\(home.path)/pipe"
      try #require(mkfifo(pipe, 0o600) == 0)
      let lookup = TokenLookup(environment: home.environment.merging(["NETRC": pipe]) { $1 })
      // Opening it waits for the reader.
      DispatchQueue.global().async {
        let end = open(pipe, O_WRONLY)
        _ = "machine api.heroku.com password netrc-token".withCString { write(end, $0, 43) }
        close(end)
      }
      for _ in 0..<2 {
        let found = await lookup.find(for: .heroku)
        #expect(found?.token == Secret("netrc-token"))
        #expect(found?.warnings == [])
      }
    }
  }

  @Test(.timeLimit(.minutes(10))) func `reads a descriptor that a shell has made`() async throws {
    for text in ["machine api.heroku.com password netrc-token", ""] {
      for folder in ["/dev/fd", "/proc/self/fd"] {
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        _ = text.withCString { write(ends[1], $0, text.utf8.count) }
        close(ends[1])
        let lookup = TokenLookup(environment: ["NETRC": "\(folder)/\(ends[0])"])
        let search = await lookup.search(for: .heroku)
        #expect(search.token == (text.isEmpty ? nil : "netrc-token"))
        #expect(text.isEmpty || search.attempts.last?.outcome == .found)
      }
    }
  }

  @Test(.timeLimit(.minutes(10))) func `does not wait for a pipe forever, or read one without end`() throws {
    var ends: [CInt] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer {
      close(ends[0])
      close(ends[1])
    }
    let path = "/dev/fd/\(ends[0])"
    #expect(throws: UnreadableFile.silentPipe) { try ReadFile(path: path, patience: .milliseconds(200)) }
    // Written to, but not closed: there may be more.
    _ = "machine".withCString { write(ends[1], $0, 7) }
    #expect(throws: UnreadableFile.silentPipe) { try ReadFile(path: path, patience: .milliseconds(200)) }
    let flood = DispatchGroup()
    DispatchQueue.global().async(group: flood) { [end = ends[1]] in
      let bytes = [UInt8](repeating: 35, count: 1 << 16)
      for _ in 0..<20 { _ = write(end, bytes, bytes.count) }
    }
    #expect(throws: UnreadableFile.tooLarge) { try ReadFile(path: path, patience: .seconds(60)) }
    // What does not fit into the pipe is still being written.
    var rest = [UInt8](repeating: 0, count: 1 << 20)
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    while flood.wait(timeout: .now()) == .timedOut { _ = read(ends[0], &rest, rest.count) }
  }

  @Test func `asks a real program, with nothing on its standard input`() async throws {
    try await TemporaryHome.with { home in
      try home.install(
        "secret-tool",
        script: #"cat; [ "$*" = "lookup service heroku-cli account me@example.com" ] && printf store-token"#
      )
      let lookup = TokenLookup(environment: home.environment, secretStore: .secretService)
      let search = await lookup.search(for: .heroku)
      #expect(search.token == "store-token", "\(search.trace)")
    }
  }

  @Test func `keeps what a real program says on standard error`() async throws {
    try await TemporaryHome.with { home in
      try home.install("secret-tool", script: "echo not-a-token; echo 'no bus' >&2; exit 1")
      let lookup = TokenLookup(environment: home.environment, secretStore: .secretService)
      let search = await lookup.search(for: .heroku)
      #expect(search.attempts[1].outcome == .failed("secret-tool says: no bus"))
    }
  }

  @Test func `tells a program that is not there from one that fails`() async throws {
    try await TemporaryHome.with { home in
      try home.install("other", script: "")
      var environment = home.environment
      environment["PATH"] = "\(home.path)/bin"
      let search = await TokenLookup(environment: environment, secretStore: .secretService)
        .search(for: .heroku)
      #expect(search.attempts[1].outcome == .absent("secret-tool is not installed"))
    }
  }

  /// Scripts that sleep for longer than a test may take, each a harder case than the one before it.
  ///
  /// They leave the numbers of all processes that must be gone in the end.
  static let endless = [
    #"echo $$ > "$HOME/pids"; exec sleep 600"#,
    #"sleep 600 & echo $$ $! > "$HOME/pids"; wait"#,
    #"trap '' TERM; sleep 600 & echo $$ $! > "$HOME/pids"; while :; do wait; done"#,
  ]

  @Test(.timeLimit(.minutes(10)), arguments: endless)
  func `ends a program that does not answer, and all that it started`(script: String) async throws {
    try await TemporaryHome.with { home in
      try home.install("secret-tool", script: script)
      let lookup = TokenLookup(
        environment: home.environment,
        secretStore: .secretService,
        timeLimit: .milliseconds(500)
      )
      let search = await lookup.search(for: .heroku)
      #expect(search.attempts[1].outcome == .failed("secret-tool did not answer within 0.5 s"))
      for process in try home.processes(in: "pids") {
        #expect(await isGone(process), "\(process) is still there")
      }
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `does not wait for what a program left behind when it ended`() async throws {
    try await TemporaryHome.with { home in
      try home.install("secret-tool", script: #"sleep 600 & echo $! > "$HOME/pids"; exit 0"#)
      let lookup = TokenLookup(
        environment: home.environment,
        secretStore: .secretService,
        timeLimit: .milliseconds(500)
      )
      let search = await lookup.search(for: .heroku)
      for process in try home.processes(in: "pids") { kill(process, SIGKILL) }
      #expect(search.found == nil)
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `ends the program when the search is cancelled`() async throws {
    try await TemporaryHome.with { home in
      try home.install(
        "secret-tool",
        script: #"echo $$ > "$HOME/new"; mv "$HOME/new" "$HOME/pids"; exec sleep 600"#
      )
      let lookup = TokenLookup(environment: home.environment, secretStore: .secretService)
      let task = Task { await lookup.search(for: .heroku) }
      while !FileManager.default.fileExists(atPath: "\(home.path)/pids") { await Task.yield() }
      task.cancel()
      let search = await task.value
      #expect(search.attempts[1].outcome == .failed("secret-tool could not be asked: it was interrupted"))
      for process in try home.processes(in: "pids") {
        #expect(await isGone(process), "\(process) is still there")
      }
    }
  }

  /// Whether a process has ended, though its parent may not have taken note yet; waits a moment for it.
  private func isGone(_ process: pid_t) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(5)
    while ContinuousClock.now < deadline {
      if kill(process, 0) != 0 || isZombie(process) { return true }
      await Task.yield()
    }
    return false
  }

  /// An orphan that has ended stays in the table until whoever inherited it looks, which in a container may be never.
  private func isZombie(_ process: pid_t) -> Bool {
    guard let data = try? Data(contentsOf: URL(filePath: "/proc/\(process)/stat")) else { return false }
    return String(decoding: data, as: UTF8.self).split(separator: ") ").last?.hasPrefix("Z") ?? false
  }
}
