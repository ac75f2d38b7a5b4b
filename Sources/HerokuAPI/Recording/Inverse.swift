/// What takes a change back.
public enum Inverse: Hashable, Sendable {
  /// This change.
  case change(Change)
  /// Nothing can, for the reason given.
  case none(Reason)

  /// Why a change cannot be taken back.
  public enum Reason: Hashable, Sendable, CaseIterable {
    /// It was a rotation: the old secret is gone for good.
    case rotation
    /// It set config vars, whose values before nobody kept.
    case configVars
    /// It left everything as it was.
    case nothingChanged
    /// The redirect URI had a user or a password in it, which no history keeps.
    case masked
    /// It was not done.
    case notDone
    /// Nobody knows whether it was done, nor what would have to be taken back.
    case unknown
  }
}

extension Inverse.Reason: CustomStringConvertible {
  /// The reason, as a sentence.
  public var description: String {
    switch self {
    case .rotation: "A rotation cannot be undone: the old secret is gone for good."
    case .configVars: "Config vars cannot be set back: what was in them before is not kept."
    case .nothingChanged: "It changed nothing, so there is nothing to undo."
    case .masked: "It cannot be undone: the password in the redirect URI is not kept."
    case .notDone: "It was not done, so there is nothing to undo."
    case .unknown: "It is not known whether it was done: look for the client in the list."
    }
  }
}

extension Change {
  /// What takes this change back, once it has come to something.
  ///
  /// Carried out, it leaves every client as it was before: a client that was deleted with a new id and a new secret, the
  /// others as they were but for the dates that the API sets.
  public func inverse(after outcome: ChangeOutcome) -> Inverse {
    switch (self, outcome) {
    case (.create, .created(let made)): .change(.delete(expecting: made.client))
    case (.update(let changes, let shown), .updated(let updated)):
      updated.wasSent ? .back(changes.fields, of: shown, from: updated.client) : .none(.nothingChanged)
    case (.delete, .deleted(let client)):
      .change(.create(ClientDraft(name: client.name, redirectURI: client.redirectURI)))
    case (.rotate, _): .none(.rotation)
    case (.setConfigVars, _), (.renewSecret, _), (.movePair, _): .none(.configVars)
    default: .none(.unknown)
    }
  }
}

extension ChangeRecord {
  /// What takes this change back, as far as a history tells.
  ///
  /// What is expected is the client as the change left it, or would have left it: whoever carries the inverse out finds
  /// out whether it still is.
  public var inverse: Inverse {
    switch action {
    case .create:
      guard let after, let client = after.client else { return .none(.unknown) }
      return after.isMasked ? .none(.masked) : .change(.delete(expecting: client))
    case .update:
      guard let shown = before?.client, let now = after?.client else { return .none(.unknown) }
      let touchesMask = fields.contains(.redirectURI) && (before?.isMasked == true || after?.isMasked == true)
      return touchesMask ? .none(.masked) : .back(fields, of: shown, from: now)
    case .delete:
      guard let before else { return .none(.unknown) }
      return before.isMasked
        ? .none(.masked)
        : .change(.create(ClientDraft(name: before.name, redirectURI: before.redirectURI)))
    case .rotate: return .none(.rotation)
    case .setConfigVars: return .none(.configVars)
    }
  }
}

extension Inverse {
  /// Fields as they were shown, of a client as it has become since.
  fileprivate static func back(_ fields: [ClientField], of shown: OAuthClient, from now: OAuthClient)
    -> Inverse
  {
    var changes = ClientChanges()
    for field in fields where !now[field].isVerbatim(shown[field]) { changes[field] = shown[field] }
    return changes.isEmpty ? .none(.nothingChanged) : .change(.update(changes, expecting: now))
  }
}
