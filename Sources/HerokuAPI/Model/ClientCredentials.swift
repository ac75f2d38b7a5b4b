/// A client together with its secret, as a read, a creation or a rotation answers.
public struct ClientCredentials: Hashable, Sendable {
  /// The client.
  public var client: OAuthClient
  /// Its secret; nil where the API withheld it, as it does from everybody but the owner.
  public var secret: Secret?

  /// Puts a client and its secret together.
  public init(client: OAuthClient, secret: Secret?) {
    self.client = client
    self.secret = secret
  }
}
