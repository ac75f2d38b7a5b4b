import ClientIndex
import FoundationEssentials
import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

/// Changes whose answer was lost: the next load tells what became of them.
@Suite struct UnknownOutcomeTests {
  private static let lost = APIError.outcomeUnknown(TransportFailure(.connectionLost, mayHaveBeenSent: true))

  /// Loses the answer to the change that keys ask for, and loads these clients afterwards.
  private func losing(_ browser: inout Browser, after effects: [Effect], then clients: [OAuthClient]) {
    for effect in effects {
      guard let id = effect.mutation else { continue }
      for case .loadClients(let load) in browser.send(.changeFailed(id, Self.lost)) {
        browser.send(.pageLoaded(load, ClientBatch(clients)))
        browser.send(.loadEnded(load))
      }
    }
  }

  private func editing(then client: OAuthClient?) -> Browser {
    var browser = Browser.showing([.staging], selected: .staging)
    browser.press("e", "x")
    losing(&browser, after: browser.press(.control("s")), then: client.map { [$0] } ?? [])
    return browser
  }

  private var saved: OAuthClient {
    var client = OAuthClient.staging
    client.redirectURI += "x"
    return client
  }

  @Test func `an edit that was done closes its form`() {
    let browser = editing(then: saved)
    #expect(browser.screens.isEmpty)
    #expect(browser.shared.status?.tone == .success)
    #expect(browser.shared.status?.text.hasPrefix("It was done after all") == true)
  }

  @Test func `an edit that was not done keeps its form, and offers to try again`() {
    let browser = editing(then: .staging)
    #expect(browser.form?.message?.contains("is unchanged so far") == true)
    #expect(browser.form?.saveLabel == "Retry")
    #expect(browser.form?[.redirectURI].text == saved.redirectURI)
  }

  @Test func `an edit of a client that somebody else changed is left to the person`() {
    var theirs = OAuthClient.staging
    theirs.redirectURI = "https://theirs.example.com"
    let browser = editing(then: theirs)
    #expect(browser.form?.message?.contains("somebody else has changed") == true)
  }

  @Test func `a creation that was done is selected, and its form closed`() {
    var browser = Browser.showing([.staging])
    browser.press("n")
    browser.type(OAuthClient.production.name)
    browser.press(.tab)
    browser.type(OAuthClient.production.redirectURI)
    losing(&browser, after: browser.press(.control("s")), then: [.staging, .production])
    #expect(browser.screens.isEmpty)
    #expect(browser.selected == .production)
    #expect(browser.shared.status?.text.contains("s shows its secret") == true)
  }

  @Test func `a client that was just like it before is not taken for the new one`() {
    var browser = Browser.showing([.production])
    browser.press("n")
    browser.type(OAuthClient.production.name)
    browser.press(.tab)
    browser.type(OAuthClient.production.redirectURI)
    losing(&browser, after: browser.press(.control("s")), then: [.production])
    #expect(browser.form?.message?.contains("shows no new") == true)
  }

  @Test func `a deletion that was done closes its dialog`() {
    var browser = Browser.showing([.staging, .production], selected: .production)
    browser.press("d")
    browser.type(OAuthClient.production.name)
    losing(&browser, after: browser.press(.enter), then: [.staging])
    #expect(browser.screens.isEmpty)
    #expect(browser.shared.status?.text.contains("is gone") == true)
  }

  @Test(arguments: [true, false]) func `a rotation is told by whether the client has changed`(wasDone: Bool) {
    var browser = Browser.showing([.production], selected: .production)
    browser.press("R")
    browser.type("rotate")
    var now = OAuthClient.production
    if wasDone { now.updatedAt = Browser.testNow }
    losing(&browser, after: browser.press(.enter), then: [now])
    // Where the secret may be new, the dialog that would rotate it once more is gone.
    #expect((browser.confirmation == nil) == wasDone)
    let message = wasDone ? browser.shared.status?.text : browser.confirmation?.message
    #expect(
      message?.contains(wasDone ? "may be a new one" : "so is its secret") == true,
      "\(message ?? "nil")"
    )
  }

  @Test func `a dialog that was left is told about on the status line`() {
    var browser = Browser.showing([.staging], selected: .staging)
    browser.press("e", "x")
    let effects = browser.press(.control("s"))
    browser.press(.escape)
    losing(&browser, after: effects, then: [saved])
    #expect(browser.shared.status?.text.hasPrefix("It was done after all") == true)
    browser.press("e")
    #expect(browser.form?.holdsTypedText == false)
  }

  @Test func `nothing is said where it was sent again meanwhile`() {
    var browser = Browser.showing([.staging], selected: .staging)
    browser.press("e", "x")
    for effect in browser.press(.control("s")) {
      guard let id = effect.mutation else { continue }
      let again = browser.send(.changeFailed(id, Self.lost))
      browser.press(.control("s"))
      for case .loadClients(let load) in again {
        browser.send(.pageLoaded(load, ClientBatch([saved])))
        browser.send(.loadEnded(load))
      }
    }
    #expect(browser.form?.request != nil)
    #expect(browser.form?.message == nil)
  }
}

extension Effect {
  /// The id of the request, if it asks for a change.
  fileprivate var mutation: RequestID? {
    if case .perform(let id, _, _) = self { id } else { nil }
  }
}
