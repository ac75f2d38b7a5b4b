import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct FormTests {
  @Test func `creates from what was typed, verbatim`() {
    var browser = Browser.showing([])
    browser.press("n")
    browser.type(" Ünïcode q ")
    browser.press(.enter)
    browser.type("https://example.com/cb")
    let effects = browser.press(.enter)
    guard case .perform(_, .create(let draft), _) = effects.first else {
      return #expect(Bool(false), "\(effects)")
    }
    #expect(draft == ClientDraft(name: " Ünïcode q ", redirectURI: "https://example.com/cb"))
    #expect(effects.count == 1)
  }

  @Test func `opens on the redirect URI with the cursor at its end`() {
    var browser = Browser.showing([.staging])
    browser.press("e")
    #expect(browser.form?.focus == .redirectURI)
    browser.type("2")
    #expect(browser.form?[.redirectURI].text == OAuthClient.staging.redirectURI + "2")
  }

  @Test func `sends only what changed`() {
    var browser = Browser.showing([.staging])
    browser.press("e")
    browser.type("/2")
    guard case .perform(_, .update(let changes, let shown), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    #expect(changes == ClientChanges([.redirectURI: OAuthClient.staging.redirectURI + "/2"]))
    #expect(shown == .staging)
  }

  @Test func `nothing changed sends nothing and says so`() {
    var browser = Browser.showing([.staging])
    #expect(browser.press("e", .control("s")) == [])
    #expect(browser.screens.isEmpty)
    #expect(browser.statusNow?.text == "Nothing was changed, so nothing was sent.")
  }

  @Test func `moves between fields and buttons`() {
    var browser = Browser.showing([])
    browser.press("n")
    var seen: [FormScreen.Focus] = []
    for _ in 0..<4 {
      browser.press(.tab)
      if let focus = browser.form?.focus { seen.append(focus) }
    }
    #expect(seen == [.redirectURI, .save, .cancel, .name])
    browser.press(.backTab)
    #expect(browser.form?.focus == .cancel)
    browser.press(.up, .up)
    #expect(browser.form?.focus == .redirectURI)
    browser.press(.down)
    #expect(browser.form?.focus == .save)
  }

  @Test(arguments: [
    ("", "required"), ("example.com/cb", "absolute"), ("https://example.com/cb#part", "fragment"),
  ])
  func `an error stops the save and is said beside the field`(redirectURI: String, word: String) {
    var browser = Browser.showing([])
    browser.press("n")
    browser.type("Name")
    browser.press(.enter)
    browser.type(redirectURI)
    #expect(browser.press(.control("s")) == [])
    let findings = browser.form?.findings(on: .redirectURI) ?? []
    #expect(findings.contains { $0.severity == .error && $0.text.contains(word) }, "\(findings)")
    #expect(browser.form?.focus == .redirectURI)
  }

  @Test func `an empty name stops the save, and the focus goes there`() {
    var browser = Browser.showing([])
    browser.press("n", .tab)
    browser.type("https://example.com/cb")
    #expect(browser.press(.enter) == [])
    #expect(browser.form?.focus == .name)
    #expect(browser.form?.findings(on: .name).first?.text == "a name is required")
  }

  @Test func `an untouched form is not judged`() {
    var browser = Browser.showing([.sample("Old", id: "11111111", redirectURI: "http://old.example.com/#x")])
    browser.press("n")
    #expect(browser.form?.findings(on: .redirectURI) == [])
    browser.press(.escape, "e")
    #expect(browser.form?.findings(on: .redirectURI) == [])
    browser.press(.backTab)
    browser.type("er")
    guard case .perform(_, .update(let changes, _), _) = browser.press(.control("s")).first else {
      return #expect(Bool(false))
    }
    #expect(changes.fields == [.name])
  }

  @Test func `http on a public host asks before it saves`() {
    var browser = Browser.showing([])
    browser.press("n")
    browser.type("Name")
    browser.press(.enter)
    browser.type("http://example.com/cb")
    #expect(browser.press(.enter) == [])
    #expect(browser.question?.title == "Save anyway?")
    #expect(browser.press(.enter) == [], "the safe answer has the focus")
    #expect(browser.form != nil)
    browser.press(.enter)
    #expect(browser.press("y").count == 1)
  }

  @Test func `http on this machine is no matter`() {
    var browser = Browser.showing([])
    browser.press("n")
    browser.type("Name")
    browser.press(.enter)
    browser.type("http://localhost:5000/cb")
    #expect(browser.press(.enter).count == 1)
  }

  @Test func `Esc closes an unchanged form at once and asks about a changed one`() {
    var browser = Browser.showing([.staging])
    browser.press("e", .escape)
    #expect(browser.screens.isEmpty)
    browser.press("e", "x", .escape)
    #expect(browser.question?.title == "Discard what you typed?")
    browser.press(.escape)
    #expect(browser.form?[.redirectURI].text.hasSuffix("x") == true)
    browser.press(.escape, "y")
    #expect(browser.screens.isEmpty)
    browser.press("e")
    #expect(browser.form?.holdsTypedText == false, "what was discarded is gone")
  }

  @Test func `a paste is text without control characters and never presses Save`() {
    var browser = Browser.showing([])
    browser.press("n")
    #expect(browser.send(.pasted("\nAn\u{7}other\tname\r\n")) == [])
    #expect(browser.form?[.name].text == "Another name")
    #expect(browser.form?.focus == .name)
    browser.press(.tab, .tab)
    #expect(browser.send(.pasted("\n")) == [])
    #expect(browser.form?.request == nil)
  }

  // MARK: While a save runs

  /// An edit of the staging client that is being saved.
  private func saving() -> (Browser, RequestID) {
    var browser = Browser.showing([.staging, .production], selected: .staging)
    browser.press("e")
    browser.type("/2")
    guard case .perform(let id, .update(_, _), _)? = browser.press(.enter).first else {
      Issue.record("nothing was sent")
      return (browser, RequestID(0))
    }
    return (browser, id)
  }

  @Test func `the fields are locked while it runs`() {
    var (browser, id) = saving()
    #expect(browser.form?.request == id)
    #expect(browser.type("zzz") == [])
    #expect(browser.press(.enter, .control("s"), .tab) == [])
    #expect(browser.form?[.redirectURI].text.hasSuffix("/2") == true)
    #expect(browser.hints.map(\.key) == ["Esc"])
  }

  @Test func `success closes the form and is told`() {
    var (browser, id) = saving()
    let saved = OAuthClient.staging.with(redirectURI: OAuthClient.staging.redirectURI + "/2")
    browser.send(.changed(id, .updated(UpdatedClient(client: saved))))
    #expect(browser.screens.isEmpty)
    #expect(browser.selected == saved)
    #expect(browser.statusNow?.text == "“Staging dashboard” was saved.")
  }

  @Test func `what somebody else changed meanwhile is told`() {
    var (browser, id) = saving()
    let saved = OAuthClient.staging.with(name: "Renamed")
    browser.send(.changed(id, .updated(UpdatedClient(client: saved, mergedFields: [.name]))))
    #expect(browser.statusNow?.text.contains("Somebody else made its name “Renamed”") == true)
  }

  @Test func `a refusal that names a field shows on that field, and everything typed is still there`() {
    var (browser, id) = saving()
    let refusal = Refusal(
      status: 422,
      id: "invalid_params",
      message: "redirect_uri is not a valid URI",
      field: .redirectURI,
      requestID: "r-1"
    )
    browser.send(.changeFailed(id, .refused(refusal)))
    let finding = browser.form?.findings(on: .redirectURI).first
    #expect(finding?.severity == .error)
    #expect(finding?.text.contains("is not a valid URI") == true)
    #expect(finding?.text.contains("r-1") == true)
    #expect(browser.form?[.redirectURI].text.hasSuffix("/2") == true)
    browser.type("3")
    #expect(browser.form?.findings(on: .redirectURI) == [], "it is about the text that was refused")
  }

  @Test func `a refusal that names none shows above the buttons`() {
    var (browser, id) = saving()
    browser.send(.changeFailed(id, .refused(Refusal(status: 422, id: "invalid_params", message: "no"))))
    #expect(browser.form?.message?.contains("no") == true)
  }

  @Test func `a lost connection offers to try again`() {
    var (browser, id) = saving()
    browser.send(.changeFailed(id, .unreachable(TransportFailure(.refused, mayHaveBeenSent: false))))
    #expect(browser.form?.offersRetry == true)
    guard case .perform(let again, .update(let changes, _), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    #expect(again != id)
    #expect(changes[.redirectURI]?.hasSuffix("/2") == true)
  }

  @Test func `Esc leaves the form, not the request, and the outcome is still told`() {
    var (browser, id) = saving()
    #expect(browser.press(.escape) == [])
    #expect(browser.screens.isEmpty)
    #expect(browser.isBusy(OAuthClient.staging.id))
    #expect(browser.press("e") == [])
    #expect(browser.form == nil, "one change at a time")
    browser.send(
      .changed(id, .updated(UpdatedClient(client: .staging.with(redirectURI: "https://x.example.com/2"))))
    )
    #expect(browser.statusNow?.text == "“Staging dashboard” was saved.")
    #expect(browser.selected?.redirectURI == "https://x.example.com/2")
  }

  @Test func `a form that was left and then failed comes back as it was typed`() {
    var (browser, id) = saving()
    browser.press(.escape)
    browser.send(.changeFailed(id, .refused(Refusal(status: 422, id: "invalid_params", message: "no"))))
    #expect(browser.statusNow?.tone == .failure)
    #expect(browser.statusNow?.text.hasSuffix("e opens it again as you typed it.") == true)
    browser.press("e")
    #expect(browser.form?[.redirectURI].text.hasSuffix("/2") == true)
  }

  @Test func `an unknown outcome loads the list again and says so`() {
    var (browser, id) = saving()
    let effects = browser.send(
      .changeFailed(id, .outcomeUnknown(TransportFailure(.connectionLost, mayHaveBeenSent: true)))
    )
    guard case .loadClients = effects.first else { return #expect(Bool(false), "\(effects)") }
    #expect(browser.form?.message != nil)
    #expect(browser.form?[.redirectURI].text.hasSuffix("/2") == true)
  }

  @Test func `says who has the same name or redirect URI, while one types`() {
    var browser = Browser.showing([.staging, .production])
    browser.press("n")
    browser.type(OAuthClient.staging.name)
    browser.press(.tab)
    browser.type(OAuthClient.production.redirectURI)
    let words = browser.presentation?.words ?? []
    #expect(words.contains { $0.contains("the client \(OAuthClient.staging.id.text) has the same name") })
    #expect(words.contains { $0.contains("“\(OAuthClient.production.name)” has the same redirect URI") })
    browser.type("/2")
    #expect(browser.presentation?.words.contains { $0.contains("the same redirect URI") } == false)
  }

  @Test func `nobody is told that a client has what it has itself`() {
    var browser = Browser.showing([.staging, .production], selected: .staging)
    browser.press("e")
    browser.type("x")
    browser.press(.backspace)
    #expect(browser.presentation?.words.contains { $0.contains("the same") } == false)
  }
}
