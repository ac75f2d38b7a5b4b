import ClientBrowser
import FoundationEssentials
import HerokuAPI
import Journal
import TestSupport
import Testing

@testable import ClienteleApp

@Suite struct HistoryTextTests {
  private static func entry(_ change: Change, _ ending: ChangeNote.Ending?, account: String? = nil)
    -> JournalEntry
  {
    JournalEntry(
      id: UUID(uuidString: "00000000-0000-4000-8000-000000000001") ?? UUID(),
      date: Date(timeIntervalSince1970: 1_795_000_000),
      host: "api.heroku.com",
      account: account,
      origin: .command,
      run: UUID(uuidString: "00000000-0000-4000-8000-000000000002") ?? UUID(),
      change: ChangeRecord(change),
      ending: ending
    )
  }

  private static let client = OAuthClient.sample(
    "Staging\n",
    id: "11111111",
    redirectURI: "https://staging.example.com/callback"
  )

  @Test func `a table tells when, what, to which client, what came of it, and how it was before`() {
    let history = History([
      Self.entry(.update(ClientChanges([.name: "S", .redirectURI: "b:c"]), expecting: Self.client), .done),
      Self.entry(.rotate(expecting: Self.client), nil),
    ])
    let table = HistoryTable.document(history, host: "h", localTime: .utc).split(separator: "\n").map(
      String.init
    )
    #expect(
      Array(table.enumerated().filter { $0.offset != 1 }.map(\.element)) == [
        "  Change     When               What      Client     Outcome",
        "  00000000   2026-11-18 11:06   changed   S          done", "      - name: Staging�",
        "      + name: S",
        "      - \(Self.client.redirectURI)", "      + b:c",
        "  00000000   2026-11-18 11:06   rotated   Staging�   not known",
      ]
    )
    #expect(HistoryTable.document(History(), host: "h") == "No changes on h in the history.\n")
  }

  @Test func `JSON has what there is, and nothing for what there is not`() {
    let deletion = Self.entry(.delete(expecting: Self.client), .failed(status: 422), account: "a@example.com")
    #expect(
      HistoryJSON.document(History([deletion])) == #"""
        [
          {
            "account": "a@example.com",
            "action": "delete",
            "at": "2026-11-18T11:06:40Z",
            "before": {
              "created_at": "2025-10-14T11:06:40Z",
              "id": "11111111-89ab-4cde-8f01-23456789abcd",
              "name": "Staging\n",
              "redirect_uri": "\#(Self.client.redirectURI)",
              "updated_at": "2026-11-18T09:06:40Z"
            },
            "by": "command",
            "client": "11111111-89ab-4cde-8f01-23456789abcd",
            "host": "api.heroku.com",
            "id": "00000000-0000-4000-8000-000000000001",
            "outcome": "failed",
            "run": "00000000-0000-4000-8000-000000000002",
            "status": 422
          }
        ]

        """#
    )
    #expect(HistoryJSON.document(History()) == "[]\n")
  }

  @Test func `an age or a date says how far back to look`() throws {
    let now = Date(timeIntervalSince1970: 1_795_000_000)
    for (text, seconds) in [
      ("30min", 1800.0), ("12h", 43_200), ("7d", 604_800), ("2w", 1_209_600), ("0d", 0),
    ] {
      #expect(try HistoryAge(parsing: text).date(now: now) == now.addingTimeInterval(-seconds))
    }
    #expect(
      try HistoryAge(parsing: "2026-11-01").date(now: now) == Date(timeIntervalSince1970: 1_793_491_200)
    )
    #expect(
      try HistoryAge(parsing: "2026-11-01T09:00:00Z").date(now: now)
        == Date(timeIntervalSince1970: 1_793_523_600)
    )
    for text in ["", "7", "d", "-1d", "1.5d", "7 d", "7y", "yesterday", "2026-13-01", "2026-11-01x"] {
      #expect(throws: (any Error).self, "\(text)") { try HistoryAge(parsing: text) }
    }
  }
}

@Suite struct ChangeJournalTests {
  private static func note(_ ending: ChangeNote.Ending?, id: UUID = UUID()) -> ChangeNote {
    let change = Change.rotate(expecting: .sample("Staging", id: "11111111"))
    return ChangeNote(id: id, account: nil, change: ChangeRecord(change), ending: ending)
  }

  @Test func `what is kept for this run alone is told, each change once`() async {
    let journal = ChangeJournal(.memory, host: "h", origin: .browser)
    let id = UUID()
    await journal.take(Self.note(nil, id: id))
    await journal.take(Self.note(.done, id: id))
    await journal.take(Self.note(nil))
    let history = await journal.history(of: "alice@example.com")
    #expect(history.entries.map(\.ending) == [nil, .done])
  }

  @Test func `what is wrong is said once, and nothing else happens`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write("", to: "state")
    let place = JournalFolder(folder.path(of: "state"))
    let journal = ChangeJournal(.file(JournalFile(in: place)), host: "h", origin: .browser)
    #expect(journal.takeComplaint() == nil)
    for _ in 0..<3 { await journal.take(Self.note(.done)) }
    #expect(journal.takeComplaint()?.hasPrefix("The history \(place.path) could not be written: ") == true)
    #expect(journal.takeComplaint() == nil)
    await journal.take(Self.note(.done))
    #expect(journal.takeComplaint() == nil)
    #expect(await journal.history(of: nil).problem?.contains("could not be read") == true)
  }

  @Test func `both lines of a change say when it began`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let file = JournalFile(in: JournalFolder(folder.path(of: "clientele")))
    let clock = ManualClock(start: .testNow)
    let journal = ChangeJournal(.file(file), host: "h", origin: .command, now: { clock.date })
    let id = UUID()
    await journal.take(Self.note(nil, id: id))
    clock.advance(by: .seconds(60))
    await journal.take(Self.note(.done, id: id))
    #expect(try file.history().entries.map(\.date) == [.testNow])
  }
}
