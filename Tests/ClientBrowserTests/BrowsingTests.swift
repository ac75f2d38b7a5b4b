import ClientIndex
import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct BrowsingTests {
  @Test func `asks for the account and the list when it opens`() {
    let (browser, effects) = Browser.start(
      host: "api.heroku.com",
      size: Size(columns: 80, rows: 24),
      now: Browser.testNow
    )
    guard effects.count == 3, case .loadAccount(let account) = effects[0],
      case .loadClients(let list) = effects[1]
    else {
      Issue.record("unexpected effects: \(effects)")
      return
    }
    #expect(account != list)
    #expect(effects[2] == .remind(.signOfLife, after: .milliseconds(120)))
    #expect(browser.emptyListText == "Loading clients from api.heroku.com…")
  }

  @Test func `sorts by name whatever the case and selects the first row until a key is pressed`() {
    var browser = Browser.showing([.staging, .production])
    #expect(browser.selected == .production)
    let load = browser.press("r")
    guard case .loadClients(let id) = load.first else { return #expect(Bool(false), "no load: \(load)") }
    browser.send(.pageLoaded(id, ClientBatch([.staging, .sample("analytics", id: "00000000")])))
    #expect(browser.clients[0]?.name == "analytics")
    #expect(browser.selected == .production, "a key was pressed, so the selection follows its client")
  }

  @Test func `shows the last page and the end of the load in one picture`() {
    var (browser, effects) = Browser.start(host: "h", size: Size(columns: 80, rows: 24), now: Browser.testNow)
    guard case .loadAccount(let account) = effects[0], case .loadClients(let id) = effects[1] else {
      return #expect(Bool(false))
    }
    browser.send(.accountLoaded(account, Account(id: "a1", email: "alice@example.com")))
    browser.send(.loadEnded(id, page: ClientBatch([.staging, .billing])))
    #expect(browser.clients.count == 2 && browser.selected == .billing)
    #expect(!browser.isWorking)
    effects = browser.send(.loadEnded(id, page: ClientBatch([.production])))
    #expect(browser.clients.count == 2, "nobody waits for that any more")
  }

  @Test func `stays on the first row as pages arrive before the first key`() {
    var (browser, effects) = Browser.start(host: "h", size: Size(columns: 80, rows: 24), now: Browser.testNow)
    guard case .loadClients(let id) = effects[1] else { return #expect(Bool(false)) }
    effects = browser.handle(.pageLoaded(id, ClientBatch([.staging])))
    #expect(browser.selected == .staging)
    effects = browser.handle(.pageLoaded(id, ClientBatch([.billing])))
    #expect(browser.selected == .billing)
  }

  @Test func `keeps the selection on its client and its line on the screen when rows come before it`() {
    let many = (0..<60).map { OAuthClient.sample("m \(100 + $0)", id: "\(10_000_000 + $0)") }
    var browser = Browser.showing(many, size: Size(columns: 80, rows: 15))
    browser.press("G")
    let selected = browser.selected
    let line = browser.cursor.row - browser.cursor.top
    guard case .loadClients(let id) = browser.press("r").first else { return #expect(Bool(false)) }
    browser.send(.pageLoaded(id, ClientBatch((0..<20).map { .sample("a \($0)", id: "\(20_000_000 + $0)") })))
    #expect(browser.selected == selected)
    #expect(browser.cursor.row - browser.cursor.top == line)
  }

  @Test(
    arguments: [
      (["j"], 1), ([.down, .down], 2), (["j", "k"], 0), (["k"], 0), (["G"], 59), (["G", "g"], 0),
      ([.end, .home], 0),
      ([.pageDown], 11), ([.pageDown, .pageUp], 0), ([.control("d")], 5),
      ([.control("d"), .control("u")], 0),
    ] as [([Key], Int)]
  )
  func `moves`(keys: [Key], row: Int) {
    let many = (0..<60).map { OAuthClient.sample("m \(100 + $0)", id: "\(10_000_000 + $0)") }
    var browser = Browser.showing(many, size: Size(columns: 80, rows: 15))
    for key in keys { browser.press(key) }
    #expect(browser.cursor.row == row)
    #expect(browser.cursor.client == browser.clients[row]?.id)
    #expect((browser.cursor.top..<browser.cursor.top + browser.layout.listRows).contains(row))
  }

  @Test func `gives the detail the focus and goes back`() {
    var browser = Browser.showing([.staging])
    browser.press(.enter)
    #expect(browser.focus == .detail)
    browser.press(.escape)
    #expect(browser.focus == .list)
    browser.press("l")
    #expect(browser.focus == .detail)
    browser.press("h")
    #expect(browser.focus == .list)
  }

  @Test func `scrolls a detail that is longer than its pane, and no further`() {
    let client = OAuthClient.sample(
      "Long",
      id: "11111111",
      redirectURI: "https://example.com/" + String(repeating: "segment/", count: 60)
    )
    var browser = Browser.showing([client], size: Size(columns: 40, rows: 12))
    browser.press(.enter)
    let hidden = browser.detailLines.count - browser.layout.detail.rows
    #expect(hidden > 0)
    browser.press("G")
    #expect(browser.detailTop == hidden)
    browser.press("j")
    #expect(browser.detailTop == hidden)
    browser.press("g")
    #expect(browser.detailTop == 0)
  }

  @Test func `Esc never quits`() {
    var browser = Browser.showing([.staging])
    for _ in 0..<5 { #expect(browser.press(.escape) == []) }
    #expect(browser.statusNow?.text == "Nothing to go back from. q quits.")
  }

  @Test func `q quits from list and detail`() {
    var browser = Browser.showing([.staging])
    #expect(browser.press("q") == [.leave(Farewell())])
    browser = Browser.showing([.staging])
    #expect(browser.press(.enter, "q") == [.leave(Farewell())])
  }

  @Test func `a command that cannot run says why`() {
    var browser = Browser.showing([])
    #expect(browser.emptyListText == "No OAuth clients yet. n creates the first.")
    for key: Key in ["e", "d", "R", "s", "y"] {
      #expect(browser.press(key) == [])
      #expect(browser.statusNow?.text == "No client is selected.")
      #expect(browser.screens.isEmpty)
    }
    #expect(!browser.hints.contains { $0.label == "edit" })
    #expect(browser.hints.contains { $0.label == "new" })
  }

  @Test func `opens, scrolls and closes the help`() {
    var browser = Browser.showing([.staging], size: Size(columns: 80, rows: 24))
    browser.press("?")
    #expect(browser.context == .help)
    browser.press("G")
    guard let page = browser.presentation, case .page(let top) = page.place else {
      return #expect(Bool(false))
    }
    #expect(top == page.blocks.count - browser.shared.pageRows)
    #expect(browser.press("q") == [])
    #expect(browser.screens.isEmpty)
  }

  @Test func `asks for a sign of life only while something is under way`() {
    var browser = Browser.showing([.staging])
    #expect(browser.handle(.reminded(.signOfLife)) == [])
    let effects = browser.handle(.keyPressed("s"))
    #expect(effects.last == .remind(.signOfLife, after: .milliseconds(120)))
    #expect(
      browser.handle(.keyPressed("j")).allSatisfy { $0 != .remind(.signOfLife, after: .milliseconds(120)) }
    )
  }

  @Test func `a screen that is too small takes q and Ctrl-C only`() {
    var browser = Browser.showing([.staging], size: Size(columns: 39, rows: 10))
    #expect(browser.press("d") == [])
    #expect(browser.screens.isEmpty)
    #expect(browser.press("q") == [.leave(Farewell())])
  }

  @Test func `Ctrl-L paints anew in every context`() {
    var browser = Browser.showing([.staging])
    #expect(browser.press(.control("l")) == [.repaint])
    browser.press("e")
    #expect(browser.press(.control("l")) == [.repaint])
  }
}
