import ClientIndex
import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct RunTests {
  private let ten = OAuthClient.numbered(10)
  private let refused = APIError.refused(
    Refusal(status: 422, id: "invalid_params", message: "redirect uri is invalid", requestID: "r-1")
  )

  /// A browser in which the first clients were marked and their deletion confirmed, and what it asked for.
  private func deleting(_ count: Int, of clients: [OAuthClient]? = nil) -> (Browser, [Effect]) {
    var browser = Browser.showing(clients ?? ten)
    for _ in 0..<count { browser.press(" ") }
    browser.press("d")
    browser.type("delete \(count)")
    let effects = browser.press(.enter)
    return (browser, effects)
  }

  /// Answers every change with success, and those that this asks for in turn.
  private func finish(_ browser: inout Browser, _ effects: [Effect]) {
    var waiting = effects
    while !waiting.isEmpty {
      guard case .perform(let id, .delete(let client), _) = waiting.removeFirst() else { continue }
      waiting += browser.send(.changed(id, .deleted(client)))
    }
  }

  @Test func `d on several names every target, the hidden first, and wants the number typed`() throws {
    var browser = Browser.showing(ten)
    browser.press("G", " ", "g", " ", " ", "/")
    browser.type("\"client 1\"")
    browser.press(.enter, "d")
    let dialog = try #require(browser.manyConfirmation)
    #expect(dialog.demand.text == "delete 3")
    let names = dialog.proposal.changes.map { $0.target?.name }
    #expect(names == ["client 0", "client 9", "client 1"])
    let words = try #require(browser.presentation).words
    #expect(words.contains { $0.hasPrefix("  client 9 (hidden by the filter)") })
    browser.type("delete 2")
    #expect(browser.press(.enter) == [])
    #expect(browser.manyConfirmation?.message != nil)
    browser.press(.backspace)
    browser.type("3")
    #expect(browser.press(.enter).changes.count == 3)
    #expect(browser.screens.isEmpty)
  }

  @Test func `begins in the order of the list, several at once, and tells how far it is`() {
    var (browser, effects) = deleting(10)
    let width = BulkRun.standardWidth
    #expect(effects.changes.map { $0.target?.name } == (0..<width).map { "client \($0)" })
    #expect(browser.header.progress?.count == "0/10")
    guard case .perform(let id, .delete(let first), _) = effects.first else { return #expect(Bool(false)) }
    effects.removeFirst()
    let next = browser.send(.changed(id, .deleted(first)))
    #expect(next.changes.map { $0.target?.name } == ["client \(width)"])
    #expect(browser.header.progress?.count == "1/10")
    #expect(browser.statusNow?.text.hasPrefix("1 of 10 changes done, 9 left.") == true)
    finish(&browser, effects + next)
    #expect(browser.header.progress == nil)
    #expect(browser.clients.totalCount == 0 && browser.clients.markedCount == 0)
    #expect(browser.statusNow?.text == "Delete 10 clients: 10 of 10 changes done. W shows what came of each.")
    #expect(browser.screens.isEmpty, "nothing needs a decision")
  }

  @Test func `one browses on meanwhile, and no client of the run is changed by hand`() {
    var (browser, effects) = deleting(9)
    browser.press("g")
    browser.press("e")
    #expect(browser.form == nil)
    #expect(browser.statusNow?.text.contains("client 0") == true)
    browser.press("G", "k")
    browser.press("e")
    #expect(browser.form == nil, "it waits for its turn")
    #expect(browser.statusNow?.text.contains("waits for its turn") == true)
    browser.press("j", "e")
    #expect(browser.form?.original?.name == "client 9", "others are free")
    browser.press(.escape)
    browser.press("*", "d")
    #expect(browser.manyConfirmation == nil)
    #expect(browser.statusNow?.text.hasPrefix("Other changes are under way") == true)
    finish(&browser, effects)
    effects = browser.press("e")
    #expect(browser.form != nil)
  }

  @Test func `a client that is being changed by itself is waited for before the changes begin`() {
    var browser = Browser.showing(ten)
    browser.press("e")
    browser.type("x")
    guard case .perform(let id, let change, _)? = browser.press(.control("s")).first else {
      return #expect(Bool(false))
    }
    browser.press(.escape, " ", " ", "d")
    browser.type("delete 2")
    #expect(browser.press(.enter).changes.isEmpty)
    #expect(browser.manyConfirmation?.message?.contains("client 0") == true)
    browser.send(.changed(id, .updated(UpdatedClient(client: change.target ?? ten[0]))))
    #expect(browser.press(.enter).changes.count == 2)
  }

  @Test func `pauses and goes on between requests, and stops`() {
    var (browser, effects) = deleting(20, of: OAuthClient.numbered(20))
    browser.press("P")
    #expect(browser.header.progress?.remark == "paused")
    for effect in effects {
      guard case .perform(let id, .delete(let client), _) = effect else { continue }
      #expect(browser.send(.changed(id, .deleted(client))).changes.isEmpty)
    }
    effects = browser.press("P")
    #expect(!effects.changes.isEmpty)
    #expect(browser.press("X").isEmpty)
    finish(&browser, effects)
    browser.leaveKeysAlone()
    #expect(browser.context == .run)
    let left = browser.clients.totalCount
    #expect(left > 0)
    #expect(browser.presentation?.words.contains { $0.contains("\(left) not begun") } == true)
    effects = browser.press("b")
    #expect(effects.changes.count == min(left, BulkRun.standardWidth))
  }

  @Test func `what failed is listed with its reason, and tried again`() throws {
    var (browser, effects) = deleting(3)
    for effect in effects {
      guard case .perform(let id, .delete(let client), _) = effect else { continue }
      switch client.name {
      case "client 0": browser.send(.changeFailed(id, refused))
      case "client 1":
        browser.send(.changeFailed(id, .changedSinceShown(current: client.with(name: "theirs"))))
      default: browser.send(.changed(id, .deleted(client)))
      }
    }
    #expect(browser.context == .run)
    let words = try #require(browser.presentation).words
    #expect(words.contains("1 of 3 changes done, 1 failed, 1 left alone."))
    #expect(words.contains("✗ client 0") && words.contains("≠ client 1"))
    #expect(words.contains { $0.contains("redirect uri is invalid") })
    #expect(browser.clients[ten[1].id]?.name == "theirs")
    browser.leaveKeysAlone()
    effects = browser.press("r")
    #expect(
      effects.changes.map { $0.target?.name } == ["client 0"],
      "what somebody else changed is left alone"
    )
    finish(&browser, effects)
    #expect(browser.presentation?.words.contains("2 of 3 changes done, 1 left alone.") == true)
    #expect(browser.press("r").isEmpty)
    browser.press(.escape)
    #expect(browser.screens.isEmpty)
    browser.press("W")
    #expect(browser.context == .run)
  }

  @Test func `a lost network pauses the run, asks once, and goes on with nothing lost`() {
    var (browser, effects) = deleting(5)
    let lost = APIError.unreachable(TransportFailure(.refused, mayHaveBeenSent: false))
    for effect in effects {
      guard case .perform(let id, _, _) = effect else { continue }
      #expect(browser.send(.changeFailed(id, lost)).changes.isEmpty)
    }
    #expect(browser.screens.count == 1)
    #expect(browser.presentation?.title == "The changes are paused")
    effects = browser.press("y")
    #expect(effects.changes.count == 5)
    #expect(browser.screens.isEmpty)
    finish(&browser, effects)
    #expect(browser.clients.totalCount == 5)
  }

  @Test func `a pause that is over is not asked about any more`() {
    let (started, effects) = deleting(5)
    var browser = started
    browser.press("W")
    let lost = APIError.unreachable(TransportFailure(.refused, mayHaveBeenSent: false))
    for effect in effects {
      guard case .perform(let id, _, _) = effect else { continue }
      browser.send(.changeFailed(id, lost))
    }
    #expect(browser.presentation?.words.contains { $0.hasPrefix("! Paused: no answer comes from") } == true)
    browser.press("x", .escape)
    #expect(browser.screens.isEmpty)
    #expect(browser.statusNow?.text.contains(": 0 of 5 changes done, 5 not begun.") == true)
  }

  @Test func `an unknown outcome is read back and never sent blindly`() {
    var (browser, effects) = deleting(2)
    let lost = APIError.outcomeUnknown(TransportFailure(.connectionLost, mayHaveBeenSent: true))
    guard case .perform(let id, .delete(let client), _) = effects.removeFirst() else {
      return #expect(Bool(false))
    }
    let asked = browser.send(.changeFailed(id, lost))
    guard case .readClient(let read, client.id)? = asked.first else {
      return #expect(Bool(false), "not read: \(asked)")
    }
    #expect(asked.changes.isEmpty)
    browser.send(.readFailed(read, .notFound(requestID: nil)))
    finish(&browser, effects)
    #expect(browser.statusNow?.text.contains(": 2 of 2 changes done.") == true)
  }

  @Test func `quitting in the middle waits for what was sent, begins no other, and says what was done`() {
    var (browser, effects) = deleting(10)
    #expect(browser.press("q") == [])
    #expect(browser.presentation?.words.contains { $0.contains("0 of 10 changes done") } == true)
    #expect(browser.press("y") == [])
    var left: [Effect] = []
    for effect in effects {
      guard case .perform(let id, .delete(let client), _) = effect else { continue }
      left += browser.send(.changed(id, .deleted(client)))
    }
    effects = left
    #expect(effects.changes.isEmpty)
    guard case .leave(let farewell)? = effects.last else { return #expect(Bool(false), "\(effects)") }
    let text = farewell.lines.joined(separator: "\n")
    let done = BulkRun.standardWidth
    #expect(text.contains("\(done) of 10 changes done, \(10 - done) not begun."))
    #expect(text.contains("Done: “client 0”"))
    #expect(text.contains("Not begun: ") && text.contains("“client 9”"))
  }

  @Test func `new secrets of many are handed over once, and are nowhere else`() throws {
    var browser = Browser.showing(ten)
    browser.press(" ", " ", "R")
    browser.type("rotate 2")
    var secrets: [String] = []
    // What was asked for last is answered first.
    for effect in browser.press(.enter).reversed() {
      guard case .perform(let id, .rotate(let client), _) = effect else { continue }
      secrets.insert("secret of \(client.name)", at: 0)
      let made = ClientCredentials(client: client, secret: Secret("secret of \(client.name)"))
      browser.send(.changed(id, .rotated(made)))
    }
    browser.leaveKeysAlone()
    let panel = try #require(browser.screens.last as? ManyHandOverScreen)
    #expect(panel.credentials.map { $0.secret?.reveal() } == secrets)
    #expect(browser.shared.run?.credentials.isEmpty == true)
    #expect(browser.press("y") == [.copyCredentials(panel.credentials)])
    browser.press("w")
    guard
      case .writeFiles(let file, .json, path: "clients.json", panel.credentials)? = browser.press(.enter)
        .first
    else { return #expect(Bool(false)) }
    browser.send(.fileWritten(file, path: "clients.json"))
    #expect(browser.presentation?.words.contains("✓ Wrote clients.json, readable by you alone") == true)
    browser.press("e", .control("u"))
    browser.type("folder")
    guard case .writeFiles(_, .dotenv, path: "folder", _)? = browser.press(.enter).first else {
      return #expect(Bool(false))
    }
    browser.press(.escape, .escape)
    #expect(browser.screens.isEmpty)
    #expect(!"\(browser)".contains("secret of"))
  }

  @Test func `secrets of many that nobody has taken are not closed away without a word`() throws {
    var browser = Browser.showing(ten)
    browser.press(" ", " ", "R")
    browser.type("rotate 2")
    for effect in browser.press(.enter) {
      guard case .perform(let id, .rotate(let client), _) = effect else { continue }
      browser.send(.changed(id, .rotated(ClientCredentials(client: client, secret: Secret("new")))))
    }
    browser.leaveKeysAlone()
    browser.press(.enter)
    #expect(browser.screens.last is ManyHandOverScreen)
    let words = browser.presentation?.words ?? []
    #expect(words.contains { $0.hasPrefix("! Nobody has taken these secrets: w ") })
    browser.press(.enter)
    #expect(browser.screens.last is ManyHandOverScreen, "the key may be held down")
    browser.leaveKeysAlone()
    browser.press(.enter)
    #expect(browser.screens.isEmpty)
    #expect(browser.shared.status?.text == "2 clients have new secrets; s shows that of the selected one.")
  }

  @Test func `the detail tells what a run has changed of a client`() throws {
    var browser = Browser.showing(ten)
    browser.press(" ", " ", "E")
    browser.type("https")
    browser.press(.tab)
    browser.type("http")
    browser.press(.enter)
    browser.leaveKeysAlone()
    for effect in browser.press(.enter) {
      guard case .perform(let id, .update(let changes, let client), _) = effect else { continue }
      var changed = client
      changed.redirectURI = try #require(changes[.redirectURI])
      browser.send(.changed(id, .updated(UpdatedClient(client: changed))))
    }
    browser.press("g")
    let was = ten[0].redirectURI
    #expect(browser.shared.changesHere[ten[0].id]?.words == "redirect URI, was “\(was)”")
  }

  @Test func `the header counts what was not done`() {
    var (browser, effects) = deleting(3)
    guard case .perform(let id, _, _) = effects.removeFirst() else { return #expect(Bool(false)) }
    browser.send(.changeFailed(id, refused))
    #expect(browser.header.progress?.count == "1/3 ✗1")
  }

  @Test func `what a stop has left comes before what was done`() throws {
    var (browser, effects) = deleting(10)
    guard case .perform(let id, .delete(let first), _) = effects.first else { return #expect(Bool(false)) }
    browser.send(.changed(id, .deleted(first)))
    browser.press("X")
    let run = try #require(browser.shared.run)
    let states = run.listed.map { run.bulk.items[$0].state.kind }
    #expect(states.first == .notBegun && states.last == .underWay)
    #expect(states.firstIndex(of: .done).map { $0 > 0 } == true)
  }
}
