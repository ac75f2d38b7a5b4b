import ClientIndex
import FoundationEssentials
import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct SortingTests {
  private func client(_ name: String, host: String, age: Double) -> OAuthClient {
    var client = OAuthClient.sample(name, id: "0000000\(Int(age))", redirectURI: "https://\(host)/")
    client.createdAt = Browser.testNow.addingTimeInterval(age * 86_400 - 1e7)
    client.updatedAt = Browser.testNow.addingTimeInterval(-age * 86_400)
    return client
  }

  private var clients: [OAuthClient] {
    [
      client("a 2", host: "z.example.com", age: 1), client("a 10", host: "y.example.com", age: 3),
      client("b", host: "x.example.com", age: 2),
    ]
  }

  private func names(_ browser: Browser) -> [String] { browser.clients.shown.map(\.name) }

  @Test func `one key cycles through the orders, another turns them round`() {
    var browser = Browser.showing(clients)
    #expect(names(browser) == ["a 2", "a 10", "b"])
    #expect(browser.sorting == ListSorting(.name))
    browser.press("O")
    #expect(names(browser) == ["b", "a 10", "a 2"])
    #expect(browser.sorting == ListSorting(.name, isReversed: true))
    browser.press("o")
    #expect(names(browser) == ["a 2", "b", "a 10"], "by creation")
    browser.press("o")
    #expect(names(browser) == ["a 10", "b", "a 2"], "by change")
    #expect(browser.sorting == ListSorting(.updated))
    browser.press("o")
    #expect(names(browser) == ["b", "a 10", "a 2"], "by host")
    #expect(browser.sorting == ListSorting(.redirectURI))
    #expect(browser.statusNow?.text == "Sorted by host.")
    browser.press("o", "o")
    #expect(names(browser) == ["a 2", "a 10", "b"])
  }

  @Test func `the worst findings come first`() {
    var clients = clients
    clients.append(.sample("c", id: "00000009", redirectURI: "http://c.example.com/"))
    var browser = Browser.showing(clients)
    browser.press("o", "o", "o", "o")
    #expect(browser.sorting == ListSorting(nil))
    #expect(names(browser).first == "c")
    browser.press("O")
    #expect(names(browser).last == "c")
  }

  @Test func `the selection stays on its client, and what comes takes its place in the order`() throws {
    var browser = Browser.showing(clients, selected: clients[1])
    browser.press("o", "o", "o", "O")
    #expect(browser.selected == clients[1])
    #expect(names(browser) == ["a 2", "a 10", "b"], "by host, the last first")
    guard case .loadClients(let load) = browser.press("r").first else { return #expect(Bool(false)) }
    browser.send(.pageLoaded(load, ClientBatch(clients + [client("0", host: "y.f", age: 4)])))
    browser.send(.loadEnded(load))
    #expect(names(browser) == ["a 2", "0", "a 10", "b"])
    browser.press("/")
    browser.type("name:a")
    #expect(names(browser) == ["a 2", "a 10"])
  }

  @Test func `dates are ages, or local times`() {
    var browser = Browser.showing(clients, size: Size(columns: 200, rows: 40))
    let date = Browser.testNow.addingTimeInterval(-86_400)
    #expect(browser.dateText(date) == "24 h" || browser.dateText(date) == "1 d")
    browser.press("t")
    #expect(browser.dateText(date) == LocalTime.utc.text(of: date))
    #expect(browser.layout.listColumns[.updated]?.width == 16)
    browser.press("t")
    #expect(browser.layout.listColumns[.updated]?.width == 7)
  }

  @Test func `columns are chosen and ordered`() {
    var browser = Browser.showing(clients, size: Size(columns: 99, rows: 30))
    func columns(_ browser: Browser) -> [ListColumn] { browser.layout.listColumns.places.map(\.column) }
    #expect(columns(browser) == [.name, .redirectURI, .updated])
    browser.press("C", "j", "j", "j", " ")
    #expect(columns(browser) == [.name, .redirectURI, .updated, .created])
    browser.press("K", "K", "K")
    #expect(columns(browser) == [.created, .name, .redirectURI, .updated])
    browser.press("-", "+", "J", "J", "J", "J", "J")
    #expect(columns(browser) == [.name, .redirectURI, .updated, .created], "no further than the ends")
    browser.press(" ", "k", "k", "k", " ", "k", " ")
    #expect(columns(browser) == [.name])
    browser.press(.escape)
    #expect(browser.context == .list)
  }

  @Test func `one column stays, which is said`() {
    var browser = Browser.showing(clients)
    browser.press("C", " ", "j", " ", "j", " ")
    #expect(browser.shared.columns == [.updated])
    #expect(browser.presentation?.words.contains("One column stays.") == true)
    browser.press("j")
    #expect(browser.presentation?.words.contains("One column stays.") == false)
  }
}
