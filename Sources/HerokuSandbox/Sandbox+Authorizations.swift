import HTTPTypes

/// What the account has let in: its own token, a program of Heroku's, and the clients that have signed in.
extension Sandbox {
  /// Every authorization with its newest token, as the API tells them; a client that is gone has none.
  func listAuthorizations(at now: Timestamp) -> SandboxResponse {
    SandboxResponse { json in
      json.array { json in
        for authorization in grants.authorizations { write(authorization, to: &json, at: now) }
      }
    }
  }

  func showAuthorization(_ id: String, at now: Timestamp) throws(Problem) -> SandboxResponse {
    let authorization = try authorization(id)
    return SandboxResponse { write(authorization, to: &$0, at: now) }
  }

  /// Takes an authorization back with all its tokens, also the one that the request came with.
  mutating func deleteAuthorization(_ id: String, at now: Timestamp) throws(Problem) -> SandboxResponse {
    let authorization = try authorization(id)
    grants.remove(authorization.id)
    return SandboxResponse { write(authorization, to: &$0, at: now) }
  }

  private func authorization(_ id: String) throws(Problem) -> Grants.Authorization {
    guard let id = Identifier(id), let authorization = grants[id] else { throw .unknownAuthorization }
    return authorization
  }

  private func write(_ authorization: Grants.Authorization, to json: inout JSONBytes, at now: Timestamp) {
    json.object { json in
      json.member("access_token") { json in
        if let expiry = authorization.tokens.last?.expiresAt {
          json.member("expires_in", Int(max(0, expiry.seconds - now.seconds)))
        } else {
          json.nullMember("expires_in")
        }
        json.member("token", authorization.tokens.last?.access ?? "")
      }
      if let client = authorization.client.flatMap({ clients[$0] }) {
        json.member("client") { json in
          json.member("id", client.id)
          json.member("name", client.name)
          json.member("redirect_uri", client.redirectURI)
        }
      } else {
        json.nullMember("client")
      }
      json.member("created_at", authorization.createdAt)
      json.member("id", authorization.id)
      json.member("scope", authorization.scopes.map(\.rawValue))
      json.member("updated_at", authorization.updatedAt)
    }
  }

  /// What a sandbox begins with.
  static func authorizations(token: String, of client: Identifier?, at now: Timestamp) -> [Grants
    .Authorization]
  {
    let made = now - Sample.year
    return [
      Grants.Authorization(
        id: Identifier(bits: 0x0a17_0001_0000_4000_8000_000000000001),
        client: client,
        scopes: [.global],
        createdAt: made,
        updatedAt: made,
        tokens: [Grants.Token(access: token)]
      ),
      Grants.Authorization(
        id: Identifier(bits: 0x0a17_0002_0000_4000_8000_000000000002),
        client: nil,
        scopes: [.global],
        createdAt: made,
        updatedAt: made,
        tokens: [Grants.Token(access: otherToken, expiresAt: made)]
      ),
    ]
  }

  /// The token of the other authorization, which opens nothing here.
  static let otherToken = "sandbox-the-token-of-another-program"
}
