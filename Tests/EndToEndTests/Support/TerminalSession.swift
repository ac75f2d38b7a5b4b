import FoundationEssentials
import Subprocess
import TestSupport
import Testing

/// A real terminal, tmux's, with a command running in it.
///
/// Every session is a tmux server of its own on a socket in a folder of its own; both go with the session.
struct TerminalSession {
  private let folder: TemporaryFolder
  private let socket: String

  /// Runs a body with a terminal in which a shell command runs, and ends the terminal after it.
  ///
  /// - Parameters:
  ///   - cache: the absolute path that the program's cache is under; nil for one of the session's own.
  ///   - state: the same for the history of changes.
  @discardableResult
  static func running<Result>(
    _ command: String,
    columns: Int = 120,
    rows: Int = 40,
    cache: String? = nil,
    state: String? = nil,
    body: (TerminalSession) async throws -> Result
  ) async throws -> Result {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let session = TerminalSession(folder: folder, socket: folder.path(of: "tmux"))
    try await session.tmux(
      "-f",
      "/dev/null",
      "new-session",
      "-d",
      "-x",
      "\(columns)",
      "-y",
      "\(rows)",
      "env",
      "-u",
      "TMUX",
      "LC_ALL=C.UTF-8",
      "SWIFT_BACKTRACE=enable=no",
      "XDG_CACHE_HOME=\(cache ?? folder.path(of: "cache"))",
      "XDG_STATE_HOME=\(state ?? folder.path(of: "state"))",
      "sh",
      "-c",
      command
    )
    do {
      let result = try await body(session)
      try await session.end()
      return result
    } catch {
      try? await session.end()
      throw error
    }
  }

  private func end() async throws {
    // The server may be gone already, when the command has ended by itself.
    _ = try? await tmux("kill-server")
  }

  // MARK: Keys

  /// Presses keys, by tmux's names: `Enter`, `Escape`, `C-c`, `j`.
  func press(_ keys: String...) async throws {
    try await tmux(["send-keys", "--"] + keys)
  }

  /// Types a text.
  func type(_ text: String) async throws {
    try await tmux("send-keys", "-l", "--", text)
  }

  /// Pastes a text as a terminal does: in brackets, if the program has asked for them.
  func paste(_ text: String) async throws {
    try await tmux("set-buffer", "--", text)
    try await tmux("paste-buffer", "-p", "-r")
  }

  /// Gives the terminal another size.
  func resize(columns: Int, rows: Int) async throws {
    try await tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  // MARK: Screen

  /// What a person sees now.
  func screen() async throws -> String {
    try await tmux("capture-pane", "-p")
  }

  /// The process id of the command in the terminal.
  func processID() async throws -> Int32 {
    let text = try await tmux("display-message", "-p", "#{pane_pid}")
    return try #require(Int32(text.filter(\.isNumber)))
  }

  /// Waits until the screen shows a text.
  @discardableResult
  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> String {
    try await expect("“\(text)”", sourceLocation: sourceLocation) { $0.contains(text) }
  }

  /// Waits until the screen is as wanted, and fails with what it shows if that does not come about.
  @discardableResult
  func expect(
    _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ isAsWanted: (String) -> Bool
  ) async throws -> String {
    let deadline = ContinuousClock.now + .seconds(20)
    var screen = try await screen()
    while !isAsWanted(screen) {
      guard ContinuousClock.now < deadline else {
        Issue.record("never saw \(what); the screen shows\n\(screen)", sourceLocation: sourceLocation)
        throw NeverSeen(what: what)
      }
      try await Task.sleep(for: .milliseconds(20))
      screen = try await self.screen()
    }
    return screen
  }

  private struct NeverSeen: Error {
    let what: String
  }

  // MARK: tmux

  @discardableResult
  private func tmux(_ arguments: String...) async throws -> String {
    try await tmux(arguments)
  }

  @discardableResult
  private func tmux(_ arguments: [String]) async throws -> String {
    let result = try await run(
      .name("tmux"),
      arguments: Arguments(["-S", socket] + arguments),
      output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 16)
    )
    guard result.terminationStatus.isSuccess else {
      throw TmuxFailure(arguments: arguments, message: result.standardError)
    }
    return result.standardOutput
  }

  private struct TmuxFailure: Error {
    let arguments: [String]
    let message: String
  }
}
