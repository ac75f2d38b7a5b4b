import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

/// Screens that nobody asked for just now: they take no keys that were meant for something else.
@Suite struct ArrivalTests {
  private func rotating(_ browser: inout Browser) -> RequestID {
    browser.press("R")
    browser.type("rotate")
    guard case .perform(let id, .rotate, _)? = browser.press(.enter).first else {
      Issue.record("nothing was sent")
      return RequestID(0)
    }
    return id
  }

  @Test func `a question that comes while somebody types waits until the field is left, and is announced`() {
    var browser = Browser.showing([.staging, .billing])
    browser.press("/")
    browser.type("sta")
    browser.send(.twoFactorDemanded(.first))
    browser.type("g")
    #expect(browser.shared.filter == "stag")
    #expect(browser.statusNow?.text.contains("wants a second factor") == true)
    browser.press(.enter)
    #expect(browser.context == .twoFactor)
    browser.type("123")
    #expect(browser.press(.enter) == [.answerTwoFactor(Secret("123"))])
    #expect(browser.shared.filter == "stag")
  }

  @Test func `in a form it is announced within the form`() {
    var browser = Browser.showing([.staging])
    browser.press("n")
    browser.type("Name")
    browser.send(.twoFactorDemanded(.first))
    #expect(browser.presentation?.words.last?.contains("wants a second factor") == true)
    browser.press(.escape)
    #expect(browser.context == .question, "what is asked about the form goes first")
    browser.press("y")
    #expect(browser.context == .twoFactor)
  }

  @Test func `the form that wants the second factor is locked, and so it is asked at once`() {
    var browser = Browser.showing([.staging])
    browser.press("e", "x", .control("s"))
    browser.send(.twoFactorDemanded(.first))
    #expect(browser.context == .twoFactor)
  }

  @Test func `a panel does not come between y and the key after it`() {
    var browser = Browser.showing([.staging, .production], selected: .staging)
    let id = rotating(&browser)
    browser.press(.escape, "k", "y")
    browser.send(.changed(id, .rotated(.sample(.staging))))
    guard case .readClient(_, OAuthClient.production.id)? = browser.press("s").first else {
      return #expect(Bool(false), "the secret that was meant")
    }
    #expect(browser.handOver != nil)
  }

  @Test(arguments: [.enter, .escape, "q"] as [Key])
  func `a panel is not closed by a key that was on its way before it was there, nor by one held down`(
    key: Key
  ) {
    var browser = Browser.showing([.staging])
    let id = rotating(&browser)
    var reminders = browser.handle(.changed(id, .rotated(.sample(.staging))))
    #expect(!browser.hints.contains { $0.label == "done" })
    for _ in 0..<50 { reminders += browser.handle(.keyPressed(key)) }
    #expect(browser.handOver != nil)
    for case .remind(.rested(let command, let turn), _) in reminders {
      _ = browser.handle(.reminded(.rested(command, turn)))
    }
    #expect(browser.hints.contains { $0.label == "done" })
    browser.press(key)
    #expect(browser.handOver == nil)
  }

  @Test func `a panel that was closed unread says how to get at the secret`() {
    var browser = Browser.showing([.staging])
    let id = rotating(&browser)
    browser.send(.changed(id, .rotated(.sample(.staging))))
    browser.leaveKeysAlone()
    browser.press(.enter)
    #expect(browser.statusNow?.text == "“Staging dashboard” has a new secret; s shows its secret.")
  }

  @Test func `Escape and a key that arrive as one, with Alt, are the two where that has no meaning`() {
    var browser = Browser.showing([.staging, .billing])
    browser.press("/")
    browser.type("bill")
    #expect(browser.press(.alt("q")) == [.leave(Farewell())])
    browser = Browser.showing([.staging, .billing], selected: .billing)
    browser.press("/")
    browser.type("i")
    browser.press(Key(.down, .alt))
    #expect(browser.context == .list && browser.shared.filter.isEmpty)
    #expect(browser.selected == .staging, "one further down")
    browser.press("e", .alt("b"))
    #expect(browser.context == .form, "a word back")
  }

  @Test func `a hundred presses of s read the secret twice at most`() {
    var browser = Browser.showing([.staging])
    var reads = 0
    for _ in 0..<100 {
      for case .readClient(let id, _) in browser.handle(.keyPressed("s")) {
        reads += 1
        _ = browser.handle(.clientRead(id, .sample(.staging)))
      }
    }
    #expect(reads <= 2)
  }

  @Test func `a copy that failed is not told as sent`() {
    var browser = Browser.showing([.staging])
    browser.press("y", "i")
    browser.send(.copyFailed(reason: "The text is too long for the terminal’s clipboard."))
    #expect(browser.statusNow?.tone == .failure)
  }
}
