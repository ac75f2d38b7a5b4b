import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct SecretTests {
  private let credentials = ClientCredentials.sample(.staging)

  @Test func `reads the client to show its secret, and forgets it when it is masked`() {
    var browser = Browser.showing([.staging])
    guard case .readClient(let id, OAuthClient.staging.id) = browser.press("s").first else {
      return #expect(Bool(false))
    }
    #expect(browser.list.secret == .reading)
    browser.send(.clientRead(id, credentials))
    #expect(browser.list.secret == .known(Secret("5ec3e7aa-0000-4000-8000-00000000cafe")))
    #expect(browser.detailLines.contains { $0.value == "5ec3e7aa-0000-4000-8000-00000000cafe" })
    browser.press("s")
    #expect(browser.list.secret == .notRead)
  }

  @Test func `forgets the secret when another client is selected`() {
    var browser = Browser.showing([.staging, .production], selected: .production)
    guard case .readClient(let id, _) = browser.press("s").first else { return #expect(Bool(false)) }
    browser.send(.clientRead(id, .sample(.production)))
    browser.press("j")
    #expect(browser.list.secret == .notRead)
  }

  @Test func `an answer that comes after one has moved on is not shown`() {
    var browser = Browser.showing([.staging, .production], selected: .production)
    guard case .readClient(let id, _) = browser.press("s").first else { return #expect(Bool(false)) }
    #expect(browser.press("j") == [.cancel(id)])
    browser.send(.clientRead(id, .sample(.production)))
    #expect(browser.list.secret == .notRead)
  }

  @Test func `says that a secret is withheld`() {
    var browser = Browser.showing([.staging])
    guard case .readClient(let id, _) = browser.press("s").first else { return #expect(Bool(false)) }
    browser.send(.clientRead(id, .sample(.staging, secret: nil)))
    #expect(browser.list.secret == .withheld)
  }

  @Test func `copies id and redirect URI at once`() {
    var browser = Browser.showing([.staging])
    #expect(browser.press("y", "i") == [.copy([Secret(OAuthClient.staging.id.text)])])
    #expect(browser.press("y", "u") == [.copy([Secret(OAuthClient.staging.redirectURI)])])
    #expect(
      browser.statusNow?.text
        == "The redirect URI of “Staging dashboard” was sent to the terminal’s clipboard."
    )
  }

  @Test func `copies the secret unseen, of the client that was selected, also when one has moved on`() {
    var browser = Browser.showing([.staging, .production], selected: .production)
    guard case .readClient(let id, _) = browser.press("y", "s").first else { return #expect(Bool(false)) }
    browser.press("j")
    #expect(
      browser.send(.clientRead(id, .sample(.production))) == [
        .copy([Secret("5ec3e7aa-0000-4000-8000-00000000cafe")])
      ]
    )
    #expect(browser.list.secret == .notRead)
    #expect(browser.statusNow?.text.contains("Production dashboard") == true)
  }

  @Test func `a redirect URI is copied without what could act on a terminal`() {
    var browser = Browser.showing([
      .sample("Evil", id: "11111111", redirectURI: "https://x.example.com/\u{1B}]0;\u{7}")
    ])
    #expect(browser.press("y", "u") == [.copy([Secret("https://x.example.com/\u{FFFD}]0;\u{FFFD}")])])
  }

  @Test func `another key after y copies nothing and does nothing else`() {
    var browser = Browser.showing([.staging])
    #expect(browser.press("y", "d") == [])
    #expect(browser.screens.isEmpty)
    #expect(browser.press("y", .escape) == [])
    #expect(browser.typedKeys.isEmpty)
  }

  @Test func `no description of the state shows a secret`() {
    var browser = Browser.showing([.staging])
    guard case .readClient(let id, _) = browser.press("s").first else { return #expect(Bool(false)) }
    browser.send(.clientRead(id, credentials))
    let value = "5ec3e7aa-0000-4000-8000-00000000cafe"
    #expect(!String(describing: browser).contains(value))
    #expect(!String(reflecting: browser.list.secret).contains(value))
    #expect(!String(reflecting: Event.clientRead(id, credentials)).contains(value))
    #expect(!String(reflecting: Effect.copy([Secret(value)])).contains(value))
    var dumped = ""
    dump(browser, to: &dumped)
    #expect(!dumped.contains(value))
  }

  @Test func `where the list stands alone, the detail comes up with the secret`() {
    var browser = Browser.showing([.staging], size: Size(columns: 50, rows: 15))
    browser.press("s")
    #expect(browser.focus == .detail)
  }
}
