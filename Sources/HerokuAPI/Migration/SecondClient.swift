/// The client that the apps of another one move to: it has the same redirect URI, and the same name with a suffix.
///
/// By these it is found again, so that nothing of a migration has to be kept anywhere but on Heroku.
public enum SecondClient: Hashable, Sendable {
  /// There is none yet.
  case missing
  /// There is just one.
  case found(OAuthClient)
  /// There is one of the name, and its redirect URI is another: it may be anything.
  case otherRedirectURI(OAuthClient)
  /// There are several, and nobody knows which is meant.
  case several([OAuthClient])
  /// Another client has the name and the redirect URI of the first one: whose second one it is, nothing would tell.
  case twin(OAuthClient)

  /// What its name ends with, which people see on the consent page until it gets the name itself.
  public static let suffix = " (new)"

  /// Looks for the second client of a client.
  public init(of client: OAuthClient, among clients: [OAuthClient]) {
    let others = clients.filter { $0.id != client.id }
    if let twin = others.first(where: {
      $0.name.isVerbatim(client.name) && $0.redirectURI.isVerbatim(client.redirectURI)
    }) {
      self = .twin(twin)
      return
    }
    let named = others.filter { $0.name.isVerbatim(client.name + Self.suffix) }
    let fitting = named.filter { $0.redirectURI.isVerbatim(client.redirectURI) }
    if fitting.count > 1 {
      self = .several(fitting.sorted { $0.id < $1.id })
    } else if let only = fitting.first {
      self = .found(only)
    } else {
      self = named.first.map { .otherRedirectURI($0) } ?? .missing
    }
  }

  /// What the second client of a client is made of.
  public static func draft(for client: OAuthClient) -> ClientDraft {
    ClientDraft(name: client.name + suffix, redirectURI: client.redirectURI)
  }

  /// The name that a client is to have once it is no second one any more; nil where its name has no suffix.
  public static func finalName(of client: OAuthClient) -> String? {
    guard client.name.hasSuffix(suffix), client.name.utf8.count > suffix.utf8.count else { return nil }
    return String(client.name.dropLast(suffix.count))
  }

  /// The clients of which a client would be the second one.
  public static func originals(of client: OAuthClient, among clients: [OAuthClient]) -> [OAuthClient] {
    guard let name = finalName(of: client) else { return [] }
    return clients.filter { $0.name.isVerbatim(name) && $0.redirectURI.isVerbatim(client.redirectURI) }
  }
}
