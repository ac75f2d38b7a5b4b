import FoundationEssentials
import HTTPTypes
import TestSupport
import Testing

@Suite struct AccessTests {
  @Test(arguments: Way.allCases)
  func `takes the token as bearer and as the password of any user`(way: Way) async throws {
    try await way.run { ask in
      for credentials in [
        "Bearer \(Asker.token)", "bearer \(Asker.token)", basic(":\(Asker.token)"),
        basic("alice:\(Asker.token)"),
      ] {
        let answer = try await ask(.get, "/account", ["Authorization": credentials])
        #expect(answer.status == 200, "\(credentials)")
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `refuses every other credential with 401`(way: Way) async throws {
    try await way.run { ask in
      for credentials in [
        nil, "", "Bearer", "Bearer wrong", Asker.token, basic("\(Asker.token):"),
        basic(Asker.token), "Basic !", basic("alice@example.com:hunter2"), "Digest \(Asker.token)",
      ] {
        let answer = try await ask(.get, "/account", ["Authorization": credentials])
        #expect(answer.status == 401, "\(credentials ?? "none")")
        #expect(try answer.errorID == "unauthorized")
        #expect(try answer.errorMessage == "Invalid credentials provided.")
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `refuses to answer in another version with 406`(way: Way) async throws {
    try await way.run { ask in
      for accept in [
        nil, "*/*", "application/json", "application/vnd.heroku+json",
        "application/vnd.heroku+json; version=2", "application/vnd.heroku+json; version=30",
        "text/html; version=3",
      ] {
        let answer = try await ask(.get, "/account", ["Accept": accept])
        #expect(answer.status == 406, "\(accept ?? "none")")
        #expect(try answer.errorID == "not_acceptable")
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `accepts version 3 among others and in its variants`(way: Way) async throws {
    try await way.run { ask in
      for accept in [
        "application/vnd.heroku+json;version=3", "Application/vnd.Heroku+JSON; version=3",
        "text/html, application/vnd.heroku+json; version=3",
        "application/vnd.heroku+json; version=3.webhooks",
        "application/vnd.heroku+json; charset=utf-8; version=3",
      ] {
        let answer = try await ask(.get, "/account", ["Accept": accept])
        #expect(answer.status == 200, "\(accept)")
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `says whose token it is`(way: Way) async throws {
    struct Account: Decodable {
      var id: String
      var email: String
    }
    try await way.run { ask in
      let answer = try await ask(.get, "/account")
      #expect(answer.status == 200)
      #expect(answer["Content-Type"] == "application/json")
      let account = try answer.decoded(as: Account.self)
      #expect(account.email == "alice@example.com")
      #expect(account.id.isUUID)
    }
  }

  @Test(arguments: Way.allCases)
  func `answers 404 for a path it does not know and a method that a path does not take`(way: Way) async throws
  {
    try await way.run { ask in
      let id = try await ask.firstClient().id
      for (method, path) in [
        (.get, "/"), (.get, "/oauth"), (.get, "/oauth/clients/"), (.get, "/oauth/client"),
        (.get, "/oauth/clients/\(id)/"),
        (.post, "/oauth/clients/\(id)/actions/rotate"), (.post, "/apps"), (.get, "/account/"),
        (.put, "/oauth/clients/\(id)"),
        (.delete, "/oauth/clients"), (.get, "/oauth/clients/\(id)/actions/rotate-credentials"),
        (.post, "/account"),
        (.get, "/oauth%2Fclients"),
      ] as [(HTTPRequest.Method, String)] {
        let answer = try await ask(method, path)
        #expect(answer.status == 404, "\(method) \(path)")
        #expect(try answer.errorID == "not_found")
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `answers HEAD without a body, and the next request after it`(way: Way) async throws {
    try await way.run { ask in
      let head = try await ask(.head, "/account")
      #expect(head.status == 404)
      #expect(head.body.isEmpty)
      #expect(try await ask(.get, "/account").status == 200)
    }
  }

  @Test(arguments: Way.allCases)
  func `names each answer with an id of its own`(way: Way) async throws {
    try await way.run { ask in
      var seen: Set<String> = []
      for path in ["/account", "/nowhere", "/oauth/clients", "/oauth/clients"] {
        let id = try #require(try await ask(.get, path)["Request-Id"])
        #expect(id.isUUID)
        #expect(seen.insert(id).inserted)
      }
      let refused = try await ask(.get, "/account", ["Authorization": nil])
      #expect(refused["Request-Id"]?.isUUID == true)
    }
  }

  @Test(arguments: Way.allCases)
  func `repeats the request id that it was sent before its own`(way: Way) async throws {
    try await way.run { ask in
      let theirs = "0f8fad5b-d9cb-469f-a165-70867728950e"
      let answer = try await ask(.get, "/account", ["Request-Id": theirs])
      let ids = try #require(answer["Request-Id"]).split(separator: ",")
      #expect(ids.count == 2)
      #expect(ids.first == Substring(theirs))
      #expect(ids.last?.isUUID == true)
      #expect(try await ask(.get, "/account", ["Request-Id": "not a uuid"])["Request-Id"]?.isUUID == true)
    }
  }

  private func basic(_ pair: String) -> String {
    "Basic \(Data(pair.utf8).base64EncodedString())"
  }
}
