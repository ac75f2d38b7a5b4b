import ClientIndex
import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct ConfirmationTests {
  @Test func `asks for the name before it deletes`() {
    var browser = Browser.showing([.staging, .production], selected: .production)
    #expect(browser.press("d") == [])
    #expect(browser.confirmation?.wantedText == "Production dashboard")
    browser.type("Production dashboard")
    guard case .perform(_, .delete(let target), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    #expect(target == .production)
  }

  @Test(arguments: ["", "production dashboard", "Production dashboard ", "Staging dashboard"])
  func `does nothing on a wrong text`(text: String) {
    var browser = Browser.showing([.staging, .production], selected: .production)
    browser.press("d")
    browser.type(text)
    #expect(browser.press(.enter) == [])
    #expect(browser.confirmation?.message?.contains("not the text") == true)
    #expect(browser.press(.tab, .enter) == [], "the button too")
    #expect(browser.confirmation?.target == .production)
  }

  @Test(arguments: [
    "Evil \u{1B}[31mname", "bidi \u{202E}eman", "", " leading", "trailing ", "two  blanks", "👨‍👩‍👧 family",
    String(repeating: "long name ", count: 5),
  ])
  func `wants the id where the name cannot be typed`(name: String) {
    var browser = Browser.showing([.sample(name, id: "abcdef01")])
    browser.press("d")
    #expect(browser.confirmation?.wanted.kind == .idPrefix)
    browser.type(name)
    #expect(browser.press(.enter) == [])
    browser.press(.control("u"))
    browser.type("abcdef01")
    #expect(browser.press(.enter).count == 1)
  }

  @Test func `wants the id where another client has the same name`() {
    let twin = OAuthClient.sample(
      "Staging dashboard",
      id: "99999999",
      redirectURI: "https://zzz.example.com/"
    )
    var browser = Browser.showing([.staging, twin, .production], selected: .staging)
    browser.press("d")
    #expect(browser.confirmation?.wantedText == "11111111")
    browser.press(.escape)
    browser.press("k", "d")
    #expect(browser.confirmation?.wanted.kind == .name)
  }

  @Test func `rotation wants the word`() {
    var browser = Browser.showing([.staging])
    browser.press("R")
    browser.type("Rotate")
    #expect(browser.press(.enter) == [])
    browser.press(.control("u"))
    browser.type("rotate")
    guard case .perform(_, .rotate(let target), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    #expect(target == .staging)
  }

  @Test func `the target is frozen when the dialog opens`() {
    var browser = Browser.showing([.staging, .production], selected: .staging)
    guard case .loadClients(let load) = browser.press("r").first else { return #expect(Bool(false)) }
    browser.press("d")
    browser.send(.pageLoaded(load, ClientBatch([.staging.with(name: "Renamed by somebody")])))
    #expect(browser.confirmation?.target == .staging)
    browser.type("Staging dashboard")
    guard case .perform(_, .delete(let target), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    #expect(target == .staging, "the core compares it with what is there now")
  }

  @Test func `Esc and the Cancel button leave without doing anything`() {
    var browser = Browser.showing([.staging])
    #expect(browser.press("d", .escape) == [])
    #expect(browser.screens.isEmpty)
    browser.press("d")
    browser.type("Staging dashboard")
    #expect(browser.press(.tab, .tab, .enter) == [])
    #expect(browser.screens.isEmpty)
    #expect(browser.clients.totalCount == 1)
  }

  @Test func `a deletion takes the client out of the list and selects the next`() {
    var browser = Browser.showing([.staging, .production, .billing], selected: .production)
    browser.press("d")
    browser.type("Production dashboard")
    guard case .perform(let id, .delete(_), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    #expect(browser.confirmation?.request == id, "the dialog waits")
    #expect(browser.press(.enter) == [], "and asks only once")
    browser.send(.changed(id, .deleted(.production)))
    #expect(browser.screens.isEmpty)
    #expect(browser.selected == .staging)
    #expect(browser.statusNow?.text == "“Production dashboard” was deleted.")
  }

  @Test func `a deletion that was stopped says why and shows the client as it is`() {
    var browser = Browser.showing([.staging])
    browser.press("d")
    browser.type("Staging dashboard")
    guard case .perform(let id, .delete(_), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    let current = OAuthClient.staging.with(redirectURI: "https://new.example.com/")
    browser.send(.changeFailed(id, .changedSinceShown(current: current)))
    #expect(browser.confirmation?.message != nil)
    #expect(browser.confirmation?.target == .staging)
    #expect(browser.clients[0] == current)
  }

  @Test func `a client that is gone leaves the list`() {
    var browser = Browser.showing([.staging, .billing], selected: .staging)
    browser.press("d")
    browser.type("Staging dashboard")
    guard case .perform(let id, .delete(_), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    browser.send(.changeFailed(id, .notFound(requestID: "r-2")))
    #expect(browser.clients.totalCount == 1)
    #expect(browser.confirmation == nil && browser.shared.status?.text.contains("r-2") == true)
  }

  @Test func `leaving while it runs keeps the request, and its outcome is told`() {
    var browser = Browser.showing([.staging])
    browser.press("d")
    browser.type("Staging dashboard")
    guard case .perform(let id, .delete(_), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    #expect(browser.press(.escape) == [])
    #expect(browser.screens.isEmpty)
    browser.send(.changed(id, .deleted(.staging)))
    #expect(browser.clients.totalCount == 0)
    #expect(browser.statusNow?.text == "“Staging dashboard” was deleted.")
  }
}
