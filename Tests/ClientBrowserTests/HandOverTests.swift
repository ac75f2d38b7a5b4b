import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct HandOverTests {
  /// A browser whose rotation of the staging client has just been asked for.
  private func rotating() -> (Browser, RequestID) {
    var browser = Browser.showing([.staging, .production], selected: .staging)
    browser.press("R")
    browser.type("rotate")
    guard case .perform(let id, .rotate(_), _)? = browser.press(.enter).first else {
      Issue.record("nothing was sent")
      return (browser, RequestID(0))
    }
    return (browser, id)
  }

  @Test func `stays until it is dismissed, with the secret masked`() {
    var (browser, id) = rotating()
    browser.send(.changed(id, .rotated(.sample(.staging))))
    #expect(browser.handOver?.occasion == .rotated)
    #expect(browser.handOver?.isSecretShown == false)
    let secret = "5ec3e7aa-0000-4000-8000-00000000cafe"
    #expect(!String(describing: browser.presentation).contains(secret))
    browser.press("j", "x", "d", "R")
    #expect(browser.handOver != nil)
    browser.press("s")
    #expect(browser.handOver?.isSecretShown == true)
    #expect(String(describing: browser.presentation).contains(secret))
    browser.press(.enter)
    #expect(browser.screens.isEmpty)
  }

  @Test func `copies its own secret without reading anything`() {
    var (browser, id) = rotating()
    browser.send(.changed(id, .rotated(.sample(.staging))))
    #expect(browser.press("y", "s") == [.copy([Secret("5ec3e7aa-0000-4000-8000-00000000cafe")])])
    #expect(browser.press("y", "i") == [.copy([Secret(OAuthClient.staging.id.text)])])
    #expect(browser.handOver?.message?.tone == .success)
  }

  @Test func `writes a file under a name that can be changed, and keeps the name when that fails`() {
    var (browser, id) = rotating()
    browser.send(.changed(id, .rotated(.sample(.staging))))
    browser.press("w")
    #expect(browser.handOver?.fileName == ".env")
    browser.type(".q")
    guard case .writeFile(let file, ".env.q", let credentials) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    #expect(credentials == .sample(.staging))
    browser.send(.fileFailed(file, reason: "exists"))
    #expect(browser.handOver?.fileName == ".env.q")
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
    guard case .perform(let id, .create(_), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    let zebra = OAuthClient.sample("Zebra", id: "77777777")
    browser.send(.changed(id, .created(.sample(zebra))))
    #expect(browser.handOver?.occasion == .created)
    browser.press(.enter)
    #expect(browser.selected == zebra)
  }

  @Test func `waits until no dialog is in the way`() {
    var (browser, id) = rotating()
    browser.press(.escape, "n")
    browser.type("half a na")
    browser.send(.changed(id, .rotated(.sample(.staging))))
    #expect(browser.form?[.name].text == "half a na")
    browser.type("me")
    #expect(browser.form?[.name].text == "half a name")
    browser.press(.escape, "y")
    #expect(browser.handOver?.credentials == .sample(.staging))
  }

  @Test func `says that a secret is withheld instead of writing an empty one`() {
    var (browser, id) = rotating()
    browser.send(.changed(id, .rotated(.sample(.staging, secret: nil))))
    #expect(browser.press("w") == [])
    #expect(browser.handOver?.fileName == nil)
    #expect(browser.handOver?.message?.tone == .warning)
    #expect(browser.press("y", "s") == [])
  }

  /// A browser whose panel asks for an app.
  private func askingForApp() -> Browser {
    var (browser, id) = rotating()
    browser.send(.changed(id, .rotated(.sample(.staging))))
    browser.press("c")
    return browser
  }

  @Test func `sets the config vars of the app that was typed, once Enter is pressed`() throws {
    var browser = askingForApp()
    #expect(browser.context == .appName)
    #expect(browser.press(.enter) == [], "no app was typed")
    #expect(browser.type("dashboard:OAUTH") == [])
    let destination = try ConfigVarsDestination(parsing: "dashboard:OAUTH")
    let effects = browser.press(.enter)
    guard case .perform(let id, .setConfigVars(destination, let client, let secret), _)? = effects.first
    else {
      return #expect(Bool(false), "\(effects)")
    }
    #expect(client == OAuthClient.staging.id && secret == ClientCredentials.sample(.staging).secret)
    #expect(browser.press(.enter) == [], "it is under way")
    browser.type("x")
    #expect(browser.handOver?.appName == "dashboard:OAUTH")
    browser.send(.changed(id, .configVarsSet(destination)))
    #expect(browser.handOver?.appName == nil)
    #expect(browser.handOver?.isSecretShown == false)
    #expect(
      browser.handOver?.message?.text == "OAUTH_ID and OAUTH_SECRET of dashboard are set; the app restarts."
    )
  }

  @Test func `keeps the text when setting config vars fails, and does not load the list again`() {
    var browser = askingForApp()
    browser.type("dashboard")
    guard case .perform(let id, .setConfigVars, _)? = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    let lost = APIError.outcomeUnknown(TransportFailure(.connectionLost, mayHaveBeenSent: true))
    #expect(browser.send(.changeFailed(id, lost)) == [])
    #expect(browser.handOver?.appName == "dashboard")
    #expect(browser.handOver?.message?.text.hasPrefix("It is not known whether") == true)
    guard case .perform(_, .setConfigVars, _)? = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
  }

  @Test func `says what is wrong with an app's name, and sends nothing`() {
    var browser = askingForApp()
    browser.type("Not an app")
    #expect(browser.press(.enter) == [])
    #expect(browser.handOver?.message?.tone == .failure)
    #expect(browser.handOver?.appName == "Not an app")
    browser.press(.escape)
    #expect(browser.context == .handOver)
  }

  @Test func `quitting asks while config vars are being set, and the outcome of a closed panel is told`()
    throws
  {
    var browser = askingForApp()
    browser.type("dashboard")
    guard case .perform(let id, .setConfigVars(let app, _, _), _)? = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    #expect(browser.press(.control("c")) == [])
    #expect(browser.question?.words.last?.contains("Setting the config vars of “dashboard”") == true)
    browser.press("n", .escape)
    #expect(browser.press("w", "c") == [], "one at a time")
    #expect(browser.context == .handOver)
    browser.press(.enter)
    #expect(browser.screens.isEmpty)
    browser.send(.changed(id, .configVarsSet(app)))
    #expect(browser.shared.status?.tone == .success)
  }

  @Test func `a withheld secret goes to no app`() {
    var (browser, id) = rotating()
    browser.send(.changed(id, .rotated(.sample(.staging, secret: nil))))
    #expect(browser.press("c") == [])
    #expect(browser.context == .handOver)
    #expect(browser.handOver?.message?.tone == .warning)
  }
}
