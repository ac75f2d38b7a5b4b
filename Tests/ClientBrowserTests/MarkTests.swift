import ClientIndex
import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct MarkTests {
  private let ten = (0..<10).map {
    OAuthClient.sample("client \($0)", id: "\(10_000_000 + $0)", redirectURI: "https://c\($0).example.com/cb")
  }

  @Test func `clients that look the same are told apart by their ids before they are changed`() throws {
    func client(_ id: String, _ name: String) -> OAuthClient {
      OAuthClient(id: ClientID(id), name: name, redirectURI: "https://same.example.com/cb")
    }
    var browser = Browser.showing([
      client("11111111-aaaa", "Same"), client("22222222-aaaa", "Same"), client("33333333-aaaa", "Same "),
      client("44444444-aaaa", "Other"),
    ])
    browser.press("*", "R")
    let words = try #require(browser.presentation?.words)
    for id in ["11111111", "22222222", "33333333"] {
      #expect(words.contains { $0.contains("Same") && $0.contains(id) })
    }
    #expect(!words.contains { $0.contains("44444444") })
  }

  private func marked(_ browser: Browser) -> [String] { browser.clients.marked.map(\.name) }

  @Test func `Space marks and goes down, and takes the mark away again`() {
    var browser = Browser.showing(ten)
    browser.press(" ", " ")
    #expect(marked(browser) == ["client 0", "client 1"])
    #expect(browser.cursor.row == 2)
    #expect(browser.statusNow?.text == "2 marked")
    browser.press("k", " ")
    #expect(marked(browser) == ["client 0"])
  }

  @Test func `v marks a range, up or down, and Esc gives it up`() {
    var browser = Browser.showing(ten)
    browser.press("j", "v", "j", "j")
    #expect(browser.markedRange == 1...3)
    #expect(browser.statusNow?.text == "A range of 3: Space marks it, Esc gives it up.")
    browser.press(.escape)
    #expect(browser.markedRange == nil && marked(browser).isEmpty)
    browser.press("v", "k", "k", "v")
    #expect(marked(browser) == ["client 1", "client 2", "client 3"])
    browser.press("G", "v", "k", " ")
    #expect(browser.clients.markedCount == 5)
    #expect(browser.cursor.row == 8, "Space ends a range where it is")
  }

  @Test func `a range whose beginning the filter hides is given up`() {
    var browser = Browser.showing(ten)
    browser.press("v", "j", "/")
    browser.type("\"client 7\"")
    browser.press(.enter)
    #expect(browser.markedRange == nil)
    #expect(marked(browser).isEmpty)
  }

  @Test func `* marks all that the filter shows, I turns round within it, and the hidden are counted`() {
    var browser = Browser.showing(ten)
    browser.press(" ", " ", "/")
    browser.type("\"client 1\"")
    browser.press(.enter, "I")
    #expect(marked(browser) == ["client 0"])
    #expect(browser.statusNow?.text == "1 marked, all hidden by the filter")
    browser.press("*")
    #expect(marked(browser) == ["client 0", "client 1"], "the hidden first")
    #expect(browser.statusNow?.text == "2 marked, 1 of them hidden by the filter")
    browser.press(.escape)
    #expect(browser.statusNow?.text == "2 marked")
  }

  @Test func `marks stay with their clients through reloads and changes`() {
    var browser = Browser.showing(ten)
    browser.press(" ", " ")
    guard case .loadClients(let load) = browser.press("r").first else { return #expect(Bool(false)) }
    let renamed = ten[1].with(name: "renamed")
    browser.send(.pageLoaded(load, ClientBatch([ten[0], renamed] + ten[2...])))
    browser.send(.loadEnded(load))
    #expect(marked(browser) == ["client 0", "renamed"])
  }

  @Test func `a marked client that is gone is said, and nothing else takes its place`() {
    var browser = Browser.showing(ten)
    browser.press(" ")
    guard case .loadClients(let load) = browser.press("r").first else { return #expect(Bool(false)) }
    browser.send(.pageLoaded(load, ClientBatch(ten[1...])))
    browser.send(.loadEnded(load))
    #expect(browser.statusNow?.text == "0 marked; 1 more is gone")
    browser.press("d")
    #expect(browser.confirmation == nil)
    #expect(browser.statusNow?.text == "A marked client is gone, and left out: “client 0”.")
    browser.press("d")
    #expect(browser.confirmation?.target.name == "client 1", "now it is about the selected one")
  }

  @Test func `a single marked client is treated as one, with what is gone said`() {
    var browser = Browser.showing(ten)
    browser.press(" ", " ", "G")
    guard case .loadClients(let load) = browser.press("r").first else { return #expect(Bool(false)) }
    browser.send(.pageLoaded(load, ClientBatch(ten[1...])))
    browser.send(.loadEnded(load))
    browser.press("d")
    #expect(browser.confirmation?.target == ten[1])
    #expect(browser.confirmation?.wantedText == "client 1")
    #expect(
      browser.presentation?.words.contains("A marked client is gone, and left out: “client 0”.") == true
    )
  }

  @Test func `a client that was gone and comes back is marked again`() {
    var browser = Browser.showing(ten)
    browser.press(" ")
    for clients in [Array(ten[1...]), ten] {
      browser.leaveKeysAlone()
      guard case .loadClients(let load) = browser.press("r").first else { return #expect(Bool(false)) }
      browser.send(.pageLoaded(load, ClientBatch(clients)))
      browser.send(.loadEnded(load))
    }
    #expect(marked(browser) == ["client 0"])
    #expect(browser.clients.lostMarked.isEmpty)
  }

  @Test func `y copies ids and redirect URIs of all, a line each, and never secrets`() {
    var browser = Browser.showing(ten)
    browser.press(" ", " ")
    #expect(browser.press("y", "i") == [.copy(ten[...1].map { Secret($0.id.text) })])
    #expect(browser.press("y", "u") == [.copy(ten[...1].map { Secret($0.redirectURI) })])
    #expect(
      browser.statusNow?.text == "2 redirect URIs were sent to the terminal’s clipboard, a line each."
    )
    #expect(browser.press("y", "s") == [])
    #expect(browser.statusNow?.text.hasPrefix("The secrets of several clients are not copied.") == true)
  }

  @Test func `edit and secret stay with the selected client`() {
    var browser = Browser.showing(ten)
    browser.press(" ", " ", "e")
    #expect(browser.form?.original == ten[2])
    browser.press(.escape)
    guard case .readClient(_, let id) = browser.press("s").first else { return #expect(Bool(false)) }
    #expect(id == ten[2].id)
  }

  @Test func `hints say how many it is about`() {
    var browser = Browser.showing(ten)
    #expect(browser.hints.contains { $0.key == "d" && $0.label == "delete" })
    browser.press(" ", " ", " ")
    #expect(browser.hints.contains { $0.key == "d" && $0.label == "delete 3" })
    #expect(browser.hints.contains { $0.key == "y" && $0.label == "copy 3" })
    #expect(browser.hints.contains { $0.key == "e" && $0.label == "edit" })
  }

  @Test func `Esc undoes one thing at a time, the marks last, and a key brings them back`() {
    var browser = Browser.showing(ten)
    browser.press(" ", " ", "/")
    browser.type("client")
    browser.press(.enter, "v", "j")
    browser.press(.escape)
    #expect(browser.markedRange == nil && browser.shared.filter == "client")
    browser.press(.enter, .escape)
    #expect(browser.focus == .list && browser.shared.filter == "client")
    browser.press(.escape)
    #expect(browser.shared.filter.isEmpty && browser.clients.markedCount == 2)
    browser.press(.escape)
    #expect(browser.clients.markedCount == 0)
    #expect(browser.statusNow?.text == "2 unmarked. M marks them again.")
    browser.press("M")
    #expect(marked(browser) == ["client 0", "client 1"])
  }

  @Test func `h and the left arrow never clear marks`() {
    var browser = Browser.showing(ten)
    browser.press(" ", "/")
    browser.type("client")
    browser.press(.enter, "h", .left, "h")
    #expect(browser.shared.filter.isEmpty)
    #expect(browser.clients.markedCount == 1)
  }

  @Test func `c opens New filled in from the selected client`() {
    var browser = Browser.showing([.staging, .production], selected: .production)
    browser.press("c")
    #expect(browser.form?.original == nil)
    #expect(browser.form?[.name].text == "Production dashboard")
    #expect(browser.form?[.redirectURI].text == OAuthClient.production.redirectURI)
    browser.press(.escape)
    #expect(browser.screens.isEmpty, "nothing was typed, so nothing is asked")
    browser.press("c")
    browser.type(" 2")
    guard case .perform(_, .create(let draft), _) = browser.press(.control("s")).first else {
      return #expect(Bool(false))
    }
    #expect(
      draft == ClientDraft(name: "Production dashboard 2", redirectURI: OAuthClient.production.redirectURI)
    )
  }
}
