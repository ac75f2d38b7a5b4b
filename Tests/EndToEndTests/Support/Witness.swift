import FoundationEssentials
import Subprocess
import TestSupport
import Testing

/// Runs commands in a home of its own, keeps all that they say and write, and searches it for what must not be there.
struct Witness {
  /// Something that was said or written, and where.
  private struct Statement {
    let place: String
    let text: String
    /// The client whose secret was asked for here.
    var asked: String?
  }

  private let sandbox: SandboxProcess
  private let home: TemporaryFolder
  private var statements: [Statement] = []
  /// All secrets that each client has had.
  private var secrets: [String: Set<String>] = [:]

  init(_ sandbox: SandboxProcess, home: TemporaryFolder) {
    self.sandbox = sandbox
    self.home = home
  }

  /// Where everything that the program keeps would lie.
  var environment: [Subprocess.Environment.Key: String?] {
    [
      "HOME": home.path, "XDG_CACHE_HOME": nil, "XDG_STATE_HOME": nil, "XDG_CONFIG_HOME": nil,
      "XDG_DATA_HOME": nil,
    ]
  }

  /// The option that asks for the most detailed log there is.
  var log: [String] { ["--log", home.path(of: "log")] }

  /// Learns the secrets that there are now.
  mutating func learnSecrets() async throws {
    for client in try await sandbox.clients() { secrets[client.id, default: []].insert(client.secret) }
  }

  /// Runs a command.
  ///
  /// - Parameter asked: the client whose secret it is to print; `*` is every client's.
  @discardableResult
  mutating func run(
    _ command: [String],
    token: String = SandboxProcess.token,
    asked: String? = nil
  ) async throws -> CommandOutcome {
    try await learnSecrets()
    let split = command.firstIndex(of: "--") ?? command.endIndex
    let outcome = try await sandbox.clientele(
      command[0],
      Array(command[1..<split]) + log + command[split...],
      token: token,
      environment: environment
    )
    try await learnSecrets()
    // The id of a client that was just made is not known before.
    keep(outcome, of: command, asked: asked == "new" ? outcome.standardOutput.firstUUID : asked)
    return outcome
  }

  /// Runs a command that is about no server, and so takes neither one nor a log.
  mutating func runAlone(_ command: [String]) async throws {
    let token: [Subprocess.Environment.Key: String?] = ["HEROKU_API_KEY": SandboxProcess.token]
    keep(try await Program.run(command, environment: environment.merging(token) { $1 }), of: command)
  }

  private mutating func keep(_ outcome: CommandOutcome, of command: [String], asked id: String? = nil) {
    let name = command.joined(separator: " ")
    statements.append(
      Statement(place: "standard output of \(name)", text: outcome.standardOutput, asked: id)
    )
    statements.append(Statement(place: "standard error of \(name)", text: outcome.standardError))
  }

  /// Keeps what a screen shows.
  mutating func saw(_ screen: String, _ what: String) {
    statements.append(Statement(place: "the screen with \(what)", text: screen))
  }

  /// Where a token or a secret is that was not asked for; each with the place, and never with the text itself.
  func leaks(tokens: [String] = SandboxProcess.tokens) -> [String] {
    var found: [String] = []
    for statement in statements + files {
      if tokens.contains(where: statement.text.contains) { found.append("a token in \(statement.place)") }
      for (id, texts) in secrets where statement.asked != id && statement.asked != "*" {
        if texts.contains(where: statement.text.contains) { found.append("a secret in \(statement.place)") }
      }
    }
    return found
  }

  /// Whether there is a file in the home.
  func hasFile(_ name: String) -> Bool { files.contains { $0.place == "the file \(name)" } }

  /// Every file below the home, whatever made it.
  private var files: [Statement] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: home.path)) ?? []
    return names.compactMap { name in
      guard let data = FileManager.default.contents(atPath: home.path(of: name)) else { return nil }
      return Statement(place: "the file \(name)", text: String(decoding: data, as: UTF8.self))
    }
  }
}
