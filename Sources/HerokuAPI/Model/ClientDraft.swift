/// What a new client is made of.
///
/// The texts are sent verbatim.
public struct ClientDraft: Hashable, Sendable {
  /// The name shown on the consent page.
  public var name: String
  /// The redirect URI.
  public var redirectURI: String

  /// Makes a draft of the two attributes that creating a client requires.
  public init(name: String, redirectURI: String) {
    self.name = name
    self.redirectURI = redirectURI
  }
}
