import FoundationEssentials
import HerokuAPI

/// What was last changed of a client in this run.
struct ChangeHere: Hashable, Sendable {
  /// What it was, in words.
  let words: String
  /// When it was done, to the minute.
  let date: Date

  /// What a change has come to; nil where nothing of a client is another than before.
  init?(_ change: Change, _ outcome: ChangeOutcome, at date: Date) {
    self.date = date
    switch (change, outcome) {
    case (_, .created): words = "created"
    case (_, .rotated): words = "new secret"
    case (.update(let changes, let before), .updated(let updated)) where updated.wasSent:
      words = changes.fields.map { "\($0.label), was “\(before[$0])”" }.joined(separator: "; ")
    default: return nil
    }
  }
}
