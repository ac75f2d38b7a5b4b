import ClientIndex
import HerokuAPI
import Journal
import TerminalText

/// The rows of a history: when, what, to what, what became of it where there is room, and what came of it.
struct HistoryRows {
  /// What was taken back.
  let takenBack: TakenBack
  let shared: Shared

  private static let ageWidth = 9
  private static let deedWidth = 13
  private static let outcomeWidth = 14
  /// What is left for client and difference together where the difference is shown.
  private static let narrowestWithDifference = 36

  private var isNarrow: Bool { shared.pageColumns < 60 }
  private var outcomeWidth: Int { isNarrow ? 1 : Self.outcomeWidth }
  private var room: Int {
    max(4, shared.pageColumns - Self.ageWidth - Self.deedWidth - outcomeWidth - 3)
  }

  /// Whether there is room for what became of what.
  var haveDifferences: Bool { room >= Self.narrowestWithDifference }

  /// The rows; names have as much room as they need, unless that leaves too little for the rest.
  func rows(of items: some Collection<JournalBatch>, selected: JournalBatch.ID?) -> [Presentation.Row] {
    guard haveDifferences else {
      return items.map { row(of: $0, isSelected: $0.id == selected, subject: subject(of: $0), room) }
    }
    let names = items.map { CleanText(summary(of: $0)).text }
    let needed = names.map(\.cellWidth).max() ?? 0
    let width = min(needed, max(20, room * 2 / 5))
    return zip(items, names).map { item, name in
      row(of: item, isSelected: item.id == selected, subject: name, width)
    }
  }

  private func row(
    of item: JournalBatch,
    isSelected: Bool,
    subject: String,
    _ width: Int
  ) -> Presentation.Row {
    func cell(_ text: String, _ width: Int) -> String {
      CleanText(text).text.cut(toWidth: width).padded(toWidth: width + 1)
    }
    var pieces: [Presentation.Row.Piece] = [
      .init(cell(shared.ageText(of: item.newest.date), Self.ageWidth), .dim),
      .init(cell(deed(of: item), Self.deedWidth)),
      .init(cell(subject, width)),
    ]
    if haveDifferences {
      pieces.append(.init(" "))
      let rest = room - width - 2
      pieces.append(.init(cell(difference(of: item, width: rest), rest), .dim))
    }
    let isDone = item.doneCount == item.entries.count
    // Where there is no room for words, a sign says that they are worth a look.
    let outcome = isNarrow ? (isDone ? "" : "!") : outcomeWords(of: item).cut(toWidth: outcomeWidth)
    pieces.append(.init(outcome, isDone ? .dim : .warning))
    var row = Presentation.Row(pieces)
    row.isSelected = isSelected
    return row
  }

  // MARK: What stands in them

  /// What became of what, as far as it tells one from another; of many, of one of them, and the names.
  ///
  /// Of texts that are the same at both ends, as much is shown beside the difference as there is room for.
  func difference(of item: JournalBatch, width: Int) -> String {
    let samples = (item.isOfMany ? [8, 2] : [Int.max, 24, 8, 2]).lazy.map { item.newest.essence(around: $0) }
    let sample = samples.first { CleanText($0).text.cellWidth <= width } ?? item.newest.essence(around: 2)
    guard item.isOfMany else { return sample }
    let isUpdate = item.entries.allSatisfy { $0.change.action == .update }
    return sample.isEmpty || !isUpdate ? names(of: item) : "\(sample); \(names(of: item))"
  }

  private func deed(of item: JournalBatch) -> String {
    let deeds = Set(item.entries.map(takenBack.deed))
    return deeds.count == 1 ? deeds.first ?? "" : item.deed ?? "several"
  }

  private func summary(of item: JournalBatch) -> String {
    item.isOfMany ? Counted.changes(item.entries.count) : subject(of: item.newest)
  }

  /// To what: the client, or how many changes it is, with their names.
  private func subject(of item: JournalBatch) -> String {
    item.isOfMany ? "\(summary(of: item)): \(names(of: item))" : summary(of: item)
  }

  private func names(of item: JournalBatch) -> String {
    item.entries.map(subject).joined(separator: ", ")
  }

  /// What a change was made to, by its name where that is known now at least.
  private func subject(of entry: JournalEntry) -> String {
    entry.change.name ?? entry.change.id.flatMap { shared.clients[$0]?.name } ?? entry.subject
  }

  /// What came of it: of many, how many were done, or undone since.
  private func outcomeWords(of item: JournalBatch) -> String {
    guard item.isOfMany else { return takenBack.outcomeWords(of: item.newest) }
    func counted(_ count: Int, _ words: String) -> String {
      count == item.entries.count
        ? "all \(words)" : "\(Counted.number(count)) of \(Counted.number(item.entries.count)) \(words)"
    }
    let undone = item.entries.count { takenBack.taker(of: $0.id) != nil }
    return undone > 0 ? counted(undone, "undone") : counted(item.doneCount, "done")
  }
}

extension JournalEntry {
  /// What became of what: of texts that are the same at both ends, the part between, with so many letters around it.
  fileprivate func essence(around: Int) -> String {
    guard change.action == .update else { return difference.joined(separator: "; ") }
    return change.fields.map { field in
      let label = field == .redirectURI ? "" : "\(field.label): "
      let parts = TextDifference(change.before?[field] ?? "", change.after?[field] ?? "")
      let (lead, tail) = (parts.beginning.cut(toLast: around), parts.end.cut(toFirst: around))
      return "\(label)\(lead)\(parts.old)\(tail) → \(lead)\(parts.new)\(tail)"
    }.joined(separator: "; ")
  }
}

extension Substring {
  /// The end of it, behind a sign for what is left out, unless that is no more than a letter.
  fileprivate func cut(toLast count: Int) -> String {
    self.count - 1 > count ? "…" + suffix(count) : String(self)
  }

  /// The beginning of it, before a sign for what is left out, unless that is no more than a letter.
  fileprivate func cut(toFirst count: Int) -> String {
    self.count - 1 > count ? prefix(count) + "…" : String(self)
  }
}
