import ClientIndex
import HerokuAPI

/// What would take a change back as things are now.
enum TakingBack: Hashable {
  /// This change.
  case change(Change)
  /// Nothing for now, for a reason that passes.
  case wait(String)
  /// Nothing, for the reason given.
  case refused(String)

  /// Why nothing takes it back; nil where something does.
  var reason: String? {
    switch self {
    case .change: nil
    case .wait(let reason), .refused(let reason): reason
    }
  }

  /// Compares what takes a change back with the list.
  ///
  /// What is sent is compared with the server once more.
  init(_ inverse: Inverse, of record: ChangeRecord, in shared: Shared) {
    switch inverse {
    case .none(let reason): self = .refused(reason.description)
    case .change(let change): self.init(change, in: shared)
    }
  }

  private init(_ change: Change, in shared: Shared) {
    guard let expected = change.target else {
      self = .change(change)
      return
    }
    if shared.work.isBusy(expected.id) {
      self = .wait(shared.work.reasonToWait(for: expected))
      return
    }
    let current = shared.clients[expected.id]
    guard current != nil || (shared.listing.state == .loaded && shared.listing.isWhole) else {
      self = .wait("The list does not show “\(expected.name)” yet; it has to be loaded first.")
      return
    }
    do throws(InverseRefusal) {
      self = .change(try change.compared(with: current, ours: shared.undo.ours(expected.id)))
    } catch {
      self = .refused(error.description)
    }
  }
}
