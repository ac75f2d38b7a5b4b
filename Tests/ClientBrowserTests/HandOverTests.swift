import HerokuAPI
import Testing

@testable import ClientBrowser

@Suite struct HandOverTests {
  /// A browser whose rotation of the staging client has just been asked for.
  private func rotating() -> (Browser, RequestID) {
    var browser = Browser.showing([.staging, .production], selected: .staging)
    browser.press("R")
    browser.type("rotate")
    guard case .rotateClient(let id, _)? = browser.press(.enter).first else {
      Issue.record("nothing was sent")
      return (browser, RequestID(0))
    }
    return (browser, id)
  }

  @Test func `stays until it is dismissed, with the secret masked`() {
    var (browser, id) = rotating()
    browser.send(.clientRotated(id, .sample(.staging)))
    #expect(browser.handOver?.occasion == .rotated)
    #expect(browser.handOver?.isSecretShown == false)
    browser.press("j", "x", "d", "R")
    #expect(browser.handOver != nil)
    browser.press("s")
    #expect(browser.handOver?.isSecretShown == true)
    browser.press(.enter)
    #expect(browser.layers.isEmpty)
  }

  @Test func `copies its own secret without reading anything`() {
    var (browser, id) = rotating()
    browser.send(.clientRotated(id, .sample(.staging)))
    #expect(browser.press("y", "s") == [.copy(Secret("5ec3e7aa-0000-4000-8000-00000000cafe"))])
    #expect(browser.press("y", "i") == [.copy(Secret(OAuthClient.staging.id.text))])
    #expect(browser.handOver?.message?.tone == .success)
  }

  @Test func `writes a file under a name that can be changed, and keeps the name when that fails`() {
    var (browser, id) = rotating()
    browser.send(.clientRotated(id, .sample(.staging)))
    browser.press("w")
    #expect(browser.handOver?.fileName?.text == ".env")
    browser.type(".q")
    guard case .writeFile(let file, ".env.q", let credentials) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    #expect(credentials == .sample(.staging))
    browser.send(.fileFailed(file, reason: "exists"))
    #expect(browser.handOver?.fileName?.text == ".env.q")
    #expect(browser.handOver?.message?.text == "exists")
    guard case .writeFile(let again, _, _) = browser.press(.enter).first else { return #expect(Bool(false)) }
    browser.send(.fileWritten(again, path: ".env.q"))
    #expect(browser.handOver?.fileName == nil)
    #expect(browser.handOver?.message?.tone == .success)
  }

  @Test func `follows a creation, and the new client is selected`() {
    var browser = Browser.showing([.staging, .production])
    browser.press("n")
    browser.type("Zebra")
    browser.press(.enter)
    browser.type("https://zebra.example.com/")
    guard case .createClient(let id, _) = browser.press(.enter).first else { return #expect(Bool(false)) }
    let zebra = OAuthClient.sample("Zebra", id: "77777777")
    browser.send(.clientCreated(id, .sample(zebra)))
    #expect(browser.handOver?.occasion == .created)
    browser.press(.enter)
    #expect(browser.selected == zebra)
  }

  @Test func `waits until no dialog is in the way`() {
    var (browser, id) = rotating()
    browser.press(.escape, "n")
    browser.type("half a na")
    browser.send(.clientRotated(id, .sample(.staging)))
    #expect(browser.form?[.name].text == "half a na")
    browser.type("me")
    #expect(browser.form?[.name].text == "half a name")
    browser.press(.escape, "y")
    #expect(browser.handOver?.credentials == .sample(.staging))
  }

  @Test func `says that a secret is withheld instead of writing an empty one`() {
    var (browser, id) = rotating()
    browser.send(.clientRotated(id, .sample(.staging, secret: nil)))
    #expect(browser.press("w") == [])
    #expect(browser.handOver?.fileName == nil)
    #expect(browser.handOver?.message?.tone == .warning)
    #expect(browser.press("y", "s") == [])
  }
}
