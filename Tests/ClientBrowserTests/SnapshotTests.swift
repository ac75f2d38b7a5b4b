import ClientIndex
import FoundationEssentials
import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct SnapshotTests {
  private let version = ListVersion(tag: "\"v1\"")
  private let twoHoursAgo = Browser.testNow.addingTimeInterval(-7200)
  private let refused = APIError.unreachable(TransportFailure(.refused, mayHaveBeenSent: false))

  /// A browser that has read a snapshot, and what it asked for then.
  private func started(_ clients: [OAuthClient]?, _ version: ListVersion? = nil) throws -> (Browser, Effect) {
    var (browser, effects) = Browser.start(
      host: "api.heroku.com",
      size: Size(columns: 120, rows: 40),
      now: Browser.testNow,
      localTime: .utc,
      keepsSnapshot: true
    )
    #expect(
      !effects.contains { if case .loadClients = $0 { true } else { false } },
      "the snapshot comes first"
    )
    let id = try #require(effects.compactMap { if case .readSnapshot(let id) = $0 { id } else { nil } }.first)
    let snapshot = clients.map { ListSnapshot(clients: $0, version: version, date: twoHoursAgo) }
    effects = browser.send(.snapshotRead(id, snapshot))
    try #require(effects.count == 1)
    return (browser, effects[0])
  }

  private func load(_ effect: Effect) throws -> RequestID {
    switch effect {
    case .loadClients(let id), .revalidateClients(let id, _): id
    default: try #require(nil as RequestID?, "\(effect) loads nothing")
    }
  }

  @Test func `is shown with its age until the load has ended, and kept then`() throws {
    var (browser, effect) = try started([.staging, .production])
    #expect(browser.countText == "2 clients, as of 2 h ago")
    #expect(browser.statusNow?.text == "Loading clients…")
    browser.press("j")
    let selected = browser.selected
    let id = try load(effect)
    browser.send(.pageLoaded(id, ClientBatch([.staging, .billing])))
    #expect(browser.selected == selected)
    let kept = browser.send(.loadEnded(id, version))
    #expect(browser.countText == "2 clients")
    #expect(browser.clients[OAuthClient.production.id] == nil, "it is no longer there")
    #expect(
      kept == [
        .writeSnapshot(ListSnapshot(clients: [.billing, .staging], version: version, date: Browser.testNow)),
        .recallChanges(account: nil),
      ]
    )
  }

  @Test func `is compared by its version, and is the list if the server says so`() throws {
    var (browser, effect) = try started([.staging], version)
    let id = try load(effect)
    #expect(effect == .revalidateClients(id, unless: version))
    browser.send(.listUnchanged(id))
    #expect(browser.countText == "1 client")
    #expect(browser.shared.listing.state == .loaded)
    guard case .revalidateClients(_, version)? = browser.press("r").first else {
      return #expect(Bool(false), "the list is still that version")
    }
  }

  @Test func `stays, marked, when the load fails, and is compared again`() throws {
    var (browser, effect) = try started([.staging], version)
    #expect(browser.send(.readFailed(try load(effect), refused)) == [])
    #expect(browser.countText == "1 client, as of 2 h ago")
    #expect(browser.statusNow?.tone == .failure)
    #expect(browser.statusNow?.text.hasSuffix("What is shown is as of 2 h ago.") == true)
    guard case .revalidateClients(_, version)? = browser.press("r").first else {
      return #expect(Bool(false), "nothing has come since")
    }
  }

  @Test func `a load that failed on its way leaves nothing to compare with`() throws {
    var (browser, effect) = try started([.staging], version)
    let id = try load(effect)
    browser.send(.pageLoaded(id, ClientBatch([.billing])))
    browser.send(.readFailed(id, refused))
    guard case .loadClients? = browser.press("r").first else { return #expect(Bool(false)) }
  }

  @Test func `a change here is kept without a version, and loads anew`() throws {
    var (browser, effect) = try started([.staging], version)
    browser.send(.listUnchanged(try load(effect)))
    browser.press("d")
    browser.type("Staging dashboard")
    guard case .perform(let id, .delete(_), _)? = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    let kept = browser.send(.changed(id, .deleted(.staging)))
    #expect(kept == [.writeSnapshot(ListSnapshot(clients: [], version: nil, date: Browser.testNow))])
    guard case .loadClients? = browser.press("r").first else { return #expect(Bool(false)) }
  }

  @Test func `one that comes when a load was asked for already is not listened to`() throws {
    var (browser, effects) = Browser.start(
      host: "h",
      size: Size(columns: 80, rows: 24),
      now: Browser.testNow,
      localTime: .utc,
      keepsSnapshot: true
    )
    let id = try #require(effects.compactMap { if case .readSnapshot(let id) = $0 { id } else { nil } }.first)
    effects = browser.press("r")
    #expect(effects.first == .cancel(id))
    let late = ListSnapshot(clients: [.staging], version: nil, date: twoHoursAgo)
    #expect(browser.send(.snapshotRead(id, late)) == [])
    #expect(browser.clients.totalCount == 0)
  }

  @Test func `without one the list is loaded`() throws {
    let (browser, effect) = try started(nil)
    #expect(effect == .loadClients(try load(effect)))
    #expect(browser.countText == "")
  }
}
