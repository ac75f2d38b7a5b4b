import ClientBrowser
import FoundationEssentials
import HerokuAPI
import Journal
import TerminalUI
import TestSupport
import Testing

private let sizes = [Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 50, rows: 15)]

/// What was changed here, and the questions before it is taken back, as they are drawn.
@Suite struct HistoryFrameTests {
  private static let client = OAuthClient.samples[0]

  private static let history = {
    let gone = OAuthClient.sample(
      "Temporary test",
      id: "99999999",
      redirectURI: "https://temp.example.com/cb"
    )
    let earlier = client.with(redirectURI: "https://dashboard.example.com/old/callback")
    let evil = OAuthClient.samples[3]
    let moved = OAuthClient.samples[7]
    let changes: [(Change, ChangeNote.Ending?)] = [
      (.update(ClientChanges([.redirectURI: client.redirectURI]), expecting: earlier), .done),
      (.delete(expecting: gone), .done), (.rotate(expecting: OAuthClient.samples[2]), .done),
      (.create(ClientDraft(name: "Lost", redirectURI: "https://lost.example.com/cb")), nil),
      (
        .update(ClientChanges([.name: "Billing", .redirectURI: "https://b.example.com/"]), expecting: moved),
        .failed(status: 422)
      ),
      (.rotate(expecting: evil), .unknown),
    ]
    let entries = (0..<30).map { number in
      let (change, ending) = changes[number % changes.count]
      return JournalEntry(
        id: UUID(),
        date: Browser.testNow.addingTimeInterval(-Double(1 + number * number * number) * 4000),
        host: "api.heroku.com",
        account: "alice@example.com",
        origin: number % 2 == 0 ? .browser : .command,
        run: UUID(),
        change: ChangeRecord(change),
        ending: ending,
        requestID: "5b1c0f9e-0000-4000-8000-000000000401"
      )
    }
    return History(entries, skippedLines: 1)
  }()

  private static func open(_ size: Size, _ keys: [Key] = []) -> Browser {
    Browser.sample(size).answering(["H"] + keys) { effect in
      guard case .readHistory(let id, _) = effect else { return nil }
      return .historyRead(id, history)
    }
  }

  @Test(arguments: sizes) func `the history`(size: Size) throws {
    try expectRecording(of: Self.open(size, ["j"]), named: "history-\(size.name)")
  }

  @Test(arguments: sizes) func `one change`(size: Size) throws {
    try expectRecording(of: Self.open(size, [.enter]), named: "history-change-\(size.name)")
  }

  @Test(arguments: sizes) func `before a change is taken back`(size: Size) throws {
    try expectRecording(of: Self.open(size, ["u"]), named: "undo-\(size.name)")
  }

  @Test(arguments: sizes) func `before a client is created again`(size: Size) throws {
    try expectRecording(of: Self.open(size, ["j", "u"]), named: "undo-delete-\(size.name)")
  }

  @Test(arguments: sizes) func `the client behind the token`(size: Size) throws {
    let browser = Browser.sample(size).answering(["d"]) { effect in
      guard case .readTokenClient(let id) = effect else { return nil }
      return .tokenClientRead(id, OAuthClient.samples[8].id)
    }
    try expectRecording(of: browser, named: "own-token-\(size.name)")
  }

  @Test func `the cursor stands on the selected change`() {
    let frame = Frame(Self.open(Size(columns: 120, rows: 40), ["j", "j"]))
    #expect(frame.cursor == Position(row: 4, column: 0) && !frame.cursorIsVisible)
  }
}

extension Size {
  fileprivate var name: String { "\(columns)x\(rows)" }
}
