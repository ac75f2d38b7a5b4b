import HTTPTypes
import Testing

@Suite struct CachingTests {
  @Test(arguments: Way.allCases)
  func `tags each version of a client strongly`(way: Way) async throws {
    try await way.run { ask in
      let client = try await ask.create("First")
      let path = "/oauth/clients/\(client.id)"
      let first = try #require(try await ask(.get, path)["ETag"])
      #expect(first.wholeMatch(of: /"[^"]+"/) != nil)
      #expect(try await ask(.get, path)["ETag"] == first)

      let patched = try await ask(.patch, path, body: #"{"name": "Second"}"#)
      let second = try #require(try await ask(.get, path)["ETag"])
      #expect(second != first)
      #expect(patched["ETag"] == second)
    }
  }

  @Test(arguments: Way.allCases)
  func `answers 304 without a body to who knows the version`(way: Way) async throws {
    try await way.run { ask in
      let client = try await ask.firstClient()
      for path in ["/oauth/clients/\(client.id)", "/oauth/clients", "/account"] {
        let tag = try #require(try await ask(.get, path)["ETag"])
        for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
          let answer = try await ask(.get, path, ["If-None-Match": known])
          #expect(answer.status == 304, "\(path) \(known)")
          #expect(answer.body.isEmpty)
          #expect(answer["ETag"] == tag)
        }
        let answer = try await ask(.get, path, ["If-None-Match": "\"other\""])
        #expect(answer.status == 200)
        #expect(!answer.body.isEmpty)
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `tags a list by the page, and says nothing of later pages`(way: Way) async throws {
    try await way.run { ask in
      let range = "id ..; max=2"
      let first = try await ask(.get, "/oauth/clients", ["Range": range])
      let last = try #require(try await ask.allClients().last)
      _ = try await ask(.patch, "/oauth/clients/\(last.id)", body: #"{"name": "Changed"}"#)
      let again = try await ask(.get, "/oauth/clients", ["Range": range, "If-None-Match": first["ETag"]])
      #expect(again.status == 304)

      let shown = try #require(try first.clients.first)
      _ = try await ask(.delete, "/oauth/clients/\(shown.id)")
      let changed = try await ask(.get, "/oauth/clients", ["Range": range, "If-None-Match": first["ETag"]])
      #expect(changed.status == 206)
      #expect(changed["ETag"] != first["ETag"])
    }
  }

  @Test(arguments: Way.allCases)
  func `changes a client only if If-Match names its version`(way: Way) async throws {
    try await way.run { ask in
      let client = try await ask.create("First")
      let path = "/oauth/clients/\(client.id)"
      let rotate = "\(path)/actions/rotate-credentials"
      let first = try #require(try await ask(.get, path)["ETag"])
      let second = try #require(
        try await ask(.patch, path, ["If-Match": first], body: #"{"name": "Second"}"#)["ETag"]
      )

      for stale in [first, "W/\(second)", "\"\"", "other"] {
        for answer in [
          try await ask(.patch, path, ["If-Match": stale], body: #"{"name": "Third"}"#),
          try await ask(.delete, path, ["If-Match": stale]),
          try await ask(.post, rotate, ["If-Match": stale]),
        ] {
          #expect(answer.status == 412, "\(stale)")
          #expect(try answer.errorID == "precondition_failed")
        }
      }
      #expect(try await ask(.get, path).client.name == "Second")

      #expect(try await ask(.post, rotate, ["If-Match": "\(first), \(second)"]).status == 200)
      #expect(try await ask(.delete, path, ["If-Match": "*"]).status == 200)
    }
  }
}
