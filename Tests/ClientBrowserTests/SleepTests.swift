import ClientIndex
import FoundationEssentials
import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

/// The machine was asleep for an hour while something was under way: the time is another, and then the answers come.
@Suite struct SleepTests {
  private static let lost = APIError.outcomeUnknown(TransportFailure(.connectionLost, mayHaveBeenSent: true))

  /// Lets the machine sleep, and wake with everything that a loop tells then.
  private func sleep(_ browser: inout Browser) -> [Effect] {
    browser.send(.clockRead(Browser.testNow.addingTimeInterval(3600)))
      + browser.send(.reminded(.signOfLife)) + browser.send(.resized(browser.size))
  }

  /// The change that is asked for, and its request.
  private func changes(_ effects: [Effect]) -> [(RequestID, Change)] {
    effects.compactMap { effect in
      if case .perform(let id, let change, _) = effect { (id, change) } else { nil }
    }
  }

  /// A browser in which an edit is under way.
  private func saving() throws -> (Browser, RequestID, OAuthClient) {
    var browser = Browser.showing([.staging, .production], selected: .staging)
    browser.press("e", "x")
    let (id, _) = try #require(changes(browser.press(.control("s"))).first)
    return (browser, id, OAuthClient.staging.with(redirectURI: OAuthClient.staging.redirectURI + "x"))
  }

  @Test func `in the middle of a change its answer is taken in, and nothing was sent again`() throws {
    var (browser, id, saved) = try saving()
    let woken = sleep(&browser)
    #expect(changes(woken).isEmpty)
    #expect(browser.form?.isLocked == true, "it is under way still")
    #expect(browser.send(.changed(id, .updated(UpdatedClient(client: saved)))).isEmpty)
    #expect(browser.screens.isEmpty && browser.statusNow?.tone == .success)
    #expect(browser.selected == saved)
    #expect(changes(browser.press(.control("s"))).isEmpty)
  }

  @Test func `in the middle of a change whose answer is lost the list is asked what became of it`() throws {
    var (browser, id, saved) = try saving()
    _ = sleep(&browser)
    var loads: [RequestID] = []
    for case .loadClients(let load) in browser.send(.changeFailed(id, Self.lost)) { loads.append(load) }
    let load = try #require(loads.first)
    #expect(browser.form?[.redirectURI].text == saved.redirectURI)
    browser.send(.pageLoaded(load, ClientBatch([saved, .production])))
    browser.send(.loadEnded(load))
    #expect(browser.screens.isEmpty)
    #expect(browser.statusNow?.text.hasPrefix("It was done after all") == true)
  }

  @Test func `in the middle of a load that waits to be tried again the list is there afterwards`() throws {
    var browser = Browser.showing([.staging])
    var loads: [RequestID] = []
    for effect in browser.press("r") {
      switch effect {
      case .loadClients(let id), .revalidateClients(let id, _): loads.append(id)
      default: break
      }
    }
    let load = try #require(loads.first)
    browser.send(.noticed(load, .retrying(after: .seconds(40), reason: .rateLimit)))
    #expect(browser.statusNow?.text.contains("rate limit") == true)
    _ = sleep(&browser)
    browser.send(.pageLoaded(load, ClientBatch([.staging, .production])))
    browser.send(.loadEnded(load))
    #expect(browser.clients.totalCount == 2)
    #expect(browser.statusNow?.text.contains("rate limit") != true)
  }

  @Test(arguments: [true, false]) func `in the middle of several changes each is done once`(isPaused: Bool)
    throws
  {
    var browser = Browser.showing(OAuthClient.numbered(9))
    browser.press("*", "d")
    browser.type("delete 9")
    var waiting = changes(browser.press(.enter))
    #expect(!waiting.isEmpty)
    if isPaused { browser.press("P") }
    #expect(changes(sleep(&browser)).isEmpty)
    if isPaused { waiting += changes(browser.press("P")) }
    var done: [ClientID] = []
    while !waiting.isEmpty {
      let (id, change) = waiting.removeFirst()
      let client = try #require(change.target)
      done.append(client.id)
      waiting += changes(browser.send(.changed(id, .deleted(client))))
    }
    #expect(done.count == 9 && Set(done).count == 9)
    #expect(browser.clients.totalCount == 0 && browser.shared.run?.isUnderWay == false)
    #expect(browser.statusNow?.text.contains("9 of 9 changes done") == true)
  }

  @Test func `a limit that several changes wait for is asked about again when the time for it has passed`()
    throws
  {
    var browser = Browser.showing(OAuthClient.numbered(2))
    browser.press("*", "d")
    browser.type("delete 2")
    let asked = changes(browser.press(.enter))
    let refusal = Refusal(status: 429, id: "rate_limit", message: "Your account reached the API rate limit.")
    for (id, _) in asked { browser.send(.changeFailed(id, .refused(refusal))) }
    #expect(browser.shared.run?.isUnderWay == true, "it waits")
    _ = sleep(&browser)
    var again: [(RequestID, Change)] = []
    for case .readRateLimit(let id) in browser.send(.reminded(.rateLimit)) {
      again += changes(browser.send(.rateLimitRead(id, 4500)))
    }
    #expect(Set(again.compactMap(\.1.target?.id)) == Set(asked.compactMap(\.1.target?.id)))
  }

  @Test func `ages go on`() {
    var browser = Browser.showing([.staging], selected: .staging)
    let before = browser.detailLines
    _ = sleep(&browser)
    #expect(browser.detailLines != before)
  }
}
