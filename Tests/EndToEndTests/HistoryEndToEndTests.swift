import FoundationEssentials
import Platform
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// What was changed, by commands and by the browser: it stands in the journal, and can be taken back.
@Suite struct HistoryEndToEndTests {
  /// A place of its own for the journal.
  private struct State {
    let folder: TemporaryFolder
    var path: String { folder.path(of: "state") }
    var environment: [Subprocess.Environment.Key: String?] { ["XDG_STATE_HOME": path] }

    /// A line of the journal, as far as the tests ask.
    struct Line: Decodable, Equatable {
      let state: String
      let action: String
      let by: String
      let account: String?
      let client: String?
    }

    /// The journal, of which a line that is none fails the test; empty while there is none.
    func lines() throws -> [Line] {
      try (folder.text(of: "state/clientele/journal.jsonl") ?? "").split(separator: "\n").map {
        try JSONDecoder().decode(Line.self, from: Data($0.utf8))
      }
    }

    var text: String { folder.text(of: "state/clientele/journal.jsonl") ?? "" }
  }

  private func withState(
    clients: Int = 12,
    arguments: [String] = [],
    _ body: @Sendable (SandboxProcess, State) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let state = State(folder: folder)
    try await SandboxProcess.running(clients: clients, arguments: arguments) { sandbox in
      try await body(sandbox, state)
    }
  }

  @Test func `what commands change stands in the journal, and history prints it`() async throws {
    try await withState { sandbox, state in
      let client = try #require(try await sandbox.clients().first)
      try await sandbox.clientele("update", [client.id, "--name", "Renamed"], environment: state.environment)
      try await sandbox.clientele("rotate", [client.id], environment: state.environment)
      try await sandbox.clientele(
        "delete",
        [client.id, "--confirm", client.id],
        environment: state.environment
      )
      #expect(try state.lines().map(\.state) == ["begun", "done", "begun", "done", "begun", "done"])
      #expect(try state.lines().allSatisfy { $0.account == "alice@example.com" && $0.by == "command" })
      #expect(!state.text.contains(client.secret))
      #expect(try state.folder.permissions(of: "state/clientele/journal.jsonl") == 0o600)

      let table = try await sandbox.clientele("history", [], environment: state.environment)
      #expect(table.status == 0)
      let rows = table.standardOutput.split(separator: "\n").dropFirst(2)
      #expect(rows.count == 6)
      #expect(rows.first?.contains("deleted   Renamed") == true)
      #expect(rows.suffix(2) == ["      - name: \(client.name)", "      + name: Renamed"])

      struct Change: Decodable {
        let action: String
        let outcome: String
        let requestID: String?

        private enum CodingKeys: String, CodingKey {
          case action, outcome
          case requestID = "request_id"
        }
      }
      let json = try await sandbox.clientele("history", ["--json"], environment: state.environment)
      let changes = try JSONDecoder().decode([Change].self, from: Data(json.standardOutput.utf8))
      #expect(changes.map(\.action) == ["delete", "rotate", "update"])
      #expect(changes.allSatisfy { $0.outcome == "done" && $0.requestID?.isUUID == true })

      let old = try await sandbox.clientele(
        "history",
        ["--since", "2099-01-01"],
        environment: state.environment
      )
      #expect(old.standardOutput.hasPrefix("No changes on "))
      let wrong = try await sandbox.clientele("history", ["--since", "soon"], environment: state.environment)
      #expect(wrong.status == 64)
      let cleared = try await Program.run(["history", "clear"], environment: state.environment)
      #expect(cleared.standardOutput.hasPrefix("Removed 3 changes from "))
      #expect(try state.lines().isEmpty)
    }
  }

  @Test func `without a token it is printed too, and says whose it may be`() async throws {
    try await withState { sandbox, state in
      let client = try #require(try await sandbox.clients().first)
      try await sandbox.clientele("rotate", [client.id], environment: state.environment)
      let outcome = try await sandbox.clientele("history", [], token: "wrong", environment: state.environment)
      #expect(outcome.status == 0)
      #expect(outcome.standardOutput.contains("rotated"))
      #expect(outcome.standardError.hasPrefix("These are the changes of every account on this server."))
    }
  }

  @Test func `a command that is killed in the middle leaves a change that is not known`() async throws {
    try await withState(arguments: ["--fault", "latency:ms=60000,method=DELETE"]) { sandbox, state in
      let client = try #require(try await sandbox.clients().first)
      let environment = state.environment.merging(["HEROKU_API_KEY": SandboxProcess.token]) { $1 }
      _ = try await run(
        .path(FilePath(try Program.path())),
        arguments: ["delete", "--host", sandbox.url, client.id, "--confirm", client.id],
        environment: .inherit.updating(environment),
        input: .none,
        output: .discarded,
        error: .discarded
      ) { process in
        while try state.lines().isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        try process.send(signal: .kill)
      }
      #expect(try state.lines().map(\.state) == ["begun"])
      let table = try await sandbox.clientele("history", [], environment: state.environment)
      let rows = table.standardOutput.split(separator: "\n").filter {
        $0.contains("deleted   \(client.name)")
      }
      #expect(rows.count == 1 && rows[0].contains("not known"))
    }
  }

  @Test func `several programs at once mix no lines`() async throws {
    try await withState { sandbox, state in
      let clients = try await sandbox.clients()
      try await withThrowingTaskGroup { group in
        for client in clients {
          group.addTask {
            let arguments = [client.id, "--name", "Renamed \(client.name)"]
            let outcome = try await sandbox.clientele("update", arguments, environment: state.environment)
            #expect(outcome.status == 0, "\(outcome.standardError)")
          }
        }
        try await group.waitForAll()
      }
      let lines = try state.lines()
      #expect(lines.count == 24)
      for client in clients {
        #expect(lines.filter { $0.client == client.id }.map(\.state) == ["begun", "done"])
      }
    }
  }

  @Test func `a journal that cannot be written stops no change, and is said once`() async throws {
    try await withState { sandbox, state in
      let clients = try await sandbox.clients()
      try state.folder.write("a file", to: "state/clientele")
      let outcome = try await sandbox.clientele(
        "delete",
        [clients[0].id, clients[1].id, "--confirm", "delete 2"],
        environment: state.environment
      )
      #expect(outcome.status == 0)
      #expect(try await sandbox.clients().count == 10)
      let said = outcome.standardError.split(separator: "\n").filter { $0.contains("could not be written") }
      #expect(said.count == 1)
      #expect(
        said.first?.hasPrefix("Warning: The history \(state.path)/clientele could not be written: ") == true
      )
      #expect(state.folder.text(of: "state/clientele") == "a file")
    }
  }

  @Test func `nothing is noted where nobody wants it, nor of what never left`() async throws {
    try await withState { sandbox, state in
      let client = try #require(try await sandbox.clients().first)
      try await sandbox.clientele("rotate", [client.id, "--no-history"], environment: state.environment)
      try await sandbox.clientele("rotate", [client.id, "--read-only"], environment: state.environment)
      try await sandbox.clientele(
        "update",
        [client.id, "--name", client.name],
        environment: state.environment
      )
      try await sandbox.clientele("list", [], environment: state.environment)
      #expect(!FileManager.default.fileExists(atPath: state.path))
      let command = "exec '\(try Program.path())' --sandbox"
      try await TerminalSession.running(command, state: state.path) { terminal in
        try await terminal.expect("42 clients")
        try await terminal.press("R")
        try await terminal.type("rotate")
        try await terminal.press("Enter")
        try await terminal.expect("New secret for")
        try await terminal.press("s", "Enter", "H")
        // What was done since the start is known all the same.
        try await terminal.expect("rotated") { $0.contains("HISTORY") && $0.contains("rotated") }
      }
      #expect(!FileManager.default.fileExists(atPath: state.path))
    }
  }

  @Test func `the browser's changes are undone and made again, and all of that is noted`() async throws {
    try await withState(clients: 2) { sandbox, state in
      let before = try await sandbox.client(named: "Production dashboard")
      try await TerminalSession.running(try sandbox.browse(), state: state.path) { terminal in
        try await terminal.expect("2 clients")
        try await terminal.press("e", "BTab", "C-u")
        try await terminal.type("Renamed")
        try await terminal.press("C-s")
        try await terminal.expect("“Renamed” was saved.")
        try await terminal.press("u")
        try await terminal.expect("Undo this change?")
        #expect(try await sandbox.clients().contains { $0.name == "Renamed" })
        try await terminal.press("y")
        try await terminal.expect("Undone:")
        #expect(try await sandbox.client(named: "Production dashboard").id == before.id)
        try await terminal.press("U", "y")
        try await terminal.expect("Done again:")
        try await terminal.press("H")
        try await terminal.expect("three changes") { screen in
          screen.split(separator: "\n").count { $0.contains("changed") } == 3
            // The first was undone, and then made again: it holds, and what undid it does not.
            && screen.split(separator: "\n").count { $0.contains("changed back") } == 2
            && screen.split(separator: "\n").count { $0.hasSuffix("undone") } == 1
        }
        // Somebody else is faster: what the list shows is old, what the server says counts.
        try await sandbox.change(before.id, name: "Theirs")
        try await terminal.press("u", "y")
        try await terminal.expect("somebody else") { $0.lowercased().contains("somebody else") }
        #expect(try await sandbox.client(named: "Theirs").id == before.id)
      }
      #expect(try state.lines().map(\.state) == Array(repeating: ["begun", "done"], count: 3).flatMap { $0 })
      #expect(try state.lines().allSatisfy { $0.by == "browser" })
    }
  }

  @Test func `a client that a command has deleted is created again from the browser's history`() async throws
  {
    try await withState(clients: 2) { sandbox, state in
      let client = try await sandbox.client(named: "Production dashboard")
      let arguments = [client.id, "--confirm", client.id]
      try await sandbox.clientele("delete", arguments, environment: state.environment)
      try await TerminalSession.running(try sandbox.browse(), state: state.path) { terminal in
        try await terminal.expect("1 client")
        try await terminal.press("H")
        try await terminal.expect("deleted")
        try await terminal.press("u")
        try await terminal.expect("Create this client again?")
        try await terminal.press("y")
        try await terminal.expect("New client “Production dashboard”")
      }
      let again = try await sandbox.client(named: "Production dashboard")
      #expect(again.id != client.id && again.secret != client.secret)
      #expect(again.redirectURI == client.redirectURI)
      #expect(!state.text.contains(again.secret) && !state.text.contains(client.secret))
    }
  }

  @Test func `the client behind the token in use is warned of, and no other`() async throws {
    try await withState { sandbox, state in
      let warning = "The token in use came through this very client."
      let holder = try await sandbox.client(named: "Deploy bot")
      let other = try await sandbox.client(named: "Billing portal")
      for (client, isWarned) in [(holder, true), (other, false)] {
        for command in [["rotate", client.id], ["delete", client.id, "--confirm", client.id]] {
          let outcome = try await sandbox.clientele(
            command[0],
            Array(command.dropFirst()),
            environment: state.environment
          )
          #expect(outcome.status == 0)
          #expect(outcome.standardError.contains(warning) == isWarned)
        }
      }
    }
  }
}
