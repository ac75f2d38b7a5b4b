public import FoundationEssentials
public import HerokuAPI

/// What a journal tells: its changes, the newest first.
public struct History: Hashable, Sendable {
  /// The changes.
  public var entries: [JournalEntry]
  /// How many lines could not be read: they are damaged, or another program's.
  public var skippedLines: Int
  /// Why the journal could not be read, as a sentence; nil where it was.
  public var problem: String?

  /// Puts a history together.
  public init(_ entries: [JournalEntry] = [], skippedLines: Int = 0, problem: String? = nil) {
    self.entries = entries
    self.skippedLines = skippedLines
    self.problem = problem
  }

  /// Reads the lines of a journal; of each change, the last line that tells of it counts.
  ///
  /// A line without a line feed at the end of the file is not whole, as after a crash.
  public init(_ bytes: [UInt8]) {
    var entries: [UUID: (order: Int, entry: JournalEntry)] = [:]
    var skipped = 0
    for (order, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      guard let entry = JournalLine(line)?.entry else {
        skipped += 1
        continue
      }
      let known = entries[entry.id]
      // A line about the beginning that comes late tells nothing new.
      if entry.ending == nil, known?.entry.ending != nil { continue }
      entries[entry.id] = (known?.order ?? order, entry)
    }
    let newestFirst = entries.values.sorted { ($0.entry.date, $0.order) > ($1.entry.date, $1.order) }
    self.init(newestFirst.map(\.entry), skippedLines: skipped)
  }

  /// The names of clients as they were last, as far as any change tells them: that of an app's config vars tells an id alone.
  public var names: [ClientID: String] {
    var names: [ClientID: String] = [:]
    for entry in entries {
      guard let id = entry.change.id, names[id] == nil, let name = entry.change.name else { continue }
      names[id] = name
    }
    return names
  }

  /// The changes on a server, of an account, since a date.
  ///
  /// Where it is not known whose clients a change was about, it is among those of every account.
  public func narrowed(to host: String, account: String?, since date: Date? = nil) -> History {
    var history = self
    history.entries.removeAll { entry in
      if entry.host != host { return true }
      if let account, let theirs = entry.account, theirs != account { return true }
      return date.map { entry.date < $0 } ?? false
    }
    return history
  }
}
