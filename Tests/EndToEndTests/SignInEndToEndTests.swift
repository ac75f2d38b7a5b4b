import FoundationEssentials
import Synchronization
import TestSupport
import Testing

/// A sign-in tried in the browser, with a test in the place of the person's web browser.
@Suite(.timeLimit(.minutes(10))) struct SignInEndToEndTests {
  private static let away = "https://app.example.com/auth/callback"

  /// A folder with a program in the place of `xdg-open`, which keeps the address that it is given.
  private func webBrowser() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "opened")
    let script =
      "#!/bin/sh\n{ echo \"$1\"; env; } > '\(path).part'; mv '\(path).part' '\(path)'; echo noise >&2"
    for name in ["xdg-open", "open"] { try folder.write(script, to: name, mode: 0o700) }
    return folder
  }

  /// The browser of clients, with a web browser of the test's.
  private func browse(_ sandbox: SandboxProcess, _ folder: TemporaryFolder, _ options: String = "") throws
    -> String
  {
    let states = "XDG_STATE_HOME='\(folder.path)/state' XDG_CACHE_HOME='\(folder.path)/cache'"
    let path = "PATH='\(folder.path)':\"$PATH\" DISPLAY=:0"
    return "\(states) \(path) \(try sandbox.browse("--log '\(folder.path)/log' \(options)"))"
  }

  private func address(in folder: TemporaryFolder) async throws -> String {
    while folder.text(of: "opened") == nil { try await Task.sleep(for: .milliseconds(5)) }
    let text = try #require(folder.text(of: "opened"))
    #expect(!text.contains(SandboxProcess.token), "it gets no key to the account")
    return String(text.prefix { $0 != "\n" })
  }

  private func find(_ name: String, in terminal: TerminalSession) async throws {
    try await terminal.expect("clients")
    try await terminal.press("/")
    try await terminal.type(name)
    try await terminal.press("Enter")
    try await terminal.expect("1 of")
  }

  @Test func `walks through a sign-in on this machine, and leaves nothing behind`() async throws {
    let folder = try webBrowser()
    defer { folder.remove() }
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Tried here", redirectURI: TryProcess.redirectURI())
      let authorizations = try await sandbox.authorizations()
      let callback = Mutex("")
      try await TerminalSession.running(try browse(sandbox, folder)) { terminal in
        try await find("Tried", in: terminal)
        try await terminal.press("T")
        try await terminal.expect("comes back to this machine, and is waited for")
        try await terminal.press("Enter")
        try await terminal.expect("Waiting for the browser at \(client.redirectURI)")
        try await terminal.press("o")
        let address = try await address(in: folder)
        let target = try await TryProcess.decide("allow", at: address)
        callback.withLock { $0 = target }
        #expect(try await TryProcess.go(to: target).contains("Go back to the terminal"))
        let screen = try await terminal.expect("Signing in with “Tried here” works.")
        for words in [
          "2. The answer", "State: the one that was sent", "3. The exchange of the code",
          "4. The token in use", "Came: alice@example.com", "5. The refresh", "6. What is left",
          "was not there before: it is deleted",
        ] {
          #expect(screen.contains(words), "\(words)")
        }
        #expect(!screen.contains("noise"))
        try expectNothingTold(callback.withLock(\.self), client, in: folder, screen)
        try await terminal.press("Enter", "q")
      }
      #expect(try await sandbox.authorizations() == authorizations)
      #expect(try await sandbox.client(named: "Tried here").secret == client.secret)
    }
  }

  @Test func `takes the address that is pasted, for a redirect URI elsewhere`() async throws {
    let folder = try webBrowser()
    defer { folder.remove() }
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Tried away", redirectURI: Self.away)
      let authorizations = try await sandbox.authorizations()
      try await TerminalSession.running(try browse(sandbox, folder), columns: 80, rows: 24) { terminal in
        try await find("Tried", in: terminal)
        try await terminal.press("T", "Enter")
        try await terminal.expect("Allow it there, and paste here")
        try await terminal.press("o")
        let callback = try await TryProcess.decide("allow", at: try await address(in: folder))
        try await terminal.paste(callback)
        let screen = try await terminal.expect("Signing in with “Tried away” works.")
        try await terminal.press("g")
        try expectNothingTold(callback, client, in: folder, screen + (try await terminal.screen()))
        // Once more, typed and refused: what it says, the address does not repeat.
        try await terminal.press("r")
        try await terminal.expect("Allow it there, and paste here")
        try await terminal.press("p")
        try await terminal.expect("address ")
        try await terminal.type("\(Self.away)?error=access_denied&state=another")
        try await terminal.expect("•••••")
        try await terminal.press("Enter")
        try await terminal.expect("does not work: step 2 says why")
        try await terminal.press("q", "q")
      }
      #expect(try await sandbox.authorizations() == authorizations)
    }
  }

  @Test func `Escape ends the wait and takes back what was let in meanwhile, and so does leaving`()
    async throws
  {
    let folder = try webBrowser()
    defer { folder.remove() }
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Tried here", redirectURI: TryProcess.redirectURI())
      let authorizations = try await sandbox.authorizations()
      for keys in [["Escape"], ["C-c"]] {
        let command = try browse(sandbox, folder).replacing("exec ", with: "")
        try await TerminalSession.running("\(command); sleep 60") { terminal in
          try await find("Tried", in: terminal)
          try await terminal.press("T", "Enter")
          try await terminal.expect("Waiting for the browser")
          try await terminal.press("o")
          // Let in, and the browser has not come back yet: a code that nobody has exchanged.
          _ = try await TryProcess.decide("allow", at: try await address(in: folder))
          for key in keys { try await terminal.press(key) }
          try await terminal.expect("is not tried any more")
          let again = try? await TryProcess.go(to: client.redirectURI + "?error=access_denied")
          #expect(again == nil, "nobody listens any more")
        }
        #expect(try await sandbox.authorizations() == authorizations)
      }
    }
  }

  @Test func `asks for the address where another program has the port`() async throws {
    let folder = try webBrowser()
    defer { folder.remove() }
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Tried here", redirectURI: TryProcess.redirectURI())
      let outcome = try await sandbox.tried(client.id) { _, _ in
        try await TerminalSession.running(try browse(sandbox, folder), columns: 50, rows: 15) { terminal in
          try await find("Tried", in: terminal)
          try await terminal.press("T", "Enter")
          try await terminal.expect("Another program listens on port")
          try await terminal.press("o")
          let callback = try await TryProcess.decide("deny", at: try await address(in: folder))
          try await terminal.paste(callback)
          try await terminal.expect("step 2 says why")
        }
        try await TryProcess.go(to: client.redirectURI + "?error=access_denied")
        return ""
      }
      #expect(outcome.status == 6)
    }
  }

  @Test func `read-only mode refuses it`() async throws {
    let folder = try webBrowser()
    defer { folder.remove() }
    try await SandboxProcess.running { sandbox in
      let authorizations = try await sandbox.authorizations()
      try await TerminalSession.running(try browse(sandbox, folder, "--read-only")) { terminal in
        try await terminal.expect("12 clients")
        try await terminal.press("T", "Enter")
        try await terminal.expect("This is read-only mode, and signing in makes an authorization")
      }
      #expect(try await sandbox.authorizations() == authorizations)
      #expect(folder.text(of: "log")?.contains("authorizations") == false, "nothing was sent for it")
    }
  }

  private func expectNothingTold(
    _ callback: String,
    _ client: SandboxProcess.Client,
    in folder: TemporaryFolder,
    _ screen: String
  ) throws {
    let code = try #require(callback.firstMatch(of: /code=([^&]+)/)).1
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(names.contains("log"))
    let texts = [screen] + names.compactMap { folder.text(of: $0) }
    for text in texts {
      for secret in [String(code), client.secret, "HRKU-"] + SandboxProcess.tokens {
        #expect(!text.contains(secret))
      }
    }
  }
}
