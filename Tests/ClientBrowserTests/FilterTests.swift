import ClientIndex
import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct FilterTests {
  private func names(_ browser: Browser) -> [String] {
    (0..<browser.clients.count).compactMap { browser.clients[$0]?.name }
  }

  @Test func `narrows with every letter over name, redirect URI and id, in any case`() {
    var browser = Browser.showing([.staging, .production, .billing])
    browser.press("/")
    browser.type("DASH")
    #expect(names(browser) == ["Production dashboard", "Staging dashboard"])
    browser.press(.control("u"))
    browser.type("billing-portal.example")
    #expect(names(browser) == ["Billing portal"])
    browser.press(.control("u"))
    browser.type("22222222-89ab")
    #expect(names(browser) == ["Production dashboard"])
    #expect(browser.countText == "1 of 3 clients")
  }

  @Test func `widens again when letters are deleted`() {
    var browser = Browser.showing([.staging, .production, .billing])
    browser.press("/")
    browser.type("bill")
    #expect(names(browser).count == 1)
    for _ in 0..<4 { browser.press(.backspace) }
    #expect(names(browser).count == 3)
  }

  @Test func `arrows move while one types, Enter keeps the filter, Esc clears it`() {
    var browser = Browser.showing([.staging, .production, .billing])
    browser.press("/")
    browser.type("dash")
    browser.press(.down)
    #expect(browser.selected == .staging)
    browser.press(.enter)
    #expect(browser.context == .list)
    #expect(names(browser).count == 2)
    browser.press("j", "k")
    #expect(browser.selected == .production)
    browser.press(.escape)
    #expect(names(browser).count == 3)
    #expect(browser.selected == .production, "the selection stays on its client")
  }

  @Test func `letters are text in the filter line, q and n too`() {
    var browser = Browser.showing([.staging])
    browser.press("/")
    #expect(browser.type("qnd") == [])
    #expect(browser.shared.filter == "qnd")
    #expect(browser.emptyListText == "Nothing matches “qnd”. Esc clears the filter.")
    #expect(browser.selected == nil)
    browser.press(.escape)
    #expect(browser.selected == .staging)
  }

  @Test func `a paste goes into the filter without its control characters`() {
    var browser = Browser.showing([.staging, .billing])
    browser.press("/")
    browser.send(.pasted("bill\u{1B}\n"))
    #expect(browser.shared.filter == "bill")
    #expect(names(browser) == ["Billing portal"])
  }

  @Test func `a paste into the list is looked for, and runs no command`() {
    var browser = Browser.showing([.staging, .billing])
    #expect(browser.send(.pasted("billing\n portal")) == [])
    #expect(browser.context == .filtering)
    #expect(names(browser) == ["Billing portal"])
    browser.press(.escape)
    #expect(browser.send(.pasted("dR\nq")) == [])
    #expect(browser.context == .filtering && browser.shared.filter == "dR q")
  }

  @Test func `a paste where nothing is typed does nothing`() {
    var browser = Browser.showing([.staging])
    browser.press("?")
    #expect(browser.send(.pasted("q")) == [])
    #expect(browser.context == .help)
    #expect(browser.statusNow?.text == "Nothing takes a text here: what was pasted was dropped.")
    browser.press("j")
    #expect(browser.statusNow == nil)
    browser.press("q", "y")
    #expect(browser.send(.pasted("i")) == [])
  }

  @Test(arguments: ["", "is:x"]) func `a paste that got lost is said where the filter is typed`(text: String)
  {
    var browser = Browser.showing([.staging])
    browser.press("/")
    browser.type(text)
    for loss in [LostPaste.stalled, .ended, .late] {
      browser.send(.pasteLost(loss))
      #expect(browser.statusLines.joined(separator: " ").contains(loss.status.text))
    }
    browser.type("s")
    #expect(!browser.statusLines.joined().contains(LostPaste.late.status.text))
    browser.press(.escape)
    #expect(browser.statusNow == nil)
  }

  @Test func `after a filter that lets nothing through, the selection comes back`() {
    var browser = Browser.showing([.staging, .production, .billing], selected: .production)
    browser.press("/")
    browser.type("stx")
    #expect(browser.selected == nil)
    browser.press(.escape)
    #expect(browser.selected == .production, "as it was before the filter was typed")
    browser.press("/")
    browser.type("xx")
    browser.press(.control("u"))
    #expect(browser.selected == .production)
  }

  @Test func `a selection that was moved while one filtered stays`() {
    var browser = Browser.showing([.staging, .production, .billing], selected: .billing)
    browser.press("/")
    browser.type("dash")
    browser.press(.down)
    browser.type("zzz")
    browser.press(.escape)
    #expect(browser.selected == .staging)
  }

  @Test func `a client that was just changed stays visible until the filter changes`() {
    var browser = Browser.showing([.staging, .production, .billing])
    browser.press("/")
    browser.type("staging")
    browser.press(.enter, "e", .backTab)
    browser.press(.control("u"))
    browser.type("Preview")
    guard case .perform(let id, .update(_, _), _) = browser.press(.control("s")).first else {
      return #expect(Bool(false))
    }
    let renamed = OAuthClient.staging.with(name: "Preview", redirectURI: "https://preview.example.com/")
    browser.send(.changed(id, .updated(UpdatedClient(client: renamed))))
    #expect(names(browser) == ["Preview"])
    browser.press("/", .backspace)
    #expect(names(browser) == ["Staging dashboard"].filter { _ in false })
  }

  @Test func `pages that arrive pass through the filter`() {
    var (browser, effects) = Browser.start(host: "h", size: Size(columns: 80, rows: 24), now: Browser.testNow)
    guard case .loadClients(let id) = effects[1] else { return #expect(Bool(false)) }
    browser.press("/")
    browser.type("dash")
    effects = browser.handle(.pageLoaded(id, ClientBatch([.staging, .billing])))
    #expect(names(browser) == ["Staging dashboard"])
    effects = browser.handle(.pageLoaded(id, ClientBatch([.production])))
    #expect(names(browser) == ["Production dashboard", "Staging dashboard"])
  }

  // MARK: The grammar

  @Test func `a word that is not typed to its end hides nothing yet`() {
    var browser = Browser.showing([.staging, .production, .billing])
    browser.press("/")
    browser.type("dash ")
    browser.send(.pasted("is:"))
    for letter in "dup" {
      #expect(names(browser).count == 2, "\(browser.shared.filter)")
      browser.type(String(letter))
    }
    #expect(browser.shared.filter == "dash ")
    guard case .field(let field)? = browser.presentation?.blocks.first else { return #expect(Bool(false)) }
    #expect(field.findings.map(\.severity) == [.note] && field.fault == nil)
  }

  @Test func `a mistake is said at its place, and the last result stays`() {
    var browser = Browser.showing([.staging, .production, .billing])
    browser.press("/")
    browser.type("dash ")
    browser.send(.pasted("is:x"))
    #expect(names(browser).count == 2)
    guard case .field(let field)? = browser.presentation?.blocks.first else { return #expect(Bool(false)) }
    #expect(
      field.findings.map(\.text) == [
        "“is:” wants marked, note, warning, error, duplicate, stale, nowhere after it."
      ]
    )
    #expect(field.findings.map(\.severity) == [.error])
    #expect(field.fault == 5..<9)
    #expect(
      browser.statusLines == [
        "", "“is:” wants marked, note, warning, error, duplicate, stale, nowhere after it.",
      ]
    )
    #expect(browser.layout.status.rows == 2)
    #expect(!browser.hints.contains { $0.label == "keep" })
    browser.press(.enter)
    #expect(browser.context == .filtering, "a mistake is not kept")
    browser.press(.backspace)
    browser.type("warning")
    #expect(names(browser).isEmpty)
    #expect(browser.statusLines.isEmpty)
    browser.press(.enter)
    #expect(browser.context == .list)
    #expect(browser.shared.filter == "dash is:warning")
  }

  @Test func `an open quote keeps what was found until it is closed`() {
    var browser = Browser.showing([.staging, .production, .billing])
    browser.press("/")
    browser.type("prod \"dashboard st")
    #expect(names(browser) == ["Production dashboard"])
    browser.press(.control("u"))
    browser.type("\"production dash\"")
    #expect(names(browser) == ["Production dashboard"])
  }

  @Test func `a redirect URI that is pasted finds its client`() {
    var browser = Browser.showing([.staging, .production, .billing])
    browser.send(.pasted(OAuthClient.billing.redirectURI))
    #expect(names(browser) == ["Billing portal"])
  }

  @Test(arguments: ["http", "app HTTPS"])
  func `says how a scheme is looked for to whoever types its name as a word`(text: String) {
    var browser = Browser.showing([.staging, .production, .billing])
    browser.press("/")
    browser.type(text)
    let scheme = text.split(separator: " ").last?.lowercased() ?? ""
    #expect(browser.statusLines.last?.contains("scheme:\(scheme) finds") == true)
    browser.type("x")
    #expect(browser.statusLines.last?.contains("scheme:") != true)
  }

  @Test func `earlier filters are recalled, the latest first, and then what was typed`() {
    var browser = Browser.showing([.staging, .production, .billing])
    browser.press("/", .control("r"))
    #expect(browser.statusLines.last == "There is no earlier filter yet.")
    browser.type("bill")
    browser.press(.enter, "/", .control("u"))
    browser.type("stag")
    browser.press(.escape, "/")
    browser.type("zz")
    func typed(_ browser: Browser) -> String? { (browser.screens.last as? FilterScreen)?.editor.text }
    browser.press(.control("r"))
    #expect(typed(browser) == "stag")
    #expect(names(browser) == ["Staging dashboard"])
    browser.press(.control("r"))
    #expect(typed(browser) == "bill")
    browser.press(.control("r"))
    #expect(typed(browser) == "zz")
    #expect(names(browser).isEmpty)
    browser.press(.control("r"))
    browser.type("i")
    #expect(typed(browser) == "stagi")
    browser.press(.control("r"))
    #expect(typed(browser) == "stag")
    #expect(browser.shared.filters == ["bill", "stag"])
  }

  @Test func `an empty paste opens nothing`() {
    var browser = Browser.showing([.staging])
    #expect(browser.send(.pasted("")) == [])
    #expect(browser.screens.isEmpty)
  }
}
