import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct ClientListTests {
  /// The model: the same operations on a plain array.
  private struct Model {
    var clients: [ClientID: OAuthClient] = [:]

    func rows(matching query: String) -> [OAuthClient] {
      clients.values
        .filter {
          query.isEmpty || "\($0.name)\n\($0.redirectURI)\n\($0.id.text)".lowercased().contains(query)
        }
        .sorted { ClientEntry($0).folded < ClientEntry($1).folded }
    }
  }

  @Test(arguments: 0..<20) func `agrees with a plain array under random operations`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var list = ClientList()
    var model = Model()
    for _ in 0..<60 {
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        let page = (0..<Int.random(in: 0..<8, using: &random)).map { _ in client(&random) }
        let fresh = page.filter { model.clients[$0.id] == nil }
        // Of two with one id in a page, the list takes the later; the model does not judge that.
        guard Set(page.map(\.id)).count == page.count else { continue }
        list.merge(ClientBatch(fresh))
        for client in fresh { model.clients[client.id] = client }
      case 1, 2:
        let client = client(&random)
        list.filter(by: "")
        list.put(client)
        model.clients[client.id] = client
      case 3:
        if let id = model.clients.keys.sorted().randomElement(using: &random) {
          list.delete(id)
          model.clients[id] = nil
        }
      default: break
      }
      for query in ["", "a", "ab", "b"] {
        list.filter(by: "")
        list.filter(by: query)
        let rows = model.rows(matching: query)
        #expect(list.count == rows.count)
        #expect((0..<list.count).compactMap { list[$0] } == rows)
        for (row, client) in rows.enumerated() { #expect(list.row(of: client.id) == row) }
      }
    }
  }

  private func client(_ random: inout SeededGenerator) -> OAuthClient {
    let name = String((0..<3).compactMap { _ in "abAB".randomElement(using: &random) })
    return .sample(name, id: "\(10_000_000 + Int.random(in: 0..<40, using: &random))", redirectURI: "x:/")
  }

  @Test func `takes a client that comes on two pages once`() {
    var list = ClientList()
    list.beginLoad()
    list.merge(ClientBatch([.staging]))
    list.merge(ClientBatch([.staging, .billing]))
    list.endLoad(wasWhole: true)
    #expect(list.count == 2)
  }

  @Test func `finds another client of the same name among many`() {
    var list = ClientList()
    list.merge(ClientBatch((0..<500).map { .sample("c \($0 % 400)", id: "\(10_000_000 + $0)") }))
    func client(_ number: Int) -> OAuthClient? {
      list[ClientID("\(10_000_000 + number)-89ab-4cde-8f01-23456789abcd")]
    }
    #expect(client(5).map { list.hasNamesake(of: $0) } == true)
    #expect(client(405).map { list.hasNamesake(of: $0) } == true)
    #expect(client(200).map { list.hasNamesake(of: $0) } == false)
  }
}
