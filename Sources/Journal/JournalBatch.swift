public import FoundationEssentials
import HerokuAPI

/// Changes of a history that were made as one, or one that was made by itself.
public struct JournalBatch: Hashable, Sendable, Identifiable {
  /// Its changes, the newest first; never none.
  public let entries: [JournalEntry]

  /// That of its first change, which stays so while others are still to come.
  public var id: UUID { entries[entries.count - 1].id }
  /// The change that began last.
  public var newest: JournalEntry { entries[0] }
  /// Whether it is several changes.
  public var isOfMany: Bool { entries.count > 1 }

  /// A change by itself.
  public init(_ entry: JournalEntry) {
    entries = [entry]
  }

  fileprivate init(_ entries: [JournalEntry]) {
    self.entries = entries
  }

  /// How many of its changes were done.
  public var doneCount: Int { entries.count { $0.outcome == .done } }

  /// What was done, in a word or two; nil where it was not the same to all.
  public var deed: String? {
    entries.allSatisfy { $0.change.action == newest.change.action } ? newest.deed : nil
  }

  /// Which changes belong together: those of one run of the program and one batch of it.
  fileprivate struct Key: Hashable {
    let run: UUID
    let batch: Int
  }
}

extension History {
  /// The changes, with those together that were made as one; the newest first.
  public var batches: [JournalBatch] {
    var batches: [[JournalEntry]] = []
    var places: [JournalBatch.Key: Int] = [:]
    for entry in entries {
      guard let batch = entry.batch else {
        batches.append([entry])
        continue
      }
      let key = JournalBatch.Key(run: entry.run, batch: batch)
      if let place = places[key] {
        batches[place].append(entry)
      } else {
        places[key] = batches.count
        batches.append([entry])
      }
    }
    return batches.map { JournalBatch($0) }
  }
}
