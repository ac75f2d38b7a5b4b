import ClientIndex
import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct LoadingTests {
  /// A browser that has loaded staging and production and loads again.
  private func reloading() -> (Browser, RequestID) {
    var browser = Browser.showing([.staging, .production])
    guard case .loadClients(let id)? = browser.press("r").first else {
      Issue.record("nothing was asked for")
      return (browser, RequestID(0))
    }
    return (browser, id)
  }

  @Test func `forgets what a whole load did not bring`() {
    var (browser, id) = reloading()
    browser.send(.pageLoaded(id, ClientBatch([.production, .billing])))
    #expect(browser.clients.totalCount == 3, "not before it has ended")
    browser.send(.loadEnded(id))
    #expect(browser.clients.totalCount == 2)
    #expect(browser.clients[OAuthClient.staging.id] == nil)
  }

  @Test func `keeps everything when the load fails, and says so`() {
    var (browser, id) = reloading()
    browser.send(.pageLoaded(id, ClientBatch([.billing])))
    browser.send(.readFailed(id, .unreachable(TransportFailure(.refused, mayHaveBeenSent: false))))
    #expect(browser.clients.totalCount == 3)
    #expect(browser.shared.listing.state == .failed)
    #expect(browser.statusNow?.tone == .failure)
  }

  @Test func `a load under way is not begun again`() {
    var (browser, load) = reloading()
    browser.leaveKeysAlone()
    #expect(browser.press("r") == [])
    browser.send(.loadEnded(load))
    #expect(browser.press("r").count == 1)
  }

  @Test func `r held down loads once, and again when it has been let go`() {
    var browser = Browser.showing([.staging])
    var reminders: [Effect] = []
    var loads = 0
    for _ in 0..<90 {
      for effect in browser.handle(.keyPressed("r")) {
        switch effect {
        case .loadClients(let id):
          loads += 1
          _ = browser.handle(.loadEnded(id))
        case .remind(.rested, _): reminders.append(effect)
        default: break
        }
      }
    }
    #expect(loads == 1)
    // Only the last of them says that the key was left alone.
    for case .remind(let reminder, _) in reminders.dropLast() { _ = browser.handle(.reminded(reminder)) }
    #expect(browser.press("r") == [])
    for _ in 0..<2 {
      for case .remind(let reminder, _) in browser.handle(.keyPressed("r")) {
        _ = browser.handle(.reminded(reminder))
      }
    }
    #expect(browser.isWorking)
  }

  @Test func `a load that was given up is not listened to`() {
    var (browser, old) = reloading()
    browser.send(.noticed(old, .retrying(after: .seconds(40), reason: .rateLimit)))
    browser.leaveKeysAlone()
    let effects = browser.press("r")
    guard effects.count == 2, effects[0] == .cancel(old) else { return #expect(Bool(false), "\(effects)") }
    browser.send(.pageLoaded(old, ClientBatch([.billing])))
    #expect(browser.clients.totalCount == 2)
    browser.send(.loadEnded(old))
    #expect(browser.clients.totalCount == 2)
  }

  @Test func `a client deleted during a load does not come back with a later page`() {
    var (browser, load) = reloading()
    browser.press("g", "d")
    browser.type("Production dashboard")
    guard case .perform(let id, .delete(_), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    browser.send(.changed(id, .deleted(.production)))
    browser.send(.pageLoaded(load, ClientBatch([.production, .staging])))
    browser.send(.loadEnded(load))
    #expect(browser.clients[OAuthClient.production.id] == nil)
    #expect(browser.clients.totalCount == 1)
  }

  @Test func `a client created during a load stays though the load does not bring it`() {
    var (browser, load) = reloading()
    browser.press("n")
    browser.type("New")
    browser.press(.enter)
    browser.type("https://new.example.com/")
    guard case .perform(let id, .create(_), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    let new = OAuthClient.sample("New", id: "00000001", updated: 0)
    browser.send(.changed(id, .created(.sample(new))))
    browser.send(.pageLoaded(load, ClientBatch([.production, .staging])))
    browser.send(.loadEnded(load))
    #expect(browser.clients[new.id] == new)
  }

  @Test func `a page that is older than a change does not undo it`() {
    var (browser, load) = reloading()
    browser.press("g", "e")
    browser.type("/2")
    guard case .perform(let id, .update(_, _), _) = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    let changed = OAuthClient.production.with(redirectURI: "https://changed.example.com/")
    browser.send(.changed(id, .updated(UpdatedClient(client: changed))))
    browser.send(.pageLoaded(load, ClientBatch([.production, .staging])))
    browser.send(.loadEnded(load))
    #expect(browser.clients[changed.id] == changed)
  }

  @Test func `a waiting load says so, and Esc stops it`() {
    var (browser, load) = reloading()
    browser.send(.noticed(load, .retrying(after: .seconds(4), reason: .rateLimit)))
    #expect(browser.statusNow?.text == "Trying again in 4 s (rate limit), Esc stops.")
    #expect(browser.press(.escape) == [.cancel(load)])
    #expect(browser.shared.listing.state == .failed)
  }

  @Test func `says a warning once`() {
    var (browser, load) = reloading()
    browser.send(.noticed(load, .warning("Maintenance tonight")))
    #expect(browser.statusNow?.text == "api.heroku.com says: Maintenance tonight")
    browser.press("j")
    browser.press(.escape)
    browser.send(.noticed(load, .warning("Maintenance tonight")))
    #expect(browser.statusNow?.text.contains("Maintenance") != true)
  }

  @Test func `counts what has come so far`() {
    var (browser, load) = reloading()
    browser.send(
      .pageLoaded(load, ClientBatch((0..<1200).map { .sample("c \($0)", id: "\(10_000_000 + $0)") }))
    )
    #expect(browser.statusNow?.text == "Loading clients… 1,200 so far")
    #expect(browser.countText == "1,202 clients")
  }
}
