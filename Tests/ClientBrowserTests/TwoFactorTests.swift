import HerokuAPI
import Testing

@testable import ClientBrowser

@Suite struct TwoFactorTests {
  private func asked(_ browser: Browser = .showing([.staging, .production])) -> Browser {
    var browser = browser
    browser.send(.twoFactorDemanded(.first))
    return browser
  }

  @Test func `takes every key, and sends what was typed`() {
    var browser = asked()
    #expect(browser.context == .twoFactor)
    #expect(browser.type("d q 123") == [])
    browser.press(.control("u"))
    browser.type("123 456")
    #expect(browser.press(.enter) == [.answerTwoFactor(Secret("123456"))])
    #expect(browser.twoFactor == nil)
    #expect(browser.screens.isEmpty)
  }

  @Test func `a paste goes into the code`() {
    var browser = asked()
    browser.send(.pasted("123456"))
    #expect(browser.press(.enter) == [.answerTwoFactor(Secret("123456"))])
  }

  @Test(arguments: ["", "   ", "12é4", "1:2"]) func `what cannot be a code is not sent`(text: String) {
    var browser = asked()
    browser.send(.pasted(text))
    #expect(browser.press(.enter) == [])
    #expect(browser.twoFactor?.message != nil)
    browser.press(.control("u"))
    browser.type("1")
    #expect(browser.twoFactor?.message == nil)
  }

  @Test func `Esc sends none`() {
    var browser = asked()
    #expect(browser.press(.escape) == [.answerTwoFactor(nil)])
    #expect(browser.twoFactor == nil)
  }

  @Test func `stands above a form that waits, which is there again afterwards`() {
    var browser = Browser.showing([.staging])
    browser.press("e", "x")
    let effects = browser.press(.control("s"))
    guard case .perform(let id, .update(_, _), _) = effects.first else {
      Issue.record("\(effects)")
      return
    }
    browser = asked(browser)
    browser.type("1")
    // The answer to something else does not take the question away.
    browser.send(.changeFailed(id, .cancelled))
    #expect(browser.twoFactor?.editor.text == "1")
    #expect(browser.press(.escape) == [.answerTwoFactor(nil)])
    #expect(browser.form?[.redirectURI].text.hasSuffix("x") == true)
  }

  @Test func `asks again after a wrong code, with an empty field`() {
    var browser = asked()
    browser.type("1")
    browser.press(.enter)
    browser.send(.twoFactorDemanded(.again))
    #expect(browser.twoFactor?.question == .again)
    #expect(browser.twoFactor?.editor.text == "")
  }

  @Test func `Ctrl-C lets the request fail, and quits`() {
    var browser = asked()
    #expect(browser.press(.control("c")) == [.answerTwoFactor(nil), .leave(Farewell())])
  }
}
