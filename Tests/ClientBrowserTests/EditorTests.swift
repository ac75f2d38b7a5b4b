import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct EditorTests {
  private let ten = OAuthClient.numbered(10)

  /// The text that an editor is asked for, and the request.
  private func edit(_ effects: [Effect]) throws -> (RequestID, String) {
    let asked = effects.compactMap { effect -> (RequestID, String)? in
      if case .edit(let id, let text) = effect { (id, text) } else { nil }
    }
    return try #require(asked.first)
  }

  @Test func `the marked are edited as a text, and what differs goes through the preview`() throws {
    var browser = Browser.showing(ten)
    let (id, text) = try edit(browser.press(" ", " ", " ", "V"))
    #expect(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.count == 3)
    let lines = text.replacing("c0.example.com", with: "new.example.com").split(separator: "\n")
    let edited = lines.filter { !$0.contains(ten[2].id.text) }.joined(separator: "\n")
    browser.send(.edited(id, .left(text: edited)))
    #expect(browser.context == .preview)
    let words = browser.presentation?.words ?? []
    #expect(words.contains("1 line was taken out: its client is left alone."))
    #expect(words.contains("1 stays as before."))
    browser.leaveKeysAlone()
    #expect(
      browser.press(.enter).changes
        == [.update(ClientChanges([.redirectURI: "https://new.example.com/cb"]), expecting: ten[0])]
    )
    #expect(browser.screens.isEmpty)
  }

  @Test func `without marks it is about the selected client`() throws {
    var browser = Browser.showing([.staging, .production], selected: .production)
    let (_, text) = try edit(browser.press("V"))
    #expect(text.contains(OAuthClient.production.id.text) && !text.contains(OAuthClient.staging.id.text))
  }

  @Test func `a text that stays as it is changes nothing`() throws {
    var browser = Browser.showing(ten)
    let (id, text) = try edit(browser.press("V"))
    browser.send(.edited(id, .left(text: text)))
    #expect(browser.screens.isEmpty)
    #expect(browser.statusNow?.text == "Nothing was changed in the editor.")
  }

  @Test func `a mistake is told by its line, and the same text is opened again`() throws {
    var browser = Browser.showing(ten)
    let (first, text) = try edit(browser.press("V"))
    let wrong = text.replacing("https://", with: "nowhere/")
    browser.send(.edited(first, .left(text: wrong)))
    #expect(browser.context == .editor)
    #expect(
      browser.presentation?.words.contains { $0.contains("Line 8: the redirect URI cannot work") } == true
    )
    browser.leaveKeysAlone()
    let (second, again) = try edit(browser.press(.enter))
    #expect(again.contains("nowhere/") && again.contains("#! the redirect URI cannot work"))
    browser.send(.edited(second, .left(text: again.replacing("nowhere/", with: "https://x."))))
    #expect(browser.context == .preview)
    // Back from the preview, the text is still there.
    browser.press(.escape)
    #expect(browser.context == .editor)
    #expect(try edit(browser.press(.enter)).1.contains("https://x."))
  }

  @Test func `an editor that fails changes nothing, and what it had saved is offered again`() throws {
    var browser = Browser.showing(ten)
    let (first, text) = try edit(browser.press("V"))
    browser.send(.edited(first, .failed(reason: "It crashed.", saved: text)))
    #expect(browser.screens.isEmpty)
    #expect(browser.statusNow?.text == "It crashed. Nothing was changed.")
    let (second, _) = try edit(browser.press("V"))
    browser.send(.edited(second, .failed(reason: "It crashed.", saved: text + "half a line")))
    #expect(browser.presentation?.words.contains("What was saved before is kept here.") == true)
    browser.leaveKeysAlone()
    #expect(try edit(browser.press(.enter)).1 == text + "half a line")
  }

  @Test func `what was typed is asked about before one quits, and dropped only by its key`() throws {
    var browser = Browser.showing(ten)
    let (id, text) = try edit(browser.press("V"))
    browser.send(.edited(id, .failed(reason: "It crashed.", saved: text + "x")))
    browser.leaveKeysAlone()
    browser.press(.control("c"))
    #expect(browser.question != nil)
    browser.press("n")
    #expect(browser.context == .editor)
    browser.leaveKeysAlone()
    browser.press(.escape)
    #expect(browser.screens.isEmpty)
  }

  @Test func `there is no editor while other changes are under way`() throws {
    var browser = Browser.showing(ten)
    browser.press(" ", " ", "E")
    browser.type(".example.com")
    browser.press(.enter)
    browser.type(".example.org")
    browser.press(.enter)
    browser.leaveKeysAlone()
    browser.press(.enter)
    #expect(browser.press("*", "V").isEmpty)
    #expect(browser.statusNow?.text.hasPrefix("Other changes are under way") == true)
  }
}
