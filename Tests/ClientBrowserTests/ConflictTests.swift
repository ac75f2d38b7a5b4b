import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct ConflictTests {
  private static let theirs = OAuthClient.staging.with(redirectURI: "https://theirs.example.com/")
  private static let mine = "https://staging-dashboard.example.com/callback/mine"

  /// An edit that somebody else's change stands against.
  private func conflicting() -> Browser {
    var browser = Browser.showing([.staging])
    browser.press("e")
    browser.type("/mine")
    guard case .perform(let id, .update(_, _), _)? = browser.press(.enter).first else {
      Issue.record("nothing was sent")
      return browser
    }
    browser.send(.changeFailed(id, .conflict(current: Self.theirs, fields: [.redirectURI])))
    return browser
  }

  @Test func `shows the original, theirs and mine`() {
    let browser = conflicting()
    #expect(browser.context == .conflict)
    let words = browser.presentation?.words ?? []
    #expect(words.contains("was \(OAuthClient.staging.redirectURI)"))
    #expect(words.contains("theirs \(Self.theirs.redirectURI)"))
    #expect(words.contains("mine \(Self.mine)"))
    #expect(browser.presentation?.focused == "Back", "the safe choice has the focus")
  }

  @Test func `mine is saved over theirs, expecting theirs`() {
    var browser = conflicting()
    guard case .perform(_, .update(let changes, let expected), _) = browser.press("m").first else {
      return #expect(Bool(false))
    }
    #expect(changes == ClientChanges([.redirectURI: Self.mine]))
    #expect(expected == Self.theirs)
  }

  @Test func `theirs is kept and nothing is sent`() {
    var browser = conflicting()
    #expect(browser.press("t") == [])
    #expect(browser.screens.isEmpty)
    #expect(browser.selected == Self.theirs)
  }

  @Test func `going back keeps what was typed, with theirs beside it`() {
    var browser = conflicting()
    #expect(browser.press(.escape) == [])
    #expect(browser.form?[.redirectURI].text == Self.mine)
    #expect(
      browser.form?.findings(on: .redirectURI).contains { $0.text.contains("https://theirs.example.com/") }
        == true
    )
    guard case .perform(_, .update(_, let expected), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    #expect(expected == Self.theirs)
  }

  @Test func `keeping theirs in one field still saves my other field`() {
    var browser = Browser.showing([.staging])
    browser.press("e")
    browser.type("/mine")
    browser.press(.backTab)
    browser.type("!")
    guard case .perform(let id, .update(_, _), _) = browser.press(.control("s")).first else {
      return #expect(Bool(false))
    }
    browser.send(.changeFailed(id, .conflict(current: Self.theirs, fields: [.redirectURI])))
    guard case .perform(_, .update(let changes, _), _) = browser.press("t").first else {
      return #expect(Bool(false))
    }
    #expect(changes == ClientChanges([.name: "Staging dashboard!"]))
  }
}
