public import FoundationEssentials

/// An OAuth client as everybody may see it: all attributes but the secret.
///
/// Lists are made of these, so that no list, cache or log can hold a secret. The secret travels apart, in
/// ``ClientCredentials``. Source: Heroku's schema, `oauth-client`.
public struct OAuthClient: Hashable, Sendable, Identifiable {
  /// The client's identity.
  public let id: ClientID
  /// The name that people see on the consent page; not unique.
  public var name: String
  /// The one address that people are sent back to after they consented, verbatim.
  public var redirectURI: String
  /// Whether the client works on while its account is delinquent; nil where the answer did not say.
  public var ignoresDelinquent: Bool?
  /// When the client was created; nil where the answer did not say.
  public var createdAt: Date?
  /// When the client was last changed by anybody; nil where the answer did not say.
  public var updatedAt: Date?

  /// Makes a client of its attributes.
  public init(
    id: ClientID,
    name: String,
    redirectURI: String,
    ignoresDelinquent: Bool? = nil,
    createdAt: Date? = nil,
    updatedAt: Date? = nil
  ) {
    self.id = id
    self.name = name
    self.redirectURI = redirectURI
    self.ignoresDelinquent = ignoresDelinquent
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }
}
