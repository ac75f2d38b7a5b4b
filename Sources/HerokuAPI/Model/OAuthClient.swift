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

/// The identity of an OAuth client: a UUID in the form the API gave it, which is all that identifies a client.
///
/// The text is kept verbatim, so that an id of another form would still be sent back as it came.
public struct ClientID: Hashable, Sendable {
  /// The id as the API wrote it.
  public let text: String

  /// Makes an id of the text the API gave.
  public init(_ text: String) {
    self.text = text
  }
}

extension ClientID: Comparable {
  /// Orders ids as the API pages them: by their text.
  public static func < (left: ClientID, right: ClientID) -> Bool {
    left.text < right.text
  }
}

extension ClientID: CustomStringConvertible {
  /// The id as the API wrote it.
  public var description: String { text }
}

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
