import FoundationEssentials
import HerokuAPI
import Journal

/// What was last changed of a client with this program.
struct ChangeHere: Hashable, Sendable {
  /// What it was, in words.
  let words: String
  /// When it was done, to the minute.
  let date: Date

  /// What a change of this run has come to; nil where nothing of a client is another than before.
  init?(_ change: Change, _ outcome: ChangeOutcome, at date: Date) {
    if case .updated(let updated) = outcome, !updated.wasSent { return nil }
    self.init(ChangeRecord(change, outcome), at: date)
  }

  /// What the history tells of a change that was done; nil where it left no client another than before.
  init?(_ record: ChangeRecord, at date: Date) {
    self.date = date
    switch record.action {
    case .create: words = "created"
    case .rotate: words = "new secret"
    case .update:
      words = record.fields.map { "\($0.label), was “\(record.before?[$0] ?? "")”" }.joined(separator: "; ")
    case .delete, .setConfigVars: return nil
    }
  }
}

extension Browser {
  /// Asks once what was changed before this run, for the detail; the list comes first.
  mutating func recallChanges() -> [Effect] {
    guard !shared.hasRecalled else { return [] }
    shared.hasRecalled = true
    return [.recallChanges(account: shared.account?.email)]
  }

  /// Takes in what was changed before this run, or beside it: of each client the latest change counts.
  mutating func take(recalled history: History) {
    for entry in history.entries where entry.outcome == .done {
      guard let id = entry.change.id, let change = ChangeHere(entry.change, at: entry.date) else { continue }
      if let known = shared.changesHere[id], known.date >= change.date { continue }
      shared.changesHere[id] = change
    }
  }
}
