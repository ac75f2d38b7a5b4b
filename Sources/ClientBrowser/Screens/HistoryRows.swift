import ClientIndex
import HerokuAPI
import Journal
import TerminalText

/// The rows of a history: when, what, to what, what became of it where there is room, and what came of it.
///
/// Columns are as wide as what stands in them, and what became of what has the rest.
struct HistoryRows {
  private let items: [JournalBatch]
  /// What was taken back.
  private let takenBack: TakenBack
  private let shared: Shared
  private var deedWidth = 0
  private var nameWidth = 0
  private var outcomeWidth = 0

  /// Room for “42 min ago”.
  private static let ageWidth = 10
  /// What is left for client and difference together where the difference is shown.
  private static let narrowestWithDifference = 36

  /// Measures what stands in the rows of these changes.
  init(_ items: some Collection<JournalBatch>, _ takenBack: TakenBack, in shared: Shared) {
    self.items = Array(items)
    self.takenBack = takenBack
    self.shared = shared
    deedWidth = items.map { deed(of: $0).cellWidth }.max() ?? 0
    // Where there is no room for words, a sign says that they are worth a look.
    outcomeWidth = isNarrow ? 1 : items.map { outcomeWords(of: $0).cellWidth }.max() ?? 0
    let needed = items.map { CleanText(summary(of: $0)).text.cellWidth }.max() ?? 0
    let differences = items.map { CleanText(difference(of: $0, width: room / 2)).text.cellWidth }.max() ?? 0
    // Of two columns that are both too narrow neither tells anything.
    nameWidth = haveDifferences ? min(needed, max(20, room * 2 / 5, room - 2 - differences)) : room
  }

  private var isNarrow: Bool { shared.pageColumns < 60 }

  /// What is left for client and difference.
  private var room: Int { max(4, shared.pageColumns - Self.ageWidth - deedWidth - outcomeWidth - 4) }

  private var haveDifferences: Bool { room >= Self.narrowestWithDifference }

  private var differenceWidth: Int { max(0, room - nameWidth - 2) }

  /// The rows.
  func rows(selected: JournalBatch.ID?) -> [Presentation.Row] {
    items.map { row(of: $0, isSelected: $0.id == selected) }
  }

  /// Whether a row has no room for all that became of what.
  func cutDifference(of item: JournalBatch) -> Bool {
    let words = CleanText(difference(of: item, width: .max)).text
    return !haveDifferences || words.cellWidth > differenceWidth
  }

  private func row(of item: JournalBatch, isSelected: Bool) -> Presentation.Row {
    func cell(_ text: String, _ width: Int) -> String {
      CleanText(text).text.cut(toWidth: width).padded(toWidth: width + 1)
    }
    var pieces: [Presentation.Row.Piece] = [
      .init(cell(shared.ageText(of: item.newest.date), Self.ageWidth), .dim),
      .init(cell(deed(of: item), deedWidth + 1)),
      .init(cell(haveDifferences ? summary(of: item) : subject(of: item), nameWidth)),
    ]
    if haveDifferences {
      pieces.append(.init(" "))
      pieces.append(.init(cell(difference(of: item, width: differenceWidth), differenceWidth), .dim))
    }
    let isDone = item.doneCount == item.entries.count
    let outcome = isNarrow ? (isDone ? "" : "!") : outcomeWords(of: item)
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
    var names: [String] = []
    for name in item.entries.map(subject) where !names.contains(name) { names.append(name) }
    return names.joined(separator: ", ")
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
        ? words : "\(Counted.number(count)) of \(Counted.number(item.entries.count)) \(words)"
    }
    let undone = item.entries.count { takenBack.taker(of: $0.id) != nil }
    let unknown = item.entries.count { $0.outcome == .unknown }
    if undone == 0, unknown > 0, item.doneCount == 0 { return counted(unknown, "not known") }
    return undone > 0 ? counted(undone, "undone") : counted(item.doneCount, "done")
  }
}

extension JournalEntry {
  /// What became of what: of texts that are the same at both ends, the part between, with so many letters around it.
  fileprivate func essence(around: Int) -> String {
    guard change.action == .update else { return place }
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
