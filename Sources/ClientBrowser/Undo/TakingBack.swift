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
    guard let current = shared.clients[expected.id] else {
      let isKnown = shared.listing.state == .loaded && shared.listing.isWhole
      self =
        isKnown
        ? .refused("“\(expected.name)” is gone: it was deleted since.")
        : .wait("The list does not show “\(expected.name)” yet; it has to be loaded first.")
      return
    }
    switch change {
    case .update(let changes, _): self.init(changes, expecting: expected, current)
    case .delete: self.init(deleting: current, expecting: expected, ours: shared.undo.ours(expected.id))
    default: self = .change(change)
    }
  }

  private init(_ changes: ClientChanges, expecting expected: OAuthClient, _ current: OAuthClient) {
    let others = changes.fields.filter { !current[$0].utf8.elementsEqual(expected[$0].utf8) }
    if others.isEmpty {
      self = .change(.update(changes, expecting: current))
    } else if changes.fields.allSatisfy({ changes[$0]?.utf8.elementsEqual(current[$0].utf8) == true }) {
      self = .refused("“\(current.name)” is as it was before already.")
    } else {
      let news = others.map { "its \($0.label) is “\(current[$0])” now" }.joined(separator: ", ")
      self = .refused("“\(current.name)” was changed since: \(news).")
    }
  }

  /// A client that was created is deleted only as the creation has left it, or a later change of this run.
  private init(deleting current: OAuthClient, expecting expected: OAuthClient, ours: OAuthClient?) {
    func isAsLeft(_ client: OAuthClient) -> Bool {
      ClientField.allCases.allSatisfy { current[$0].utf8.elementsEqual(client[$0].utf8) }
        && current.updatedAt == client.updatedAt
    }
    self =
      isAsLeft(expected) || ours.map(isAsLeft) == true
      ? .change(.delete(expecting: current))
      : .refused("“\(current.name)” was changed since it was created.")
  }
}
