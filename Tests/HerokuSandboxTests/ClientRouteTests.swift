import HTTPTypes
import TestSupport
import Testing

@Suite struct ClientRouteTests {
  @Test(arguments: Way.allCases)
  func `creates a client`(way: Way) async throws {
    try await way.run { ask in
      let answer = try await ask(
        .post,
        "/oauth/clients",
        body:
          #"{"name": "Fresh \"client\" ☕️", "redirect_uri": "https://example.com/a", "id": "mine", "extra": [1]}"#
      )
      #expect(answer.status == 201)
      let client = try answer.client
      #expect(client.name == "Fresh \"client\" ☕️")
      #expect(client.redirectURI == "https://example.com/a")
      #expect(client.id.isUUID)
      #expect(client.secret?.isUUID == true)
      #expect(client.secret != client.id)
      #expect(client.ignoresDelinquent == false)
      #expect(client.createdAt == "2027-01-15T08:00:00Z")
      #expect(client.updatedAt == client.createdAt)
      #expect(try await ask(.get, "/oauth/clients/\(client.id)").client == client)
      #expect(try await ask.allClients().contains(client))
    }
  }

  @Test(arguments: Way.allCases)
  func `shows a client, also by an id in upper case or percent-encoded`(way: Way) async throws {
    try await way.run { ask in
      let client = try await ask.firstClient()
      let encoded = client.id.utf8.map { "%" + String($0, radix: 16) }.joined()
      for id in [client.id, client.id.uppercased(), encoded, "\(client.id)?pretty=true"] {
        let answer = try await ask(.get, "/oauth/clients/\(id)")
        #expect(answer.status == 200)
        #expect(try answer.client == client)
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `changes the fields that are sent and leaves the others`(way: Way) async throws {
    let clock = ManualClock()
    try await way.run(clock: clock) { ask in
      let original = try await ask.create("Before", "https://example.com/before")
      clock.advance(by: .seconds(60))
      let path = "/oauth/clients/\(original.id)"

      let renamed = try await ask(.patch, path, body: #"{"name": "After", "secret": "mine"}"#)
      #expect(renamed.status == 200)
      var expected = original
      expected.name = "After"
      expected.updatedAt = "2027-01-15T08:01:00Z"
      #expect(try renamed.client == expected)

      clock.advance(by: .seconds(60))
      let moved = try await ask(.patch, path, body: #"{"redirect_uri": "https://example.com/after"}"#)
      expected.redirectURI = "https://example.com/after"
      expected.updatedAt = "2027-01-15T08:02:00Z"
      #expect(try moved.client == expected)
      #expect(try await ask(.get, path).client == expected)
    }
  }

  @Test(arguments: Way.allCases)
  func `dates each change later than the one before, also within a second`(way: Way) async throws {
    try await way.run { ask in
      let client = try await ask.create("0")
      var times = [client.updatedAt]
      for name in ["1", "2"] {
        times.append(
          try await ask(.patch, "/oauth/clients/\(client.id)", body: #"{"name": "\#(name)"}"#).client
            .updatedAt
        )
      }
      times.append(
        try await ask(.post, "/oauth/clients/\(client.id)/actions/rotate-credentials").client.updatedAt
      )
      #expect(times == (0...3).map { "2027-01-15T08:00:0\($0)Z" })
    }
  }

  @Test(arguments: Way.allCases)
  func `leaves the time alone when nothing changes`(way: Way) async throws {
    let clock = ManualClock()
    try await way.run(clock: clock) { ask in
      let client = try await ask.create("Same", "https://example.com/same")
      clock.advance(by: .seconds(60))
      for body in [
        "", "{}", #"{"name": "Same"}"#, #"{"redirect_uri": "https://example.com/same", "other": null}"#,
      ] {
        let answer = try await ask(.patch, "/oauth/clients/\(client.id)", body: body)
        #expect(answer.status == 200)
        #expect(try answer.client == client)
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `tells two spellings of one text apart`(way: Way) async throws {
    try await way.run { ask in
      let client = try await ask.create("Caf\u{e9}")
      let changed = try await ask(.patch, "/oauth/clients/\(client.id)", body: "{\"name\": \"Cafe\u{301}\"}")
        .client
      #expect(changed.name.unicodeScalars.count == 5)
      #expect(changed.updatedAt > client.updatedAt)
    }
  }

  @Test(arguments: Way.allCases)
  func `rotates the secret and nothing else`(way: Way) async throws {
    let clock = ManualClock()
    try await way.run(clock: clock) { ask in
      let original = try await ask.firstClient()
      clock.advance(by: .seconds(60))
      let answer = try await ask(.post, "/oauth/clients/\(original.id)/actions/rotate-credentials")
      #expect(answer.status == 200)
      let rotated = try answer.client
      #expect(rotated.secret?.isUUID == true)
      #expect(rotated.secret != original.secret)
      var expected = original
      expected.secret = rotated.secret
      expected.updatedAt = "2027-01-15T08:01:00Z"
      #expect(rotated == expected)
      #expect(try await ask(.get, "/oauth/clients/\(original.id)").client == rotated)
    }
  }

  @Test(arguments: Way.allCases)
  func `deletes a client, once`(way: Way) async throws {
    try await way.run { ask in
      let client = try await ask.firstClient()
      let answer = try await ask(.delete, "/oauth/clients/\(client.id)")
      #expect(answer.status == 200)
      #expect(try answer.client == client)
      #expect(try await ask(.delete, "/oauth/clients/\(client.id)").status == 404)
      #expect(try await ask(.get, "/oauth/clients/\(client.id)").status == 404)
      #expect(try await ask.allClients().map(\.id).contains(client.id) == false)
    }
  }

  @Test(arguments: Way.allCases)
  func `answers 404 for a client that is not there, whatever is asked of it`(way: Way) async throws {
    try await way.run { ask in
      for id in [
        "01234567-89ab-4def-8123-456789abcdef", "production", "%zz", "01234567-89ab-4def-8123-456789abcde",
      ] {
        for answer in [
          try await ask(.get, "/oauth/clients/\(id)"),
          try await ask(.patch, "/oauth/clients/\(id)", body: #"{"name": ""}"#),
          try await ask(.delete, "/oauth/clients/\(id)"),
          try await ask(.post, "/oauth/clients/\(id)/actions/rotate-credentials"),
        ] {
          #expect(answer.status == 404)
          #expect(try answer.errorID == "not_found")
        }
      }
    }
  }
}
