/// Why what takes a change back is not sent, as things are now.
public enum InverseRefusal: Error, Hashable, Sendable {
  /// The client, as it was last, is gone.
  case gone(OAuthClient)
  /// The client is as it was before the change.
  case isAsBefore(OAuthClient)
  /// The client, as it is now, has become something else in these fields.
  case changedSince(OAuthClient, [ClientField])
  /// The client, as it is now, is not what was created.
  case changedSinceCreated(OAuthClient)
}

extension InverseRefusal: CustomStringConvertible {
  /// The reason, as a sentence; names and redirect URIs in it are foreign.
  public var description: String {
    switch self {
    case .gone(let client): return "“\(client.name)” is gone: it was deleted since."
    case .isAsBefore(let client): return "“\(client.name)” is as it was before already."
    case .changedSince(let client, let fields):
      let news = fields.map { "its \($0.label) is “\(client[$0])” now" }.joined(separator: ", ")
      return "“\(client.name)” was changed since: \(news)."
    case .changedSinceCreated(let client): return "“\(client.name)” was changed since it was created."
    }
  }
}

extension Change {
  /// What takes a change back, compared with its client as that is now, and expecting just that.
  ///
  /// What was done since is never written over: fields are set back where they are as the change left them, and what was
  /// created is deleted as the creation has left it.
  ///
  /// - Parameters:
  ///   - current: the client; nil where it is gone.
  ///   - ours: the client as a later change of one's own has left it, which is no reason against a deletion.
  /// - Throws: ``InverseRefusal``.
  public func compared(
    with current: OAuthClient?,
    ours: OAuthClient? = nil
  ) throws(InverseRefusal) -> Change {
    guard let expected = target else { return self }
    guard let current else { throw .gone(expected) }
    switch self {
    case .update(let changes, _):
      let others = changes.fields.filter { !current[$0].isVerbatim(expected[$0]) }
      guard !others.isEmpty else { return .update(changes, expecting: current) }
      let isAsBefore = changes.fields.allSatisfy { changes[$0]?.isVerbatim(current[$0]) == true }
      throw isAsBefore ? .isAsBefore(current) : .changedSince(current, others)
    case .delete:
      guard current.isAsShown(expected) || ours.map(current.isAsShown) == true else {
        throw .changedSinceCreated(current)
      }
      return .delete(expecting: current)
    default: return self
    }
  }
}
