public import FoundationEssentials
import HerokuAPI

/// Which changes of a history were taken back by later ones, whatever they were made with.
public struct TakenBack: Hashable, Sendable {
  private var takers: [UUID: UUID] = [:]
  private var taken: [UUID: UUID] = [:]

  /// Of a history in which nothing was taken back.
  public init() {}

  /// The change that took this one back; nil where it still holds, or was made again.
  public func taker(of change: UUID) -> UUID? { takers[change] }

  /// The change that this one took back; nil where it took none back.
  public func taken(by change: UUID) -> UUID? { taken[change] }
}

extension History {
  /// Which changes were taken back by later ones, as far as this history tells.
  ///
  /// That is found by what they did: a change takes the last one of the same client back where it sets what that had set
  /// to what was there before, deletes what that had created, or creates what that had deleted.
  public var takenBack: TakenBack {
    var found = TakenBack()
    var known: [ClientID: [JournalEntry]] = [:]
    var deletions: [RecordedText: [JournalEntry]] = [:]
    for entry in entries.reversed() where entry.outcome == .done {
      guard let id = entry.change.id else { continue }
      switch entry.change.action {
      case .update, .delete:
        if let before = known[id]?.last(where: entry.change.touches), entry.change.reverses(before.change) {
          found.note(entry.id, takesBack: before.id)
        }
        if entry.change.action == .delete, let text = entry.change.before.flatMap(RecordedText.init) {
          deletions[text, default: []].append(entry)
        }
      case .create:
        if let text = entry.change.after.flatMap(RecordedText.init), let deletion = deletions[text]?.popLast()
        {
          found.note(entry.id, takesBack: deletion.id)
        }
      // They leave the client's fields as they are, and so do not stand between a change and what takes it back.
      case .setConfigVars, .rotate: continue
      }
      known[id, default: []].append(entry)
    }
    return found
  }
}

extension TakenBack {
  fileprivate mutating func note(_ later: UUID, takesBack earlier: UUID) {
    takers[earlier] = later
    taken[later] = earlier
    // What takes a step back again makes what that had taken back hold once more, and what that had taken back, not any more.
    var (step, holds) = (earlier, false)
    while let before = taken[step] {
      takers[before] = holds ? step : nil
      (step, holds) = (before, !holds)
    }
  }
}

/// Name and redirect URI, to the byte.
private struct RecordedText: Hashable {
  let name: [UInt8]
  let redirectURI: [UInt8]

  /// Nil where something is masked, so that nobody knows whether it is the same.
  init?(_ client: RecordedClient) {
    guard !client.isMasked else { return nil }
    (name, redirectURI) = (Array(client.name.utf8), Array(client.redirectURI.utf8))
  }
}

extension ChangeRecord {
  /// Whether it changes something of its client that an entry has changed before.
  fileprivate func touches(_ entry: JournalEntry) -> Bool {
    let isUpdate = action == .update && entry.change.action == .update
    return !isUpdate || !Set(fields).isDisjoint(with: entry.change.fields)
  }

  /// Whether it leaves its client as that was before another change, the last one of it.
  fileprivate func reverses(_ other: ChangeRecord) -> Bool {
    switch (other.action, action) {
    case (.create, .delete): return true
    case (.update, .update):
      guard Set(fields) == Set(other.fields), let old = other.before, let new = after,
        !old.isMasked, !new.isMasked
      else { return false }
      return fields.allSatisfy { old[$0].utf8.elementsEqual(new[$0].utf8) }
    default: return false
    }
  }
}
