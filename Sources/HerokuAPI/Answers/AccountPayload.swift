import FoundationEssentials

/// An account as JSON.
struct AccountPayload: Decodable {
  var id: String
  var email: String
}

/// What is left of the rate limit, as JSON.
struct RateLimitsPayload: Decodable {
  var remaining: Int
}

/// What is looked at of an authorization: whether it is the one of a token, and which client that came from.
///
/// The answer holds the tokens of every program that the account has let in. Each is compared where it stands, and none
/// is kept.
struct AuthorizationPayload: DecodableWithConfiguration {
  /// The client, where the authorization is the one that is looked for and names one.
  let client: ClientID?

  private enum Key: String, CodingKey {
    case accessToken = "access_token"
    case token, client, id
  }

  init(from decoder: any Decoder, configuration token: Secret) throws {
    let container = try decoder.container(keyedBy: Key.self)
    guard let access = try? container.nestedContainer(keyedBy: Key.self, forKey: .accessToken),
      (try? access.decode(String.self, forKey: .token)) == token.reveal(),
      let named = try? container.nestedContainer(keyedBy: Key.self, forKey: .client)
    else {
      client = nil
      return
    }
    client = (try? named.decode(String.self, forKey: .id)).map(ClientID.init)
  }
}
