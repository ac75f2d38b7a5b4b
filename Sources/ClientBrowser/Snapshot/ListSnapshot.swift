public import FoundationEssentials
public import HerokuAPI

/// A list as it was loaded once, kept so that the next browser need not begin with nothing.
///
/// It is made of ``HerokuAPI/OAuthClient``, so that it cannot hold a secret.
public struct ListSnapshot: Hashable, Sendable {
  /// The clients, in no order that matters.
  public let clients: [OAuthClient]
  /// The list's version; nil where it had none, or was changed since.
  public let version: ListVersion?
  /// When the list was known to be so, to the minute.
  public let date: Date

  /// Makes a snapshot.
  public init(clients: [OAuthClient], version: ListVersion?, date: Date) {
    self.clients = clients
    self.version = version
    self.date = date
  }
}
