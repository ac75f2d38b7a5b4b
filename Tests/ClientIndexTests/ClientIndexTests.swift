import FoundationEssentials
import HerokuAPI
import Testing

@testable import ClientIndex

@Suite struct ClientIndexTests {
  private func index(_ clients: OAuthClient...) -> ClientIndex {
    var index = ClientIndex()
    index.merge(ClientBatch(clients))
    return index
  }

  // MARK: What comes twice

  @Test func `of a client that comes twice in a page, the one changed later stays`() {
    let pages: [(clients: [OAuthClient], wanted: String)] = [
      ([.client("1", "a"), .client("1", "b")], "b"),
      ([.client("1", "b"), .client("1", "a")], "a"),
      ([.client("1", "a", updated: 1), .client("1", "b", updated: 2)], "b"),
      ([.client("1", "a", updated: 2), .client("1", "b", updated: 1)], "a"),
      ([.client("1", "a", updated: 2), .client("1", "b")], "b"),
      ([.client("1", "a"), .client("1", "b", updated: 1)], "b"),
      ([.client("1", "a", updated: 2), .client("1", "b", updated: 2)], "b"),
      ([.client("1", "a", updated: 3), .client("1", "b", updated: 1), .client("1", "c", updated: 2)], "a"),
    ]
    for (clients, wanted) in pages {
      let others = [OAuthClient.client("0", "a"), .client("2", "b")]
      let batch = ClientBatch(others + clients + others)
      #expect(batch.count == 3)
      var index = ClientIndex()
      index.beginLoad()
      index.merge(batch)
      index.endLoad(wasWhole: true)
      #expect(index.totalCount == 3)
      #expect(index[ClientID("1")]?.name == wanted)
      #expect(index.named(wanted).contains { $0.id.text == "1" })
    }
  }

  @Test func `of a client that comes on two pages of a load, the one changed later stays`() {
    for (first, second, wanted) in [
      (1.0, 2.0, "second"), (2, 1, "first"), (nil, 1, "second"), (1, nil, "second"),
    ] {
      var index = index(.client("1", "before", updated: 9))
      index.beginLoad()
      index.merge(ClientBatch([.client("1", "first", updated: first)]))
      index.merge(ClientBatch([.client("0", "other"), .client("1", "second", updated: second)]))
      index.endLoad(wasWhole: true)
      #expect(index.totalCount == 2)
      #expect(index[ClientID("1")]?.name == wanted, "\(first as Any) then \(second as Any)")
    }
  }

  // MARK: Loads

  @Test func `a whole load forgets what it did not bring, another does not`() {
    for wasWhole in [true, false] {
      var index = index(.client("1", "a"), .client("2", "b"), .client("3", "c"))
      index.beginLoad()
      index.merge(ClientBatch([.client("2", "b")]))
      index.put(.client("4", "d"))
      index.endLoad(wasWhole: wasWhole)
      #expect(index.all.clients.map(\.id.text) == (wasWhole ? ["2", "4"] : ["1", "2", "3", "4"]))
    }
  }

  @Test func `what was deleted during a load is not brought back, what was deleted before may be`() {
    var index = index(.client("1", "a"), .client("2", "b"))
    index.delete(ClientID("2"))
    index.beginLoad()
    index.delete(ClientID("1"))
    index.merge(ClientBatch([.client("1", "a"), .client("2", "b")]))
    #expect(index.all.clients.map(\.id.text) == ["2"])
    index.endLoad(wasWhole: true)
    index.beginLoad()
    index.merge(ClientBatch([.client("1", "a"), .client("2", "b")]))
    index.endLoad(wasWhole: true)
    #expect(index.all.clients.map(\.id.text) == ["1", "2"])
  }

  @Test func `what was changed here is not undone by a page that is older`() {
    var index = index(.client("1", "before", updated: 1))
    index.beginLoad()
    index.put(.client("1", "changed", updated: 2))
    index.merge(ClientBatch([.client("1", "before", updated: 1)]))
    #expect(index[ClientID("1")]?.name == "changed")
    index.merge(ClientBatch([.client("1", "since", updated: 3)]))
    index.endLoad(wasWhole: true)
    #expect(index[ClientID("1")]?.name == "since")
  }

  @Test func `tells whether it was changed since the last load began`() {
    var index = index(.client("1", "a"))
    #expect(!index.isChanged)
    index.put(.client("1", "b"))
    #expect(index.isChanged)
    index.beginLoad()
    #expect(!index.isChanged)
    index.delete(ClientID("1"))
    #expect(index.isChanged)
  }

  @Test func `counts a generation for each change, and none for what changes nothing`() {
    var index = ClientIndex()
    func changes(_ change: (inout ClientIndex) -> Void) -> Bool {
      let before = index.generation
      change(&index)
      return index.generation != before
    }
    #expect(changes { $0.merge(ClientBatch([.client("1", "a")])) })
    #expect(!changes { $0.merge(ClientBatch([.client("1", "a")])) })
    #expect(!changes { $0.merge(ClientBatch([])) })
    #expect(changes { $0.filter(by: "a") })
    #expect(!changes { $0.filter(by: "a") })
    #expect(changes { $0.sort(by: ClientSorting(.host)) })
    #expect(!changes { $0.sort(by: ClientSorting(.host)) })
    #expect(changes { $0.put(.client("2", "b")) })
    #expect(changes { $0.delete(ClientID("2")) })
    #expect(!changes { $0.beginLoad() })
    #expect(changes { $0.endLoad(wasWhole: true) })
  }

  // MARK: Values

  @Test func `keeps every attribute to the byte`() {
    let clients = [
      OAuthClient(id: ClientID(""), name: "", redirectURI: ""),
      OAuthClient(
        id: ClientID("01234567-89AB-cdef-0123-456789abcdef"),
        name: "Cafe\u{301} \0 \n x",
        redirectURI: "HTTPS://É/ \u{7F}",
        ignoresDelinquent: true,
        createdAt: Date(timeIntervalSince1970: 0.1),
        updatedAt: Date(timeIntervalSince1970: -1e10)
      ),
      OAuthClient(
        id: ClientID("01234567-89ab-cdef-0123-456789abcdef"),
        name: "Caf\u{E9}",
        redirectURI: "x",
        ignoresDelinquent: false,
        createdAt: Date(timeIntervalSinceReferenceDate: 0),
        updatedAt: nil
      ),
      OAuthClient(id: ClientID("é"), name: String(repeating: "長い", count: 5000), redirectURI: "\0"),
    ]
    var index = ClientIndex()
    index.merge(ClientBatch(clients))
    for client in clients {
      let kept = index[client.id]
      #expect(kept == client)
      // Texts are equal whichever way they are spelled.
      #expect(kept?.name.utf8.elementsEqual(client.name.utf8) == true)
      #expect(kept?.redirectURI.utf8.elementsEqual(client.redirectURI.utf8) == true)
    }
  }

  @Test func `a name that is spelled another way is a change`() {
    var index = index(.client("1", "Caf\u{E9}"))
    index.merge(ClientBatch([.client("1", "Cafe\u{301}")]))
    #expect(index[0]?.name.unicodeScalars.count == 5)
  }

  @Test func `batches are equal where their clients are, whatever order they came in`() {
    let clients = (0..<20).map { OAuthClient.client("\($0)", "c \($0 % 7)", updated: Double($0)) }
    let batch = ClientBatch(clients)
    #expect(batch == ClientBatch(clients.shuffled()))
    #expect(batch.hashValue == ClientBatch(clients.reversed()).hashValue)
    #expect(
      batch == ClientBatch([.client("3", "old", updated: 2)] + clients),
      "what was replaced does not count"
    )
    #expect(batch != ClientBatch(clients.dropLast()))
    #expect(batch != ClientBatch(clients.dropLast() + [.client("19", "c 5", updated: 18)]))
    #expect(batch != ClientBatch(clients.dropLast() + [.client("19", "C 5", updated: 19)]))
  }

  @Test func `a copy is not touched by what happens to the index`() {
    var index = index(.client("1", "a"), .client("2", "b"))
    let copy = index
    let all = index.all
    index.put(.client("1", "z"))
    index.delete(ClientID("2"))
    #expect(copy.all.clients.map(\.name) == ["a", "b"])
    #expect(all.clients.map(\.name) == ["a", "b"])
    #expect(index.all.clients.map(\.name) == ["z"])
  }

  @Test func `a batch reads clients one by one, and ends where they cannot be read`() {
    struct Unreadable: Error {}
    func batch(failingAt end: Int?) throws(Unreadable) -> ClientBatch {
      var number = 0
      return try ClientBatch { () throws(Unreadable) in
        if number == end { throw Unreadable() }
        number += 1
        return number > 3 ? nil : .client("\(number)", "c")
      }
    }
    #expect((try? batch(failingAt: nil))?.clients.map(\.id.text) == ["1", "2", "3"])
    #expect(throws: Unreadable.self) { try batch(failingAt: 2) }
  }

  @Test func `what an index has can be taken in by another`() {
    var first = index(.client("1", "b"), .client("2", "a"))
    first.delete(ClientID("1"))
    first.put(.client("3", "0"))
    var second = ClientIndex()
    second.merge(first.all)
    #expect(second.all == first.all)
    #expect(second.all.clients.map(\.id.text) == ["3", "2"])
    second.beginLoad()
    second.merge(ClientBatch([.client("2", "a")]))
    second.endLoad(wasWhole: true)
    #expect(second.all.clients.map(\.id.text) == ["2"])
  }

  // MARK: Order

  @Test
  func `sorts by name without regard to case and accents, numbers by what they count, then by URI and id`() {
    let sorted = [
      OAuthClient.client("9", ""), .client("5", "a", uri: "https://a/"), .client("6", "A", uri: "https://a/"),
      .client("1", "a", uri: "https://b/"), .client("2", "a b"), .client("3", "a-b"), .client("4", "ab"),
      .client("10", "client 2"), .client("11", "Client 10"), .client("8", "é"), .client("12", "f"),
      .client("7", "Z"),
    ]
    for _ in 0..<10 {
      var index = ClientIndex()
      for client in sorted.shuffled() { index.merge(ClientBatch([client])) }
      #expect(index.all.clients.map(\.id.text) == sorted.map(\.id.text))
      #expect(ClientBatch(sorted.shuffled()).clients.map(\.id.text) == sorted.map(\.id.text))
    }
  }

  @Test(arguments: [
    (ClientOrder.name, ["4", "2", "1", "3"], ["3", "1", "2", "4"]),
    (.created, ["3", "4", "2", "1"], ["2", "4", "3", "1"]),
    (.updated, ["2", "4", "3", "1"], ["3", "4", "2", "1"]),
    (.host, ["2", "3", "4", "1"], ["1", "4", "2", "3"]),
  ])
  func `sorts either way, those without a date last, those that are the same by name`(
    order: ClientOrder,
    ids: [String],
    reversed: [String]
  ) {
    let clients: [OAuthClient] = [
      .client("1", "beta", created: nil, updated: nil),
      .client("2", "Alpha", uri: "https://app2/", created: 3, updated: 2),
      .client("4", "alpha", uri: "http://user@app10/", created: 2.5, updated: 3),
      .client("3", "Gamma", uri: "https://app2/a", created: 2, updated: 4),
    ]
    for (isReversed, wanted) in [(false, ids), (true, reversed)] {
      var index = ClientIndex()
      index.sort(by: ClientSorting(order, isReversed: isReversed))
      for client in clients.shuffled() { index.put(client) }
      #expect(index.shown.map(\.id.text) == wanted, "\(order) \(isReversed)")
      index.filter(by: "a")
      #expect(index.shown.map(\.id.text) == wanted, "all have an a")
      index.sort(by: ClientSorting(.name))
      index.sort(by: ClientSorting(order, isReversed: isReversed))
      #expect(index.shown.map(\.id.text) == wanted)
      index.filter(by: "ga")
      #expect(index.shown.map(\.id.text) == ["3"])
      #expect(index.all.clients.map(\.id.text) == ["4", "2", "1", "3"], "which is by name always")
    }
  }

  // MARK: Namesakes

  @Test func `finds clients of just one name, whichever way it is spelled`() {
    let index = index(
      .client("1", "Caf\u{E9}"),
      .client("2", "Cafe\u{301}"),
      .client("3", "café"),
      .client("4", "Café au lait"),
      .client("5", "Cafe"),
      .client("6", ""),
      .client("7", "Caf"),
      .client("8", "Café\0"),
      .client("9", "Café ")
    )
    #expect(Set(index.named("Café").map(\.id.text)) == ["1", "2"])
    #expect(index.named("").map(\.id.text) == ["6"])
    #expect(index.named("nobody").isEmpty)
    func hasNamesake(_ id: String) -> Bool? { index[ClientID(id)].map { index.hasNamesake(of: $0) } }
    #expect(hasNamesake("1") == true)
    #expect(hasNamesake("3") == false)
    #expect(hasNamesake("8") == false)
  }

  @Test func `finds another client of the same name among many`() {
    var index = ClientIndex()
    index.merge(ClientBatch((0..<500).map { .client("\(1000 + $0)", "c \($0 % 400)") }))
    func hasNamesake(_ number: Int) -> Bool? {
      index[ClientID("\(1000 + number)")].map { index.hasNamesake(of: $0) }
    }
    #expect(hasNamesake(5) == true)
    #expect(hasNamesake(405) == true)
    #expect(hasNamesake(200) == false)
  }
}

extension OAuthClient {
  static func client(
    _ id: String,
    _ name: String,
    uri: String = "https://example.com/callback",
    created: Double? = nil,
    updated: Double? = nil
  ) -> OAuthClient {
    OAuthClient(
      id: ClientID(id),
      name: name,
      redirectURI: uri,
      createdAt: created.map(Date.init(timeIntervalSince1970:)),
      updatedAt: updated.map(Date.init(timeIntervalSince1970:))
    )
  }
}

extension ClientIndex {
  /// Filters by a text that is a filter.
  mutating func filter(by text: String) {
    do throws(ClientFilter.Mistake) {
      filter(by: try ClientFilter(text), at: OAuthClient.testNow)
    } catch {
      Issue.record("\(text): \(error.reason)")
    }
  }
}

extension OAuthClient {
  /// The time in tests.
  static let testNow = Date(timeIntervalSince1970: 1_700_000_000)
}
