import ClientIndex
import FoundationEssentials
import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

/// Taking changes back and making them again.
@Suite struct UndoTests {
  /// A browser with a server behind it that does what it is told.
  private struct Server {
    var browser: Browser
    var clients: [ClientID: OAuthClient]
    private var clock = 0.0
    private var made = 0

    init(_ clients: [OAuthClient] = [.billing, .production, .staging]) {
      browser = .showing(clients)
      self.clients = Dictionary(uniqueKeysWithValues: clients.map { ($0.id, $0) })
    }

    /// What people can set, of every client.
    var contents: [String] { clients.values.map { "\($0.name) \($0.redirectURI)" }.sorted() }

    /// Presses keys, and does what is asked for.
    mutating func press(_ keys: Key...) {
      for key in keys { answer(browser.press(key)) }
    }

    mutating func type(_ text: String) {
      for character in text { answer(browser.press(.character(character))) }
    }

    private mutating func answer(_ effects: [Effect]) {
      for case .perform(let id, let change, _) in effects { answer(browser.send(perform(change, id))) }
    }

    private mutating func perform(_ change: Change, _ id: RequestID) -> Event {
      clock += 1
      let now = Date.testNow.addingTimeInterval(clock)
      switch change {
      case .create(let draft):
        made += 1
        let client = OAuthClient(
          id: ClientID("0000000\(made)-89ab-4cde-8f01-23456789abcd"),
          name: draft.name,
          redirectURI: draft.redirectURI,
          createdAt: now,
          updatedAt: now
        )
        clients[client.id] = client
        return .changed(id, .created(.sample(client)))
      case .update(let changes, let shown):
        guard var client = clients[shown.id] else { return .changeFailed(id, .notFound(requestID: nil)) }
        let others = changes.fields.filter { client[$0] != shown[$0] && client[$0] != changes[$0] }
        guard others.isEmpty else { return .changeFailed(id, .conflict(current: client, fields: others)) }
        for field in changes.fields { client[field] = changes[field] ?? "" }
        client.updatedAt = now
        clients[client.id] = client
        return .changed(id, .updated(UpdatedClient(client: client)))
      case .delete(let shown):
        guard clients[shown.id] == shown else {
          return .changeFailed(id, .changedSinceShown(current: clients[shown.id] ?? shown))
        }
        return .changed(id, .deleted(clients.removeValue(forKey: shown.id) ?? shown))
      case .rotate(let shown):
        clients[shown.id]?.updatedAt = now
        return .changed(id, .rotated(.sample(clients[shown.id] ?? shown)))
      case .setConfigVars(let destination, _, _): return .changed(id, .configVarsSet(destination))
      case .renewSecret(let renewal):
        return .changed(id, .secretRenewed(RenewedSecret(app: renewal.app, set: renewal.names)))
      case .movePair(let move):
        return .changed(id, .secretRenewed(RenewedSecret(app: move.app, set: move.names)))
      }
    }

    // MARK: Stories

    /// Gives the selected client another name, by the keys for it.
    mutating func rename(to name: String) {
      press("e", .backTab, .control("u"))
      type(name)
      press(.control("s"))
    }

    /// Deletes the selected client, whose name is this.
    mutating func delete(_ name: String) {
      press("d")
      type(name)
      press(.enter)
    }

    /// Creates a client and closes the panel with its secret.
    mutating func create(_ name: String) {
      press("n")
      type(name)
      press(.enter)
      type("https://new.example.com/cb")
      press(.control("s"))
      browser.leaveKeysAlone()
      press("q")
    }

    mutating func closePanel() {
      browser.leaveKeysAlone()
      press("q")
      // Of secrets that nobody has taken it says so once.
      guard browser.screens.last is ManyHandOverScreen else { return }
      browser.leaveKeysAlone()
      press("q")
    }

    var status: String { browser.shared.status?.text ?? "" }
  }

  @Test func `nothing was changed yet`() {
    var server = Server()
    server.press("u")
    #expect(server.status.hasPrefix("Nothing that could be taken back was changed since the start."))
    server.press("U")
    #expect(server.status == "Nothing was undone.")
    #expect(server.browser.screens.isEmpty)
    #expect(!server.browser.hints.contains { $0.label == "undo" })
  }

  @Test func `an edit is shown as it was and will be, and taken back with y`() {
    var server = Server()
    let before = server.contents
    server.rename(to: "Renamed")
    #expect(server.contents != before)
    #expect(server.browser.hints.contains { $0.key == "u" && $0.label == "undo" })
    server.press("u")
    let words = server.browser.presentation?.words ?? []
    #expect(words.first == "Undo this change?")
    #expect(words.contains("is Renamed") && words.contains("becomes Billing portal"))
    #expect(server.browser.presentation?.focused == "Undo")
    #expect(server.contents != before, "nothing before the answer")
    server.press("y")
    #expect(server.contents == before)
    #expect(server.browser.screens.isEmpty)
    #expect(server.status == "Undone: “Billing portal” was saved. U does it again.")
    server.press("U")
    #expect(server.browser.presentation?.title == "Make this change again?")
    server.press("y")
    #expect(server.contents != before)
    #expect(server.status == "Done again: “Renamed” was saved.")
    server.press("U")
    #expect(server.status == "Nothing was undone.")
  }

  @Test(arguments: [[Key.tab, .enter], ["n"], [.escape], [.tab, .tab, .tab, .enter]])
  func `and not without it`(
    keys: [Key]
  ) {
    var server = Server()
    server.rename(to: "Renamed")
    let after = server.contents
    server.press("u")
    for key in keys { server.press(key) }
    #expect(server.contents == after)
    #expect(server.browser.screens.isEmpty)
    server.press("u", .enter)
    #expect(server.contents == after, "a key that is held down or comes too early answers nothing")
    server.browser.leaveKeysAlone()
    server.press(.enter)
    #expect(server.contents != after, "it is still there to be undone")
  }

  @Test func `a deletion is taken back by creating the client again, and says that id and secret are new`() {
    var server = Server()
    let before = server.contents
    server.delete("Billing portal")
    server.press("u")
    let words = server.browser.presentation?.words ?? []
    #expect(words.first == "Create this client again?")
    #expect(words.contains { $0.contains("Its id and its secret will be new ones") })
    #expect(server.browser.hints.contains { $0.label == "create again" })
    server.press("y")
    #expect(server.contents == before)
    #expect(server.browser.presentation?.title.hasPrefix("New client") == true, "its secret is handed over")
  }

  @Test func `a creation is taken back by a deletion, which wants the name typed`() {
    var server = Server()
    let before = server.contents
    server.create("New one")
    server.press("u")
    #expect(server.browser.confirmation?.action == .delete)
    server.press(.enter)
    #expect(server.contents != before)
    server.type("New one")
    server.press(.enter)
    #expect(server.contents == before)
    #expect(server.status.hasPrefix("Undone: “New one” was deleted."))
  }

  @Test func `redo follows clients that have new ids`() {
    var server = Server()
    let before = server.contents
    server.rename(to: "Renamed")
    let renamed = server.contents
    server.delete("Renamed")
    let deleted = server.contents
    // Back to the start: created again with another id, which is then renamed.
    server.press("u", "y")
    server.closePanel()
    #expect(server.contents == renamed)
    server.press("u", "y")
    #expect(server.contents == before)
    server.press("U", "y")
    #expect(server.contents == renamed)
    server.press("U")
    #expect(server.browser.confirmation?.target.name == "Renamed")
    server.type("Renamed")
    server.press(.enter)
    #expect(server.contents == deleted)
    // And once more, through another id still.
    server.press("u", "y")
    server.closePanel()
    server.press("u", "y")
    #expect(server.contents == before)
  }

  @Test func `what was created and changed since is undone to the end`() {
    var server = Server()
    let before = server.contents
    server.create("New one")
    #expect(server.browser.selected?.name == "New one")
    server.rename(to: "Newer one")
    server.press("u", "y")
    server.press("u")
    server.type("New one")
    server.press(.enter)
    #expect(server.contents == before)
  }

  @Test func `a rotation cannot be undone, and the next u goes on to what was before`() {
    var server = Server()
    let before = server.contents
    server.rename(to: "Renamed")
    server.press("R")
    server.type("rotate")
    server.press(.enter)
    server.closePanel()
    server.press("u")
    #expect(
      server.status
        == "“Renamed” was rotated. A rotation cannot be undone: the old secret is gone for good. u once more goes on "
        + "to the change before."
    )
    server.press("u", "y")
    #expect(server.contents == before)
  }

  @Test func `somebody else's change since is said, and nothing is offered`() {
    var server = Server()
    server.rename(to: "Renamed")
    let client = server.browser.selected
    guard let client else { return }
    server.browser.shared.clients.put(client.with(name: "Theirs", updated: 60))
    server.press("u")
    #expect(server.status == "“Renamed” was changed. “Theirs” was changed since: its name is “Theirs” now.")
    #expect(server.browser.screens.isEmpty)
  }

  @Test func `somebody else's change that the list does not know is found when it is sent`() {
    var server = Server()
    server.rename(to: "Renamed")
    let id = OAuthClient.billing.id
    server.clients[id]?.name = "Theirs"
    server.press("u", "y")
    let words = server.browser.presentation?.words ?? []
    #expect(
      words.contains { $0.contains("Somebody else has changed") || $0.contains("somebody else") },
      "\(words)"
    )
    #expect(server.clients[id]?.name == "Theirs")
  }

  @Test func `a client that is gone cannot be changed back`() {
    var server = Server()
    server.rename(to: "Renamed")
    server.browser.shared.clients.delete(OAuthClient.billing.id)
    server.press("u")
    #expect(server.status.hasSuffix("“Renamed” is gone: it was deleted since."))
  }

  @Test func `what was done together is undone and made again together`() {
    var server = Server()
    let before = server.contents
    server.press("*", "d")
    server.type("delete 3")
    server.press(.enter)
    #expect(server.contents.isEmpty)
    server.press("u")
    #expect(server.browser.presentation?.title == "Undo what was done together")
    #expect(server.contents.isEmpty, "nothing before it is confirmed")
    server.browser.leaveKeysAlone()
    server.press(.enter)
    #expect(server.contents == before)
    server.closePanel()
    server.press("U")
    server.browser.leaveKeysAlone()
    server.press(.enter)
    #expect(server.contents == before, "three deletions want it typed")
    server.type("delete 3")
    server.press(.enter)
    #expect(server.contents.isEmpty)
  }

  @Test func `a new change forgets what could be made again`() {
    var server = Server()
    server.rename(to: "A")
    server.press("u", "y")
    server.rename(to: "B")
    server.press("U")
    #expect(server.status == "Nothing was undone.")
  }

  @Test func `an edit that changed nothing is nothing to undo`() {
    var browser = Browser.showing([.billing])
    browser.press("e")
    browser.type("2")
    guard case .perform(let id, _, _)? = browser.press(.control("s")).first else { return }
    browser.send(.changed(id, .updated(UpdatedClient(client: .billing, wasSent: false))))
    browser.press("u")
    #expect(browser.shared.status?.text.hasPrefix("Nothing that could be taken back") == true)
  }

  @Test(arguments: 0..<40) func `any run of changes is undone to the start, and made again to the end`(
    seed: Int
  ) {
    var random = SeededGenerator(seed: UInt64(seed))
    var server = Server()
    let before = server.contents
    var steps = 0
    for number in 0..<6 {
      let name = "client \(number)"
      switch Int.random(in: 0..<3, using: &random) {
      case 0: server.create(name)
      case 1:
        guard server.browser.selected != nil else { continue }
        server.rename(to: name)
      default:
        guard let client = server.browser.selected else { continue }
        server.delete(client.name)
      }
      steps += 1
    }
    let after = server.contents
    for (key, wanted) in [("u", before), ("U", after), ("u", before)] as [(Key, [String])] {
      for _ in 0..<steps {
        server.press(key)
        if let dialog = server.browser.confirmation {
          server.type(dialog.wantedText)
          server.press(.enter)
        } else {
          server.press("y")
          if server.browser.handOver != nil { server.closePanel() }
        }
      }
      #expect(server.contents == wanted)
    }
  }

  @Test func `the log of what was done keeps no secret`() {
    var server = Server()
    server.create("New one")
    server.press("R")
    server.type("rotate")
    server.press(.enter)
    var text = ""
    dump(server.browser.shared.undo, to: &text)
    #expect(!text.isEmpty && !text.contains("5ec3e7aa") && !text.contains("<secret>"))
  }

  @Test func `what somebody else has made of it is shown, and nothing more can be done`() throws {
    var server = Server()
    server.rename(to: "Renamed")
    server.press("u")
    let undo = try #require(server.browser.undo)
    guard case .update(_, let shown) = undo.change else { return #expect(Bool(false)) }
    let theirs = shown.with(name: "Theirs")
    var screen = undo
    let error = APIError.changedSinceShown(current: theirs)
    let explanation = error.explanation(of: undo.change.attempt, host: "h")
    #expect(screen.handle(.failed(error, explanation), in: server.browser.shared).isEmpty)
    let said = screen.presentation(in: server.browser.shared)
    #expect(said.words.contains { $0.hasPrefix("is now") && $0.contains("Theirs") })
    #expect(!said.words.contains { $0.hasPrefix("becomes") })
    #expect(said.choices.map(\.label) == ["Close"])
    #expect(screen.handle(.command(.answerYes), in: server.browser.shared).isEmpty)
  }
}
