import HTTPTypes
import TestSupport
import Testing

@Suite struct AuthorizationTests {
  private struct Authorization: Decodable {
    struct Client: Decodable {
      let id: String
      let name: String
    }

    struct AccessToken: Decodable {
      let token: String
    }

    let client: Client?
    let accessToken: AccessToken

    private enum CodingKeys: String, CodingKey {
      case client
      case accessToken = "access_token"
    }
  }

  @Test(arguments: Way.allCases)
  func `tells which client its token came from, while that is there`(way: Way) async throws {
    try await way.run { ask in
      let authorizations: [Authorization] = try await ask(.get, "/oauth/authorizations").decoded()
      #expect(authorizations.count == 2)
      let own = try #require(authorizations.first { $0.accessToken.token == Asker.token })
      let client = try #require(own.client)
      #expect(client.name == "Deploy bot")
      #expect(authorizations.filter { $0.client != nil }.count == 1)
      #expect(try await ask(.delete, "/oauth/clients/\(client.id)").status == 200)
      let after: [Authorization] = try await ask(.get, "/oauth/authorizations").decoded()
      #expect(after.allSatisfy { $0.client == nil })
      #expect(try await ask(.post, "/oauth/authorizations").status == 404)
    }
  }
}
