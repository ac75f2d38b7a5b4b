/// What the account has let in: its own token, and a program of Heroku's.
extension Sandbox {
  /// Every authorization with its token, as the API tells them; a client that is gone has none.
  func authorizations() -> SandboxResponse {
    let holder = tokenClient.flatMap { clients[$0] }
    return SandboxResponse { json in
      json.array { json in
        json.object { json in
          json.member("access_token") { $0.member("token", token) }
          if let holder {
            json.member("client") { json in
              json.member("id", holder.id)
              json.member("name", holder.name)
              json.member("redirect_uri", holder.redirectURI)
            }
          } else {
            json.nullMember("client")
          }
          json.member("id", Identifier(bits: 0x0a17_0001_0000_4000_8000_000000000001))
        }
        json.object { json in
          json.member("access_token") { $0.member("token", "\(Self.otherToken)") }
          json.nullMember("client")
          json.member("id", Identifier(bits: 0x0a17_0002_0000_4000_8000_000000000002))
        }
      }
    }
  }

  /// The token of the other authorization, which opens nothing here.
  static let otherToken = "sandbox-the-token-of-another-program"
}
