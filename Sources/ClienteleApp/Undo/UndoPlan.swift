import HerokuAPI
import Journal

/// What takes changes of the history back, as things are on the server now.
struct UndoPlan: Hashable, Sendable {
  /// What is sent, in this order: what was done last is taken back first.
  private(set) var changes: [Change] = []
  /// Why the others are left as they are, a sentence each.
  private(set) var refusals: [String] = []

  /// Compares what takes each change back with its client.
  ///
  /// - Parameters:
  ///   - entries: the changes, the newest first.
  ///   - history: what else was done here since.
  ///   - clients: their clients as they are now; one that is gone is none of them.
  init(_ entries: [JournalEntry], in history: History, clients: [ClientID: OAuthClient]) {
    let (takenBack, names) = (history.takenBack, history.names)
    for entry in entries {
      let name = entry.subject(by: names)
      if takenBack.taker(of: entry.id) != nil {
        refusals.append("“\(name)”: that was taken back already.")
        continue
      }
      switch entry.inverse {
      case .none(let reason): refusals.append("“\(name)”: \(reason)")
      case .change(let change):
        let id = entry.change.id
        do throws(InverseRefusal) {
          let ours = history.entries.first {
            $0.change.id == id && $0.outcome == .done && $0.change.after?.client != nil
          }
          changes.append(
            try change.compared(with: id.flatMap { clients[$0] }, ours: ours?.change.after?.client)
          )
        } catch {
          refusals.append(error.description)
        }
      }
    }
  }

  /// What is deleted, since its creation is taken back.
  var deleted: [OAuthClient] {
    changes.compactMap { if case .delete(let client) = $0 { client } else { nil } }
  }

  /// How many requests it takes.
  var requestCount: Int { changes.reduce(0) { $0 + $1.requestCount } }
}

extension History {
  /// What was done, alone or as one, and neither takes something back nor was taken back whole; the newest first.
  var standing: [JournalBatch] {
    let takenBack = takenBack
    return batches.filter { batch in
      let done = batch.entries.filter { $0.outcome == .done }
      return done.contains { takenBack.taker(of: $0.id) == nil && takenBack.taken(by: $0.id) == nil }
    }
  }
}

extension JournalBatch {
  /// Whether something of it can be taken back, as far as the history tells.
  var canBeTakenBack: Bool {
    entries.contains { if case .change = $0.inverse { true } else { false } }
  }
}
