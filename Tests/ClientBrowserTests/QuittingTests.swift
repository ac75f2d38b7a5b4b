import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct QuittingTests {
  @Test func `Ctrl-C quits at once where nothing would be lost`() {
    var browser = Browser.showing([.staging])
    #expect(browser.press(.control("c")) == [.leave(Farewell())])
    browser = Browser.showing([.staging])
    #expect(browser.press("e", .control("c")) == [.leave(Farewell())])
    browser = Browser.showing([.staging])
    #expect(browser.press("?", .control("c")) == [.leave(Farewell())])
  }

  @Test func `Ctrl-C asks while a form has changes, and a second one leaves`() {
    var browser = Browser.showing([.staging])
    #expect(browser.press("e", "x", .control("c")) == [])
    #expect(browser.question?.words == ["Quit?", "What you typed is not saved: Edit “Staging dashboard”."])
    #expect(browser.press(.control("c")) == [.leave(Farewell())])
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
    #expect(browser.question?.words.last?.contains("Saving “Staging dashboard”") == true)
    #expect(browser.press("n") == [])
    #expect(browser.press(.control("c")) == [])
    #expect(browser.question?.title == "Quit?")
  }

  // MARK: Leaving while a change is under way

  /// A browser that is being left while the staging client is deleted.
  private func leaving() -> (Browser, RequestID) {
    var browser = Browser.showing([.staging, .production], selected: .staging)
    browser.press("d")
    browser.type("Staging dashboard")
    guard case .perform(let id, .delete, _)? = browser.press(.enter).first else {
      Issue.record("nothing was sent")
      return (browser, RequestID(0))
    }
    browser.press(.escape, "q")
    #expect(browser.press("y") == [])
    return (browser, id)
  }

  @Test func `leaving waits for the answer, and tells it once the screen is closed`() {
    var (browser, id) = leaving()
    #expect(browser.context == .leaving)
    #expect(browser.presentation?.words.contains("Deleting “Staging dashboard”…") == true)
    #expect(
      browser.send(.changed(id, .deleted(.staging))) == [
        .leave(Farewell(["“Staging dashboard” was deleted."]))
      ]
    )
  }

  @Test func `a failure is told as well`() {
    var (browser, id) = leaving()
    guard case .leave(let farewell)? = browser.send(.changeFailed(id, .notFound(requestID: "r-9"))).last
    else {
      return #expect(Bool(false))
    }
    #expect(farewell.lines.count == 1 && farewell.lines[0].contains("r-9"))
  }

  @Test(arguments: ["q", .control("c")] as [Key])
  func `a second key leaves at once, and says that nobody knows`(
    key: Key
  ) {
    var (browser, _) = leaving()
    guard case .leave(let farewell)? = browser.press(key).first else { return #expect(Bool(false)) }
    #expect(farewell.lines.count == 1)
    #expect(farewell.lines[0].hasPrefix("It is not known whether “Staging dashboard” was deleted"))
  }

  @Test func `one can stay after all`() {
    var (browser, id) = leaving()
    #expect(browser.press(.escape) == [])
    #expect(browser.context == .list)
    #expect(browser.send(.changed(id, .deleted(.staging))) == [])
    #expect(browser.statusNow?.text == "“Staging dashboard” was deleted.")
  }

  @Test func `a new secret that came while leaving is told the way to, not the secret`() {
    var browser = Browser.showing([.staging])
    browser.press("R")
    browser.type("rotate")
    guard case .perform(let id, .rotate, _)? = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    browser.press(.control("c"), "y")
    guard case .leave(let farewell)? = browser.send(.changed(id, .rotated(.sample(.staging)))).last else {
      return #expect(Bool(false))
    }
    #expect(farewell.newSecrets.map(\.id) == [OAuthClient.staging.id])
    #expect(!farewell.lines.joined().contains("cafe"))
  }

  @Test func `a new secret that nobody has taken is told of at the end, however the program ends`() {
    var browser = Browser.showing([.staging])
    browser.press("R")
    browser.type("rotate")
    guard case .perform(let id, .rotate, _)? = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    browser.send(.changed(id, .rotated(.sample(.staging))))
    #expect(browser.handOver != nil)
    #expect(browser.farewellNow.newSecrets.map(\.id) == [OAuthClient.staging.id])
    // A Ctrl-C that was on its way when the panel came up is not for the panel.
    #expect(!browser.press(.control("c")).contains { if case .leave = $0 { true } else { false } })
    browser.leaveKeysAlone()
    guard case .leave(let farewell)? = browser.press(.control("c")).first else { return #expect(Bool(false)) }
    #expect(farewell.newSecrets.map(\.id) == [OAuthClient.staging.id])
    // One that was copied is nobody's loss.
    browser.press("y", "s")
    #expect(browser.farewellNow.newSecrets.isEmpty)
  }

  @Test func `a new secret can be taken on a screen that is too small for the rest`() {
    var browser = Browser.showing([.staging])
    browser.press("R")
    browser.type("rotate")
    guard case .perform(let id, .rotate, _)? = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    browser.send(.resized(Size(columns: 30, rows: 6)))
    browser.send(.changed(id, .rotated(.sample(.staging))))
    #expect(browser.presentation?.isUrgent == true)
    browser.leaveKeysAlone()
    #expect(browser.press("q") == [], "closes the panel, not the program")
    #expect(browser.handOver == nil)
    #expect(browser.shared.status?.text.contains("has a new secret") == true)
  }

  @Test func `a signal in the middle of a change says that nobody knows`() {
    var browser = Browser.showing([.staging])
    #expect(browser.farewellNow == Farewell())
    browser.press("e", "x", .control("s"))
    #expect(browser.farewellNow.lines.count == 1)
  }

  @Test func `reads that wait keep nobody from leaving`() {
    var browser = Browser.showing([.staging])
    browser.press("r", "s")
    #expect(browser.isWorking)
    #expect(browser.press("q") == [.leave(Farewell())])
  }

  // MARK: Too small a screen

  @Test func `q quits from a screen that is too small, with a form open too, and is asked there`() {
    var browser = Browser.showing([.staging])
    browser.press("e", "x")
    browser.send(.resized(Size(columns: 30, rows: 8)))
    #expect(browser.press("z") == [])
    #expect(browser.press("q") == [])
    #expect(browser.presentation?.isUrgent == true)
    #expect(browser.press("n") == [])
    browser.press("q")
    #expect(browser.press("y") == [.leave(Farewell())])
    browser.send(.resized(Size(columns: 80, rows: 24)))
    #expect(browser.form?[.redirectURI].text == OAuthClient.staging.redirectURI + "x")
  }

  @Test func `the second factor can be given on a screen that is too small`() {
    var browser = Browser.showing([.staging], size: Size(columns: 30, rows: 8))
    browser.send(.twoFactorDemanded(.first))
    browser.type("123456")
    #expect(browser.press(.enter) == [.answerTwoFactor(Secret("123456"))])
  }

  @Test func `the answer comes while one is asked whether to leave the form`() {
    var browser = Browser.showing([.staging])
    browser.press("e")
    browser.type("/2")
    guard case .perform(let id, .update(_, _), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    browser.press(.control("c"))
    #expect(browser.question != nil)
    browser.send(.changed(id, .updated(UpdatedClient(client: .staging))))
    #expect(browser.screens.isEmpty, "what was asked about is over")
  }

  @Test func `the question tells how it stands by now`() throws {
    var browser = Browser.showing([.staging])
    browser.press("e")
    browser.type("x")
    let effects = browser.press(.control("s"))
    browser.press(.escape, "q")
    #expect(browser.question?.words.contains { $0.hasPrefix("A change is under way: Saving") } == true)
    guard case .perform(let id, .update(let changes, let client), _)? = effects.last else {
      return #expect(Bool(false))
    }
    var changed = client
    changed.redirectURI = try #require(changes[.redirectURI])
    browser.send(.changed(id, .updated(UpdatedClient(client: changed))))
    #expect(browser.question?.words.contains { $0.hasPrefix("Nothing is under way any more.") } == true)
  }

  @Test func `every question is asked on a screen that is too small, and can be answered`() {
    var browser = Browser.showing([.staging, .production])
    browser.press("n")
    browser.type("x")
    browser.press(.escape)
    browser.send(.resized(Size(columns: 30, rows: 8)))
    #expect(browser.presentation?.title == "Discard what you typed?")
    #expect(browser.presentation?.isUrgent == true)
    browser.press("y")
    #expect(browser.screens.isEmpty)
    browser.send(.resized(Size(columns: 80, rows: 24)))
    browser.press("d")
    browser.send(.resized(Size(columns: 38, rows: 9)))
    #expect(browser.presentation?.isUrgent == true)
    browser.press(.escape)
    #expect(browser.screens.isEmpty)
  }
}
