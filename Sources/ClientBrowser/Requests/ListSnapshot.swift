public import ClientIndex
public import FoundationEssentials
public import HerokuAPI

/// A list as it was loaded once, kept so that the next browser need not begin with nothing.
///
/// It is made of ``HerokuAPI/OAuthClient``, so that it cannot hold a secret.
public struct ListSnapshot: Hashable, Sendable {
  /// The clients, ready for the list.
  public let batch: ClientBatch
  /// The list's version; nil where it had none, or was changed since.
  public let version: ListVersion?
  /// When the list was known to be so, to the minute.
  public let date: Date

  /// The clients.
  public var clients: ClientRows { batch.clients }

  /// Makes a snapshot of clients that are ready.
  public init(_ batch: ClientBatch, version: ListVersion?, date: Date) {
    self.batch = batch
    self.version = version
    self.date = date
  }

  /// Makes a snapshot of clients, which are folded and sorted for it: best done away from the main loop.
  public init(clients: some Sequence<OAuthClient>, version: ListVersion?, date: Date) {
    self.init(ClientBatch(clients), version: version, date: date)
  }
}
