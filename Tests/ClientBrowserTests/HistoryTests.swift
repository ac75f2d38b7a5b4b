import ClientIndex
import FoundationEssentials
import HerokuAPI
import Journal
import TestSupport
import Testing

@testable import ClientBrowser

/// What was changed here, also in earlier runs and by commands.
@Suite struct HistoryTests {
  private static func entry(
    _ change: Change,
    _ outcome: ChangeOutcome? = nil,
    minutesAgo: Double = 90,
    ending: ChangeNote.Ending? = .done,
    batch: Int? = nil,
    run: UUID = UUID()
  ) -> JournalEntry {
    JournalEntry(
      id: UUID(),
      date: .testNow.addingTimeInterval(-60 * minutesAgo),
      host: "api.heroku.com",
      account: "alice@example.com",
      origin: .command,
      run: run,
      batch: batch,
      change: outcome.map { ChangeRecord(change, $0) } ?? ChangeRecord(change),
      ending: ending,
      requestID: "r1"
    )
  }

  private static let gone = OAuthClient.sample("Gone", id: "99999999")
  private static let before = OAuthClient.billing.with(name: "Billing")
  private static let entries = [
    entry(
      .update(ClientChanges([.name: "Billing portal"]), expecting: before),
      .updated(UpdatedClient(client: .billing))
    ), entry(.delete(expecting: gone), .deleted(gone), minutesAgo: 60 * 24 * 7),
    entry(.rotate(expecting: .staging), .rotated(.sample(.staging)), minutesAgo: 60 * 24 * 8),
    entry(.create(ClientDraft(name: "Lost", redirectURI: "b:c")), minutesAgo: 60 * 24 * 9, ending: nil),
    entry(.delete(expecting: .production), minutesAgo: 60 * 24 * 90, ending: .failed(status: 422)),
  ]

  /// A browser with the history open.
  private static func open(
    _ history: History = History(entries),
    size: Size = Size(columns: 120, rows: 40)
  ) -> Browser {
    var browser = Browser.showing([.billing, .production, .staging], size: size)
    for case .readHistory(let id, let account) in browser.press("H") {
      #expect(account == "alice@example.com")
      browser.send(.historyRead(id, history))
    }
    return browser
  }

  @Test func `is read when it is asked for, and not before`() {
    var (browser, effects) = Browser.start(host: "h", size: Size(columns: 80, rows: 24), now: .testNow)
    #expect(!effects.contains { if case .readHistory = $0 { true } else { false } })
    effects = browser.press("H")
    #expect(effects.count == 1)
    #expect(browser.presentation?.words == ["HISTORY", "Reading…"])
  }

  @Test func `tells when, what, to which client, and what came of it`() {
    let rows = (Self.open().presentation?.words ?? []).dropFirst().map { row in
      row.split(separator: "  ").map { $0.trimmingPrefix(" ") }.filter { !$0.isEmpty }.joined(
        separator: " | "
      )
    }
    #expect(
      rows == [
        "1 h ago | changed | Billing portal | name: Billing → Billing portal | done",
        "7 d ago | deleted | Gone | https://gone.example.com/callback | done",
        "8 d ago | rotated | Staging dashboard | done", "9 d ago | created | Lost | b:c | not known",
        "3 mo ago | deleted | Production dashboard | https://production-dashboard.example.com/callback | not done (422)",
      ]
    )
    #expect(Self.open(History()).presentation?.words == ["HISTORY", "Nothing was changed here yet."])
    #expect(Self.open(History(problem: "No.")).presentation?.words == ["HISTORY", "No."])
    let damaged = Self.open(History(Self.entries, skippedLines: 2)).presentation?.words.last
    #expect(damaged == "! 2 lines of the history could not be read.")
  }

  @Test func `an answer that comes after it was left is nobody's`() {
    var browser = Browser.showing([.billing])
    let effects = browser.press("H")
    browser.press("q")
    for case .readHistory(let id, _) in effects { browser.send(.historyRead(id, History(Self.entries))) }
    #expect(browser.screens.isEmpty)
  }

  @Test func `a change is taken back from it`() {
    var browser = Self.open()
    browser.press("u")
    #expect(browser.undo?.change == .update(ClientChanges([.name: "Billing"]), expecting: .billing))
    let effects = browser.press("y")
    guard case .perform(let id, let change, _)? = effects.first else {
      Issue.record("\(effects)")
      return
    }
    #expect(change == browser.undo?.change)
    let again = browser.send(.changed(id, .updated(UpdatedClient(client: Self.before))))
    #expect(browser.history != nil)
    #expect(again.contains { if case .readHistory = $0 { true } else { false } }, "it is read again")
  }

  @Test func `a client that was deleted last week is created again`() {
    var browser = Self.open()
    browser.press("j", "u")
    #expect(browser.presentation?.title == "Create this client again?")
    let effects = browser.press("y")
    let draft = ClientDraft(name: "Gone", redirectURI: Self.gone.redirectURI)
    guard case .perform(_, .create(draft), _)? = effects.first else {
      Issue.record("\(effects)")
      return
    }
  }

  @Test func `what cannot be taken back says why`() {
    var browser = Self.open()
    let reasons = [
      "j": "A rotation cannot be undone", "jj": "It is not known whether it was done",
      "jjj": "It was not done",
    ]
    for (keys, reason) in reasons {
      browser.press("g", "j")
      browser.type(keys)
      browser.press("u")
      #expect(browser.history != nil)
      #expect(browser.presentation?.words.last?.hasPrefix("! \(reason)") == true, "\(reason)")
    }
  }

  /// Two that were renamed together, one that was not, and another run's with the same number.
  private static var together: [JournalEntry] {
    let run = UUID()
    func renamed(_ client: OAuthClient, _ ending: ChangeNote.Ending = .done, run: UUID) -> JournalEntry {
      entry(
        .update(ClientChanges([.name: client.name]), expecting: client.with(name: "Old \(client.name)")),
        .updated(UpdatedClient(client: client)),
        ending: ending,
        batch: 1,
        run: run
      )
    }
    return [
      renamed(.billing, run: run), renamed(.staging, run: run),
      renamed(.production, .failed(status: 503), run: run), renamed(.billing, run: UUID()),
    ]
  }

  @Test func `what was done to many at once is one row, which opens`() {
    var browser = Self.open(History(Self.together))
    func rows() -> [String] {
      (browser.presentation?.words ?? []).dropFirst().map { row in
        row.split(separator: "  ").map { $0.trimmingPrefix(" ") }.filter { !$0.isEmpty }.joined(
          separator: " | "
        )
      }.filter { $0.contains(" | ") }
    }
    #expect(
      rows() == [
        "1 h ago | changed | 3 changes | name: Old Billing … → Billing …; Billing portal, Staging dashboard, … 2 of 3 done",
        "1 h ago | changed | Billing portal | name: Old Billing portal → Billing portal | done",
      ]
    )
    browser.send(.resized(Size(columns: 80, rows: 24)))
    #expect(rows().first?.contains("3 changes | name: Old Bi… → Bi…; ") == true, "\(rows())")
    browser.send(.resized(Size(columns: 120, rows: 40)))
    browser.press(.enter)
    #expect(browser.presentation?.title == "HISTORY OF 3 CHANGES")
    #expect(rows().count == 3)
    browser.press("j", .enter)
    #expect(browser.presentation?.words.contains("became Staging dashboard") == true)
    browser.press("q", "u")
    #expect(browser.undo?.change.target == .staging, "one of them alone")
    browser.press("n", "q")
    #expect(rows().count == 2)
  }

  @Test func `what was taken back says so, and what took it back does`() {
    let renamed = Self.entry(
      .update(ClientChanges([.name: "Billing portal"]), expecting: Self.before),
      .updated(UpdatedClient(client: .billing)),
      minutesAgo: 5
    )
    let back = Self.entry(
      .update(ClientChanges([.name: "Billing"]), expecting: .billing),
      .updated(UpdatedClient(client: Self.before)),
      minutesAgo: 2
    )
    var browser = Self.open(History([back, renamed]))
    let rows = browser.presentation?.words.dropFirst().map(\.self) ?? []
    #expect(rows.count == 2)
    #expect(rows[0].contains("changed back") && rows[0].hasSuffix("done"))
    #expect(rows[1].contains(" changed ") && rows[1].hasSuffix("undone"))
    browser.press("j", .enter)
    #expect(browser.presentation?.words.contains("outcome undone") == true)
  }

  @Test func `where rows have no room for it, the last line tells what became of what`() {
    var browser = Self.open(size: Size(columns: 50, rows: 15))
    #expect(browser.presentation?.words.last == "  name: Billing → Billing portal")
    browser.press("j")
    #expect(browser.presentation?.words.last == "  https://gone.example.com/callback")
  }

  @Test func `stays selected while more of it is done`() {
    var browser = Self.open(History(Array(Self.together.dropFirst())))
    let run = browser.history?.history?.entries.first?.run ?? UUID()
    let later = Self.entry(.delete(expecting: Self.gone), .deleted(Self.gone), minutesAgo: 1)
    let another = Self.entry(.rotate(expecting: .staging), minutesAgo: 2, batch: 1, run: run)
    let before = browser.history?.history?.entries ?? []
    for case .readHistory(let id, _) in browser.refreshHistory() {
      browser.send(.historyRead(id, History([later, another] + before)))
    }
    let selected = browser.presentation?.blocks.compactMap { block in
      if case .row(let row) = block, row.isSelected { row.pieces.map(\.text).joined() } else { nil }
    }
    #expect(selected?.count == 1)
    #expect(selected?.first?.contains("3 changes") == true)
  }

  @Test func `and is taken back as one`() {
    var browser = Self.open(History(Self.together))
    browser.press("u")
    #expect(browser.presentation?.title == "Undo what was done together")
    #expect(
      browser.presentation?.words.contains { $0.contains("1 of 3 are left out: It was not done") } == true
    )
    browser.leaveKeysAlone()
    let effects = browser.press(.enter)
    let changes = effects.compactMap {
      if case .perform(_, let change, let batch?) = $0 { (change, batch) } else { nil }
    }
    #expect(
      changes.map(\.0)
        == [OAuthClient.billing, .staging].map {
          .update(ClientChanges([.name: "Old \($0.name)"]), expecting: $0)
        }
    )
    #expect(Set(changes.map(\.1)) == [1])
    // It is told in the history at once, and can be made again from the list.
    var told: [Effect] = []
    for case .perform(let id, .update(let wanted, let client), _) in effects {
      var after = client
      after.name = wanted[.name] ?? ""
      told += browser.send(.changed(id, .updated(UpdatedClient(client: after))))
    }
    #expect(told.contains { if case .readHistory = $0 { true } else { false } })
    #expect(browser.shared.status?.text.contains("shows what came of each") == false)
    browser.press(.escape)
    browser.press("U")
    #expect(browser.presentation?.title == "Make again what was undone together")
    browser.press(.escape)
    browser.press("u")
    #expect(browser.presentation?.title != "Undo what was done together", "an undo is no new change")
  }

  @Test func `what somebody else has changed since is refused`() {
    var browser = Self.open()
    browser.shared.clients.put(OAuthClient.billing.with(name: "Theirs"))
    browser.press("u")
    #expect(browser.history != nil)
    #expect(browser.presentation?.words.last == "! “Theirs” was changed since: its name is “Theirs” now.")
  }

  @Test func `one change is told whole`() {
    var browser = Self.open()
    browser.press(.enter)
    let words = browser.presentation?.words ?? []
    #expect(browser.context == .historyEntry)
    for line in [
      "was Billing", "became Billing portal", "outcome done", "by a command", "request r1",
      "account alice@example.com",
    ] {
      #expect(words.contains(line), "\(line)")
    }
    browser.press("u")
    #expect(browser.undo != nil)
    browser.press("n")
    #expect(browser.history != nil)
  }

  @Test(arguments: [Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 50, rows: 15)])
  func `what is shown is as much as fits, whatever there is`(size: Size) throws {
    let many = (0..<5000).map { number in
      Self.entry(.rotate(expecting: .sample("client \(number)", id: "11111111")), minutesAgo: Double(number))
    }
    var browser = Self.open(History(many), size: size)
    func rows() -> [Presentation.Row] {
      (browser.presentation?.blocks ?? []).compactMap { if case .row(let row) = $0 { row } else { nil } }
    }
    func selected() -> [String] {
      rows().filter(\.isSelected).map {
        $0.pieces[2].text.trimmingPrefix(" ").split(separator: "  ").first.map(String.init) ?? ""
      }
    }
    #expect(rows().count == size.rows - 4)
    browser.press("G")
    #expect(selected().count == 1 && selected()[0].hasPrefix("client 49"))
    #expect(rows().last?.isSelected == true && rows().first?.more == .above)
    browser.press("g", "j", "j", .pageDown)
    #expect(selected().first?.hasPrefix("client \(2 + size.rows - 4)") == true)
    browser.press("G")
    browser.send(.resized(Size(columns: 40, rows: 10)))
    #expect(selected().count == 1 && rows().last?.isSelected == true)
  }

  @Test func `what keeps it from being written is said`() {
    var browser = Browser.showing([.billing])
    browser.send(.historyFailed("The history could not be written."))
    #expect(browser.shared.status == Status(.warning, "The history could not be written."))
  }
}

/// The client that the token in use came from.
@Suite struct OwnTokenTests {
  @Test func `is asked for when one is to be deleted or rotated, once, and warned of`() {
    var browser = Browser.showing([.billing, .staging])
    #expect(browser.handle(.keyPressed("j")).isEmpty)
    let effects = browser.handle(.keyPressed("d"))
    guard case .readTokenClient(let id)? = effects.first else {
      Issue.record("\(effects)")
      return
    }
    func warning() -> Bool {
      browser.presentation?.words.contains { $0.hasPrefix("The token in use came through this very client.") }
        == true
    }
    #expect(!warning())
    browser.send(.tokenClientRead(id, OAuthClient.staging.id))
    #expect(warning())
    browser.press(.escape)
    let again = browser.handle(.keyPressed("R"))
    #expect(!again.contains { if case .readTokenClient = $0 { true } else { false } })
    #expect(warning())
    browser.press(.escape, "k", "d")
    #expect(!warning(), "another client")
  }

  @Test func `a read that fails says nothing`() {
    var browser = Browser.showing([.billing])
    for case .readTokenClient(let id) in browser.handle(.keyPressed("d")) {
      browser.send(.readFailed(id, .notFound(requestID: nil)))
    }
    #expect(browser.shared.status == nil)
    #expect(browser.confirmation != nil)
  }
}
