/// A client as JSON, with its secret.
struct CredentialsPayload: Decodable {
  var client: OAuthClient
  var secret: String?

  private enum Key: String, CodingKey {
    case secret
  }

  init(from decoder: any Decoder) throws {
    client = try ClientPayload(from: decoder).client
    secret = try? decoder.container(keyedBy: Key.self).decode(String.self, forKey: .secret)
  }
}
