import HerokuAPI
import Testing

@testable import ClientBrowser

@Suite struct QuittingTests {
  @Test func `Ctrl-C quits at once where nothing would be lost`() {
    var browser = Browser.showing([.staging])
    #expect(browser.press(.control("c")) == [.quit])
    browser = Browser.showing([.staging])
    #expect(browser.press("e", .control("c")) == [.quit])
    browser = Browser.showing([.staging])
    #expect(browser.press("?", .control("c")) == [.quit])
  }

  @Test func `Ctrl-C asks while a form has changes, and a second one leaves`() {
    var browser = Browser.showing([.staging])
    #expect(browser.press("e", "x", .control("c")) == [])
    #expect(browser.question?.subject == .quit(loss: .typedText))
    #expect(browser.press(.control("c")) == [.quit])
  }

  @Test func `staying brings the form back as it was`() {
    var browser = Browser.showing([.staging])
    browser.press("e", "x", .control("c"))
    #expect(browser.press(.enter) == [], "the safe answer has the focus")
    #expect(browser.form?[.redirectURI].text.hasSuffix("x") == true)
  }

  @Test func `q and Ctrl-C ask while a change is under way`() {
    var browser = Browser.showing([.staging])
    browser.press("e", "x", .enter, .escape)
    #expect(browser.press("q") == [])
    #expect(browser.question?.subject == .quit(loss: .outcome))
    #expect(browser.press("n") == [])
    #expect(browser.press(.control("c")) == [])
    #expect(browser.press("y") == [.quit])
  }

  @Test func `the answer comes while one is asked whether to leave the form`() {
    var browser = Browser.showing([.staging])
    browser.press("e")
    browser.type("/2")
    guard case .updateClient(let id, _, _) = browser.press(.enter).first else { return #expect(Bool(false)) }
    browser.press(.control("c"))
    #expect(browser.question != nil)
    browser.send(.clientUpdated(id, UpdatedClient(client: .staging)))
    #expect(browser.layers.isEmpty, "what was asked about is over")
  }
}
