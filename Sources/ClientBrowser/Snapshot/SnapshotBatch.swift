import FoundationEssentials
import HerokuAPI

/// A snapshot made ready for the list, which is best done away from the main actor.
public struct SnapshotBatch: Hashable, Sendable {
  let batch: ClientBatch
  let version: ListVersion?
  let date: Date

  /// Folds and sorts a snapshot's clients.
  public init(_ snapshot: ListSnapshot) {
    batch = ClientBatch(snapshot.clients)
    version = snapshot.version
    date = snapshot.date
  }
}
