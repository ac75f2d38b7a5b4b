import FoundationEssentials
import Subprocess
import TestSupport
import Testing

/// `clientele undo`, as a script runs it.
@Suite struct UndoCommandTests {
  private typealias Run = @Sendable (String, [String]) async throws -> CommandOutcome

  /// Runs commands on a sandbox of their own with a history of their own.
  private func withHistory(_ body: @Sendable (SandboxProcess, Run) async throws -> Void) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let state = folder.path(of: "state")
    try await SandboxProcess.running(clients: 12) { sandbox in
      try await body(sandbox) { name, arguments in
        try await sandbox.clientele(name, arguments, environment: ["XDG_STATE_HOME": state])
      }
    }
  }

  private struct Entry: Decodable {
    let id: String
    let action: String
    let undoes: String?
    let undoneBy: String?

    private enum CodingKeys: String, CodingKey {
      case id, action, undoes
      case undoneBy = "undone_by"
    }
  }

  private func history(_ run: Run) async throws -> [Entry] {
    try JSONDecoder().decode(
      [Entry].self,
      from: Data(try await run("history", ["--json"]).standardOutput.utf8)
    )
  }

  private static let move = [
    "--filter", "host:*.example.com scheme:https", "--text", "example.com", "example.org",
  ]

  @Test func `takes back what was done last, many at once as one, and then what was done before`()
    async throws
  {
    try await withHistory { sandbox, run in
      let before = try await sandbox.clients()
      let client = before[0]
      #expect(try await run("undo", []).status == 7, "nothing was done yet")
      #expect(try await run("update", [client.id, "--name", "Renamed"]).status == 0)
      let named = try await sandbox.clients()
      let dry = try await run("rewrite", Self.move + ["--dry-run"])
      let fingerprint = try #require(
        dry.standardOutput.split(separator: "\n").last?.split(separator: " ").last
      )
      _ = try await run("rewrite", Self.move + ["--yes", "\(fingerprint)"])
      let moved = try await sandbox.clients()
      let count = zip(named, moved).count { $0.redirectURI != $1.redirectURI }
      #expect(count > 2)

      let preview = try await run("undo", ["--dry-run"])
      #expect(preview.status == 0)
      #expect(preview.standardOutput.contains("\n\(count) changes would be taken back."))
      for options in [[], ["--yes", "1"], ["--yes", ""]] as [[String]] {
        let refused = try await run("undo", options)
        #expect(refused.status == 64, "\(options)")
        #expect(refused.standardError.contains("Nothing was changed."))
      }
      #expect(try await run("undo", ["--yes", "\(count)", "--read-only"]).status == 6)
      #expect(try await sandbox.clients().map(\.redirectURI) == moved.map(\.redirectURI))

      let print = try #require(preview.standardOutput.split(separator: "\n").last?.split(separator: " ").last)
      let outcome = try await run("undo", ["--yes", "\(print)"])
      #expect(outcome.status == 0, "\(outcome.standardError)")
      #expect(outcome.standardOutput == "")
      #expect(outcome.standardError.contains("\(count) of \(count) changes were taken back."))
      #expect(try await sandbox.clients().map(\.redirectURI) == named.map(\.redirectURI))

      #expect(try await run("undo", ["--yes", "1"]).status == 0, "the rename")
      #expect(try await sandbox.clients().map(\.name) == before.map(\.name))
      #expect(try await run("undo", ["--yes", "1"]).status == 7, "nothing is left")
    }
  }

  @Test func `a change is named by the beginning of its id, and an undo is taken back itself`() async throws {
    try await withHistory { sandbox, run in
      let client = try #require(try await sandbox.clients().first)
      _ = try await run("update", [client.id, "--name", "Renamed"])
      let first = try #require(try await history(run).first)
      #expect(try await run("undo", [String(first.id.prefix(8)), "--yes", "1"]).status == 0)
      let entries = try await history(run)
      #expect(entries.map(\.undoes) == [first.id, nil])
      #expect(entries.map(\.undoneBy) == [nil, entries[0].id])
      let twice = try await run("undo", [first.id, "--yes", "1"])
      #expect(twice.status == 6 && twice.standardError.contains("taken back already"))
      #expect(try await run("undo", [entries[0].id, "--yes", "1"]).status == 0)
      #expect(try await sandbox.clients().first { $0.id == client.id }?.name == "Renamed")
      for (argument, status) in [("ffffffff", 7), ("abc", 64), ("nonsense!", 64)] as [(String, Int32)] {
        #expect(try await run("undo", [argument, "--yes", "1"]).status == status, "\(argument)")
      }
    }
  }

  @Test func `what somebody else has changed since stays, and the rest is taken back`() async throws {
    try await withHistory { sandbox, run in
      let clients = try await sandbox.clients()
      _ = try await run("update", [clients[2].id, "--name", "Earlier"])
      let earlier = try #require(try await history(run).first?.id)
      _ = try await run("update", [clients[0].id, clients[1].id, "--name", "Same"])
      try await sandbox.change(clients[0].id, name: "Theirs")
      let outcome = try await run("undo", ["--yes", "1"])
      #expect(outcome.status == 6)
      #expect(outcome.standardError.contains("“Theirs” was changed since: its name is “Theirs” now."))
      let names = Dictionary(uniqueKeysWithValues: try await sandbox.clients().map { ($0.id, $0.name) })
      #expect(names[clients[0].id] == "Theirs" && names[clients[1].id] == clients[1].name)
      // What is left of it cannot be taken back; the way to what was done before is told.
      let again = try await run("undo", [])
      #expect(again.status == 6)
      #expect(again.standardError.contains("1 of 1 change could not be taken back."))
      #expect(
        again.standardError.hasSuffix("\n  clientele undo \(earlier.prefix(8)) --host \(sandbox.url)\n")
      )
    }
  }

  @Test func `a deletion is taken back by a new client, and a creation by a deletion that wants the name`()
    async throws
  {
    try await withHistory { sandbox, run in
      let client = try #require(try await sandbox.clients().first)
      _ = try await run("delete", [client.id, "--confirm", client.id])
      let created = try await run("undo", ["--yes", "1"])
      #expect(created.status == 0, "\(created.standardError)")
      let again = try #require(try await sandbox.clients().first { $0.name == client.name })
      #expect(again.id != client.id && again.redirectURI == client.redirectURI)
      #expect(created.standardError.contains("clientele info \(again.id) --shell"))
      #expect(!(created.standardError + created.standardOutput).contains(again.secret))
      let undo = try #require(try await history(run).first?.id)
      for options in [["--yes", "1"], ["--confirm", "1"]] {
        let refused = try await run("undo", [undo] + options)
        #expect(refused.status == 64 && refused.standardError.contains("Nothing was deleted."))
      }
      let deleted = try await run("undo", [undo, "--confirm", client.name])
      #expect(deleted.status == 0, "\(deleted.standardError)")
      #expect(try await sandbox.clients().allSatisfy { $0.name != client.name })
    }
  }

  @Test func `a rotation is not taken back, and what was done before it is named`() async throws {
    try await withHistory { sandbox, run in
      let client = try #require(try await sandbox.clients().first)
      _ = try await run("update", [client.id, "--name", "Renamed"])
      let first = try #require(try await history(run).first?.id)
      _ = try await run("rotate", [client.id])
      let outcome = try await run("undo", [])
      #expect(outcome.status == 6)
      #expect(outcome.standardError.contains("A rotation cannot be undone: the old secret is gone for good."))
      #expect(
        outcome.standardError.hasSuffix("\n  clientele undo \(first.prefix(8)) --host \(sandbox.url)\n")
      )
    }
  }
}
