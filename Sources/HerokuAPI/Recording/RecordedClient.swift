public import FoundationEssentials

/// A client as a history keeps it: by its type without a secret, and with no password in its redirect URI.
public struct RecordedClient: Hashable, Sendable {
  /// The client's identity; nil while it is only wanted.
  public let id: ClientID?
  /// The name.
  public let name: String
  /// The redirect URI, with a mask in the place of a user and password.
  public let redirectURI: String
  /// Whether something of the redirect URI is masked, so that nobody can set it again from here.
  public let isMasked: Bool
  /// When the client was created, if that was told.
  public let createdAt: Date?
  /// When the client was last changed, if that was told.
  public let updatedAt: Date?

  /// Keeps a client; whatever stands before the `@` of its redirect URI is masked.
  ///
  /// - Parameter isMasked: whether the redirect URI was masked before.
  public init(
    id: ClientID?,
    name: String,
    redirectURI: String,
    isMasked: Bool = false,
    createdAt: Date? = nil,
    updatedAt: Date? = nil
  ) {
    let masked = RedirectURI.masked(redirectURI)
    self.id = id
    self.name = name
    self.redirectURI = masked ?? redirectURI
    self.isMasked = isMasked || masked != nil
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }

  /// Keeps a client that the API told of.
  public init(_ client: OAuthClient) {
    self.init(
      id: client.id,
      name: client.name,
      redirectURI: client.redirectURI,
      createdAt: client.createdAt,
      updatedAt: client.updatedAt
    )
  }

  /// The client, as it is compared before a change; nil where its identity is not known.
  public var client: OAuthClient? {
    id.map {
      OAuthClient(id: $0, name: name, redirectURI: redirectURI, createdAt: createdAt, updatedAt: updatedAt)
    }
  }

  /// The value of a field that a person can set.
  public subscript(field: ClientField) -> String {
    switch field {
    case .name: name
    case .redirectURI: redirectURI
    }
  }
}
