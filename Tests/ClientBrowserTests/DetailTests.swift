import ClientIndex
import FoundationEssentials
import HerokuAPI
import Journal
import TerminalText
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct DetailTests {
  private func lines(_ browser: Browser) -> [String] {
    browser.detailLines.map { $0.label.isEmpty ? $0.value : "\($0.label): \($0.value)" }
  }

  private let day = 86_400.0

  @Test func `begins with the name and what tells the client from others`() {
    let browser = Browser.showing([.staging], size: Size(columns: 80, rows: 24))
    #expect(browser.detailLines.map(\.label).prefix(4) == ["", "redirect URI", "id", "secret"])
    #expect(browser.detailLines.first?.value == "Staging dashboard")
    #expect(browser.detailLines.first?.tone == .title)
  }

  @Test func `says of the redirect URI what the form would say`() {
    let client = OAuthClient.sample("Plain", id: "11111111", redirectURI: "http://plain.example.com/cb")
    let browser = Browser.showing([client])
    let findings = FieldFinding.judging(client.redirectURI, in: .redirectURI)
    #expect(findings.count == 1)
    let said = browser.detailLines.filter { $0.tone == .finding(.warning) }.map(\.value)
    #expect(said.joined(separator: " ") == findings[0].text + " (RFC 9700 2.6)")
  }

  @Test func `puts what is long below its label where the list needs the room`() {
    let client = OAuthClient.sample("Staging", id: "11111111", redirectURI: "https://a.example.com/callback")
    let name = String(repeating: "n", count: 60)
    let wide = OAuthClient.sample(name, id: "77777777", redirectURI: "https://long.example.com/" + name)
    let size = Size(columns: 120, rows: 40)
    let roomy = Browser.showing([client], size: size)
    let narrow = Browser.showing([client, wide], selected: client, size: size)
    #expect(narrow.layout.detail.columns == Layout.narrowestDetail)
    #expect(lines(roomy).contains("id: \(client.id.text)"))
    #expect(lines(narrow).contains("id: ") && lines(narrow).contains(client.id.text), "on one line")
    #expect(lines(narrow).contains { $0.hasPrefix("updated: 20") }, "a date stands beside its label")
    for browser in [roomy, narrow] {
      for line in browser.detailLines {
        let labelEnd = line.labelColumn + line.label.count
        #expect(labelEnd < line.valueColumn || line.value.isEmpty || line.label.isEmpty)
        #expect(line.valueColumn + line.value.cellWidth < browser.layout.detail.columns)
      }
    }
  }

  @Test func `says how long the secret has been the same, as far as that is known`() {
    var client = OAuthClient.staging
    client.updatedAt = Browser.testNow.addingTimeInterval(-800 * day)
    #expect(lines(.showing([client])).contains { $0.contains("no change for 2 years") })
    client.updatedAt = Browser.testNow.addingTimeInterval(-day)
    #expect(lines(.showing([client])).contains { $0.contains("no change for 1 day") })
    client.updatedAt = Browser.testNow.addingTimeInterval(-3600)
    #expect(!lines(.showing([client])).contains { $0.contains("no change") })
  }

  @Test func `names other clients with the same host, a few of many`() {
    let clients = (1...7).map { number -> OAuthClient in
      let uri = "https://app.example.com/\(number)"
      return OAuthClient.sample("Client \(number)", id: "\(number)1111111", redirectURI: uri)
    }
    let two = Browser.showing(Array(clients.prefix(2)) + [.billing], selected: clients[0])
    #expect(lines(two).contains("same host: Client 2"))
    #expect(!lines(two).contains { $0.contains("Billing") })
    let many = lines(.showing(clients, selected: clients[0]))
    #expect(many.count { $0.contains("Client ") } == 5, "the name, and four others")
    #expect(many.last == "and more")
    #expect(!lines(.showing([.billing])).contains { $0.contains("same host") })
  }

  @Test func `says what was last changed here`() throws {
    let wide = Size(columns: 200, rows: 40)
    var browser = Browser.showing([.staging, .production], selected: .staging, size: wide)
    #expect(!lines(browser).contains { $0.contains("changed here") })
    let effects = browser.press("e") + browser.type("/2") + browser.press(.enter)
    guard case .perform(let id, .update(let changes, _), _)? = effects.last else {
      return #expect(Bool(false))
    }
    var changed = OAuthClient.staging
    changed.redirectURI = try #require(changes[.redirectURI])
    browser.send(.changed(id, .updated(UpdatedClient(client: changed))))
    let text = lines(browser).joined(separator: " ")
    #expect(text.contains("changed here: redirect URI, was “\(OAuthClient.staging.redirectURI)” (just now)"))
    browser.press("k")
    #expect(!lines(browser).contains { $0.contains("changed here") })
    browser.press("j")
    #expect(lines(browser).contains { $0.contains("changed here") })
  }

  @Test func `says what was changed here before this start, once the list is there`() {
    func entry(_ change: Change, hoursAgo: Double, ending: ChangeNote.Ending? = .done) -> JournalEntry {
      JournalEntry(
        id: UUID(),
        date: .testNow.addingTimeInterval(-3600 * hoursAgo),
        host: "h",
        account: nil,
        origin: .command,
        run: UUID(),
        change: ChangeRecord(change),
        ending: ending
      )
    }
    func renamed(_ client: OAuthClient, _ name: String) -> Change {
      .update(ClientChanges([.name: client.name]), expecting: client.with(name: name))
    }
    let wide = Size(columns: 200, rows: 40)
    var (browser, effects) = Browser.start(host: "h", size: wide, now: .testNow)
    func recalls(_ effects: [Effect]) -> Int {
      effects.count { if case .recallChanges = $0 { true } else { false } }
    }
    #expect(recalls(effects) == 0, "the list comes first")
    for case .loadClients(let id) in effects {
      effects = browser.send(.loadEnded(id, nil, page: ClientBatch([.staging, .production])))
    }
    #expect(recalls(effects) == 1)
    let newestFirst = [
      entry(renamed(.staging, "Lost"), hoursAgo: 1, ending: .failed(status: 503)),
      entry(renamed(.staging, "Old"), hoursAgo: 3), entry(renamed(.staging, "Older"), hoursAgo: 9),
      entry(.rotate(expecting: .production), hoursAgo: 5),
    ]
    browser.send(.changesRecalled(History(newestFirst)))
    #expect(lines(browser).contains("changed here: new secret (5 h ago)"))
    browser.press("j")
    #expect(lines(browser).contains("changed here: name, was “Old” (3 h ago)"))
    var reloaded = browser.press("r")
    for case .loadClients(let id) in reloaded { reloaded = browser.send(.loadEnded(id)) }
    #expect(recalls(reloaded) == 0, "once is enough")
  }
}

@Suite struct ListPositionTests {
  @Test(arguments: [
    (0, 0..<10, 8, "1/8"), (7, 0..<10, 10, "8/10"), (0, 0..<10, 300, "1/300 · 3 %"),
    (299, 290..<300, 300, "300/300 · 100 %"), (1199, 1190..<1200, 100_000, "1,200/100,000 · 1 %"),
  ])
  func `says the row, and how much of a longer list was seen`(
    row: Int,
    screen: Range<Int>,
    count: Int,
    text: String
  ) {
    let position = ListPosition(row: row, screen: screen, count: count)
    #expect(position.description == text)
    #expect(position.description.count + 2 <= ListPosition.room(for: count))
  }

  @Test func `is there where a row is selected`() {
    var browser = Browser.showing([.staging, .production, .billing])
    #expect(browser.position?.description == "1/3")
    browser.press("G")
    #expect(browser.position?.description == "3/3")
    browser.press("/")
    browser.type("nothing like it")
    #expect(browser.position == nil)
    #expect(Browser.showing([]).position == nil)
  }
}
