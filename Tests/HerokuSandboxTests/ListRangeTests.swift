import HTTPTypes
import TestSupport
import Testing

@Suite struct ListRangeTests {
  @Test(arguments: Way.allCases)
  func `lists everything when it fits on a page`(way: Way) async throws {
    try await way.run { ask in
      let answer = try await ask(.get, "/oauth/clients")
      #expect(answer.status == 200)
      let clients = try answer.clients
      #expect(clients.count == 42)
      #expect(clients.map(\.id) == clients.map(\.id).sorted())
      #expect(answer["Next-Range"] == nil)
      #expect(answer["Accept-Ranges"] == "id, name, updated_at")
      #expect(answer["Content-Range"] == "id \(clients[0].id)..\(clients[41].id); max=200")
      #expect(clients.allSatisfy { $0.secret?.isUUID == true })
    }
  }

  @Test(arguments: Way.allCases)
  func `lists nothing when there is nothing`(way: Way) async throws {
    try await way.run(clients: 0) { ask in
      let answer = try await ask(.get, "/oauth/clients")
      #expect(answer.status == 200)
      #expect(String(decoding: answer.body, as: UTF8.self) == "[]")
      #expect(answer["Content-Range"] == "id ..; max=200")
    }
  }

  @Test(arguments: Way.allCases)
  func `gives 200 at a time unless more or fewer are asked for`(way: Way) async throws {
    try await way.run(clients: 1001) { ask in
      let usual = try await ask(.get, "/oauth/clients")
      #expect(usual.status == 206)
      #expect(try usual.clients.count == 200)
      let clients = try usual.clients
      #expect(usual["Content-Range"] == "id \(clients[0].id)..\(clients[199].id); max=200")
      #expect(usual["Next-Range"] == "id ]\(clients[199].id)..; max=200")

      for (range, count) in [
        ("id ..; max=1", 1), ("id ..; max=1000", 1000), ("id ..;max=10;", 10), ("id ..", 200),
      ] {
        #expect(try await ask(.get, "/oauth/clients", ["Range": range]).clients.count == count)
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `ends with 200 exactly when nothing is left`(way: Way) async throws {
    try await way.run(clients: 400) { ask in
      let first = try await ask(.get, "/oauth/clients")
      let second = try await ask(.get, "/oauth/clients", ["Range": first["Next-Range"]])
      #expect(second.status == 200)
      #expect(second["Next-Range"] == nil)
      #expect(try second.clients.count == 200)
      let ids = try first.clients.map(\.id) + second.clients.map(\.id)
      #expect(Set(ids).count == 400)
    }
  }

  @Test(arguments: Way.allCases)
  func `selects by id with both ends in or out`(way: Way) async throws {
    try await way.run { ask in
      let ids = try await ask.allClients().map(\.id)
      for (range, expected) in [
        ("id \(ids[3])..\(ids[6])", 3...6),
        ("id ]\(ids[3])..\(ids[6])", 4...6),
        ("id \(ids[3])..\(ids[6])[", 3...5),
        ("id ]\(ids[3])..\(ids[6])[", 4...5),
        ("id ]\(ids[40])..", 41...41),
        ("id ..\(ids[1])", 0...1),
        ("id ..\(ids[1])[; max=7", 0...0),
        ("id 00000000-0000-0000-0000-000000000000..\(ids[2].uppercased())", 0...2),
        (" id   \(ids[3]) .. \(ids[4]) ; max = 9 , order = asc", 3...4),
      ] {
        let answer = try await ask(.get, "/oauth/clients", ["Range": range])
        #expect(answer.status == 200)
        #expect(try answer.clients.map(\.id) == Array(ids[expected]), "\(range)")
      }
      for range in ["id ]\(ids[41])..", " id \(ids[6])..\(ids[3])", "id ]\(ids[3])..\(ids[3])"] {
        let answer = try await ask(.get, "/oauth/clients", ["Range": range])
        #expect(answer.status == 200)
        #expect(try answer.clients.isEmpty, "\(range)")
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `lists downwards`(way: Way) async throws {
    try await way.run { ask in
      let ids = try await ask.allClients().map(\.id)
      let answer = try await ask(
        .get,
        "/oauth/clients",
        ["Range": "id \(ids[2])..\(ids[9])[; max=3, order=desc"]
      )
      #expect(answer.status == 206)
      #expect(try answer.clients.map(\.id) == [ids[8], ids[7], ids[6]])
      #expect(answer["Content-Range"] == "id \(ids[6])..\(ids[8]); max=3, order=desc")
      let rest = try await ask.allClients(range: answer["Next-Range"])
      #expect(rest.map(\.id) == [ids[5], ids[4], ids[3], ids[2]])
      #expect(try await ask.allClients(range: "id ..; order=desc; max=5").map(\.id) == ids.reversed())
    }
  }

  @Test(arguments: Way.allCases)
  func `pages by name and by time of change without losing those that are equal`(way: Way) async throws {
    try await way.run(clients: 60) { ask in
      for name in ["Same", "Same", "Same", "a/b; c..d [e] %20", "]", "\u{1f600}"] {
        try await ask.create(name)
      }
      let all = try await ask.allClients()
      for order in ["asc", "desc"] {
        let byName = try await ask.allClients(range: "name ..; max=1, order=\(order)")
        #expect(byName.map(\.id) == inOrder(all, order) { ($0.name, $0.id) })
        let byTime = try await ask.allClients(range: "updated_at ..; max=2, order=\(order)")
        #expect(byTime.map(\.id) == inOrder(all, order) { ($0.updatedAt, $0.id) })
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `selects by name and by time of change`(way: Way) async throws {
    try await way.run(clients: 0) { ask in
      for name in ["Alpha", "Beta", "Beta", "Gamma", "Ünicode"] { try await ask.create(name) }
      for (range, names) in [
        ("name Beta..", ["Beta", "Beta", "Gamma", "Ünicode"]),
        ("name ]Beta..", ["Gamma", "Ünicode"]),
        ("name ..Beta", ["Alpha", "Beta", "Beta"]),
        ("name ..Beta[", ["Alpha"]),
        ("name B..C", ["Beta", "Beta"]),
        ("name %C3%9C..", ["Ünicode"]),
        ("updated_at 2027-01-15T08:00:00Z..", ["Alpha", "Beta", "Beta", "Gamma", "Ünicode"]),
        ("updated_at ]2027-01-15T08:00:00Z..", []),
        ("updated_at ..2027-01-15T08:00:00Z[", []),
      ] {
        #expect(try await ask.allClients(range: range).map(\.name).sorted() == names, "\(range)")
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `keeps its orders true to what changes`(way: Way) async throws {
    try await way.run { ask in
      // Both orders exist before the first change.
      _ = try await ask.allClients(range: "name ..")
      _ = try await ask.allClients(range: "updated_at ..")
      let created = try await ask.create("Middle")
      let renamed = try await ask.firstClient()
      _ = try await ask(.patch, "/oauth/clients/\(renamed.id)", body: #"{"name": "Aaa"}"#)
      let gone = try await ask.allClients()[20]
      _ = try await ask(.delete, "/oauth/clients/\(gone.id)")

      let all = try await ask.allClients()
      #expect(all.count == 42)
      #expect(all.contains { $0.id == created.id })
      #expect(try await ask.allClients(range: "name ..") == sorted(all) { ($0.name, $0.id) })
      #expect(try await ask.allClients(range: "updated_at ..") == sorted(all) { ($0.updatedAt, $0.id) })
    }
  }

  @Test(arguments: Way.allCases)
  func `shows every client that stays exactly once, whatever comes and goes between pages`(way: Way)
    async throws
  {
    for range in [
      "id ..; max=7", "name ..; max=7", "updated_at ..; max=7, order=desc", "id ..; max=7, order=desc",
    ] {
      var generator = Numbers(state: 3)
      try await way.run(clients: 100) { ask in
        var staying = Set(try await ask.allClients().map(\.id))
        var everSeen = staying
        let listed = try await ask.allClients(range: range) {
          everSeen.insert(try await ask.create("New \(generator.next() % 90)").id)
          let victim = staying.sorted()[Int(generator.next() % UInt64(staying.count))]
          _ = try await ask(.delete, "/oauth/clients/\(victim)")
          staying.remove(victim)
        }
        let ids = listed.map(\.id)
        #expect(Set(ids).count == ids.count, "\(range)")
        #expect(staying.isSubset(of: ids), "\(range)")
        #expect(everSeen.isSuperset(of: ids), "\(range)")
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `refuses a range that it does not understand with 416`(way: Way) async throws {
    try await way.run { ask in
      for range in [
        "", "id", "..", "bytes=0-10", "secret ..", "created_at ..", "id 0..", "id production..",
        "id ..; max=0", "id ..; max=1001",
        "id ..; max=-1", "id ..; max=", "id ..; max", "id ..; max=ten", "id ..; order=down", "id ..; limit=5",
        "id ]..", "id ..[",
        "updated_at yesterday..", "updated_at 2027-02-30T00:00:00Z..", "name %..", "name %ff..", "id .",
        "ID ..",
      ] {
        let answer = try await ask(.get, "/oauth/clients", ["Range": range])
        #expect(answer.status == 416, "\(range)")
        #expect(try answer.errorID == "requested_range_not_satisfiable")
      }
    }
  }

  /// Sorted by the bytes of the key, then by id.
  private func sorted(_ clients: [ClientAnswer], by key: (ClientAnswer) -> (String, String)) -> [ClientAnswer]
  {
    clients.sorted { left, right in
      let (left, right) = (key(left), key(right))
      return left.0.utf8.elementsEqual(right.0.utf8)
        ? left.1 < right.1 : left.0.utf8.lexicographicallyPrecedes(right.0.utf8)
    }
  }

  private func inOrder(
    _ clients: [ClientAnswer],
    _ order: String,
    by key: (ClientAnswer) -> (String, String)
  ) -> [String] {
    let ids = sorted(clients, by: key).map(\.id)
    return order == "asc" ? ids : ids.reversed()
  }

  private struct Numbers {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }
}
