import ClientIndex
import FoundationEssentials
import HerokuAPI
import Journal
import TerminalText

/// What was changed with this program on this server and account, the newest first.
///
/// What was done to many at once is one row; it opens as a history of its own.
struct HistoryScreen: Screen, Hashable {
  /// The request that reads it.
  var request: RequestID?
  /// The changes, once they are read.
  private(set) var history: History?
  /// The batch that alone is shown; nil shows everything.
  private var batch: JournalBatch?
  /// What each row is about.
  private var items: [JournalBatch] = []
  /// The selected row.
  private(set) var row = 0
  /// The first row on the screen.
  private(set) var top = 0
  /// What there is to say about the last key.
  private(set) var message: Status?

  var context: Context { .history }

  init() {}

  /// The changes of one batch.
  private init(_ batch: JournalBatch, _ history: History) {
    self.batch = batch
    self.history = history
    items = batch.entries.map { JournalBatch($0) }
  }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .history(let history): take(history, in: shared)
    case .command(let command): return run(command, in: shared)
    default: break
    }
    return []
  }

  /// Takes in what was read; what was selected stays so, also when newer changes have come before it.
  private mutating func take(_ read: History, in shared: Shared) {
    let selected = item?.id
    history = read
    if batch == nil { items = read.batches }
    row = selected.flatMap { id in items.firstIndex { $0.id == id } } ?? 0
    move(to: row, in: shared)
  }

  /// What is selected.
  private var item: JournalBatch? { row < items.count ? items[row] : nil }

  private mutating func run(_ command: Command, in shared: Shared) -> [Wish] {
    message = reasonAgainst(command, in: shared).map { Status(.warning, $0) }
    guard message == nil else { return [] }
    let page = rows(in: shared)
    switch command {
    case .moveDown: move(to: row + 1, in: shared)
    case .moveUp: move(to: row - 1, in: shared)
    case .pageDown: move(to: row + page, in: shared)
    case .pageUp: move(to: row - page, in: shared)
    case .halfPageDown: move(to: row + max(1, page / 2), in: shared)
    case .halfPageUp: move(to: row - max(1, page / 2), in: shared)
    case .moveToTop: move(to: 0, in: shared)
    case .moveToBottom: move(to: .max, in: shared)
    case .dismiss: return [.close]
    case .openDetail:
      guard let item, let history else { break }
      return [.push(item.isOfMany ? HistoryScreen(item, history) : HistoryEntryScreen(item.newest))]
    case .undo: return item.map { takeBack($0, in: shared) } ?? []
    default: break
    }
    return []
  }

  /// Asks about what takes something back, or says why nothing does.
  private mutating func takeBack(_ item: JournalBatch, in shared: Shared) -> [Wish] {
    let together = TakingBackTogether(item.entries.map { ($0.inverse, $0.change) }, in: shared)
    guard together.changes.isEmpty else {
      return [.takeBack(together, of: item.entries.map(UndoLog.Done.init))]
    }
    let all = together.count > 1 ? "None of the \(Counted.number(together.count)) can be taken back. " : ""
    message = together.refusals.first?.reason.map { Status(.warning, all + $0) }
    return []
  }

  func reasonAgainst(_ command: Command, in shared: Shared) -> String? {
    switch command {
    case .openDetail: item == nil ? "No change is selected." : nil
    case .undo: item.map { $0.reasonAgainstUndo } ?? "No change is selected."
    default: nil
    }
  }

  private mutating func move(to row: Int, in shared: Shared) {
    self.row = max(0, min(row, items.count - 1))
    let page = rows(in: shared)
    top = max(0, min(top, self.row, items.count - page))
    if self.row >= top + page { top = self.row - page + 1 }
  }

  /// How many changes fit: the last line is for what there is to say.
  private func rows(in shared: Shared) -> Int { max(1, shared.pageRows - 1) }
}

// MARK: What it says

extension HistoryScreen {
  func presentation(in shared: Shared) -> Presentation {
    var list: [Presentation.Row]
    if !items.isEmpty {
      let page = rows(in: shared)
      // The screen may have become smaller or larger since.
      let first = max(0, min(row, max(top, row - page + 1)))
      let shown = first..<min(first + page, items.count)
      list = shown.map { Presentation.Row(items[$0], isSelected: $0 == row, in: shared) }
      Presentation.Row.showMore(above: first > 0, below: shown.upperBound < items.count, in: &list)
    } else {
      let words = history.map { $0.problem ?? "Nothing was changed here yet." } ?? "Reading…"
      list = PageRows.wrapping(words, .dim, width: shared.pageColumns)
    }
    if let last = message ?? shared.status ?? remark {
      // Where messages stand on every screen: in the last line.
      let blanks = max(0, rows(in: shared) - list.count)
      list += Array(repeating: Presentation.Row([]), count: blanks)
      list += PageRows.wrapping(last.text, last.rowTone, sign: last.sign, at: 2, width: shared.pageColumns)
        .prefix(1)
    }
    return Presentation(
      .page(top: 0),
      title: batch.map { "HISTORY OF \($0.summary.uppercased())" } ?? "HISTORY",
      blocks: list.map { .row($0) }
    )
  }

  private var remark: Status? {
    guard let history, history.skippedLines > 0 else { return nil }
    let lines = history.skippedLines == 1 ? "1 line" : "\(Counted.number(history.skippedLines)) lines"
    return Status(.warning, "\(lines) of the history could not be read.")
  }
}

extension Presentation.Row {
  private static let ageWidth = 9
  private static let deedWidth = 11
  private static let outcomeWidth = 14
  /// What is left for client and difference together where the difference is shown.
  private static let narrowestWithDifference = 36

  /// A row of the history: when, what, to what, what became of it where there is room, and what came of it.
  fileprivate init(_ item: JournalBatch, isSelected: Bool, in shared: Shared) {
    let isNarrow = shared.pageColumns < 60
    let outcomeWidth = isNarrow ? 1 : Self.outcomeWidth
    let room = max(4, shared.pageColumns - Self.ageWidth - Self.deedWidth - outcomeWidth - 3)
    let hasDifference = room >= Self.narrowestWithDifference
    let subjectWidth = hasDifference ? min(28, room * 2 / 5) : room
    func cell(_ text: String, _ width: Int) -> String {
      CleanText(text).text.cut(toWidth: width).padded(toWidth: width + 1)
    }
    var pieces: [Piece] = [
      .init(cell(shared.ageText(of: item.newest.date), Self.ageWidth), .dim),
      .init(cell(item.deed ?? "several", Self.deedWidth)),
      .init(cell(item.subject(isAlone: !hasDifference, in: shared), subjectWidth)),
    ]
    if hasDifference {
      let width = room - subjectWidth - 1
      pieces.append(.init(cell(item.difference(width: width, in: shared), width), .dim))
    }
    let isDone = item.doneCount == item.entries.count
    // Where there is no room for words, a sign says that they are worth a look.
    let outcome = isNarrow ? (isDone ? "" : "!") : item.outcomeWords.cut(toWidth: outcomeWidth)
    pieces.append(.init(outcome, isDone ? .dim : .warning))
    self.init(pieces)
    self.isSelected = isSelected
  }
}

extension JournalBatch {
  /// How many changes it is: `12 changes`.
  fileprivate var summary: String { Counted.changes(entries.count) }

  /// To what: the client, or how many changes it is, with the names where they stand nowhere else.
  fileprivate func subject(isAlone: Bool, in shared: Shared) -> String {
    guard isOfMany else { return shared.subject(of: newest) }
    return isAlone ? "\(summary): \(names(in: shared))" : summary
  }

  private func names(in shared: Shared) -> String {
    entries.map { shared.subject(of: $0) }.joined(separator: ", ")
  }

  /// What became of what, as far as it tells one from another; of many, of one of them, and the names.
  fileprivate func difference(width: Int, in shared: Shared) -> String {
    let sample = newest.essence(around: width < 40 ? 2 : 8)
    guard isOfMany else { return sample }
    return sample.isEmpty || deed != "changed" ? names(in: shared) : "\(sample); \(names(in: shared))"
  }

  /// Why it can never be taken back; nil where that depends on what has become of it since.
  fileprivate var reasonAgainstUndo: String? {
    let reasons = entries.map { entry in
      if case .none(let reason) = entry.inverse { reason.description } else { nil as String? }
    }
    return reasons.contains(nil) ? nil : reasons.first ?? nil
  }

  /// What came of it: of many, how many were done.
  fileprivate var outcomeWords: String {
    guard isOfMany else { return newest.outcomeWords }
    return doneCount == entries.count
      ? "all done" : "\(Counted.number(doneCount)) of \(Counted.number(entries.count)) done"
  }
}

extension UndoLog.Done {
  /// What the history tells of a change.
  fileprivate init(_ entry: JournalEntry) {
    self.init(record: entry.change, inverse: entry.inverse)
  }
}

extension Shared {
  /// What a change was made to, by its name where that is known now at least.
  fileprivate func subject(of entry: JournalEntry) -> String {
    entry.change.name ?? entry.change.id.flatMap { clients[$0]?.name } ?? entry.subject
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
    self.count > count + 1 ? "…" + suffix(count) : String(self)
  }

  /// The beginning of it, before a sign for what is left out, unless that is no more than a letter.
  fileprivate func cut(toFirst count: Int) -> String {
    self.count > count + 1 ? prefix(count) + "…" : String(self)
  }
}

extension Status {
  /// The sign before it, which tells its tone without colours.
  fileprivate var sign: String {
    switch tone {
    case .information: "  "
    case .success: "✓ "
    case .warning: "! "
    case .failure: "✗ "
    }
  }

  fileprivate var rowTone: Presentation.Tone {
    switch tone {
    case .information, .success: .plain
    case .warning: .warning
    case .failure: .failure
    }
  }
}

extension Shared {
  /// How long ago something was: `2 h ago`.
  func ageText(of date: Date) -> String {
    let age = Age(of: date, at: now)
    return age.isInFuture ? "in the future" : age.description == "now" ? "just now" : "\(age) ago"
  }
}

/// Everything about one change.
struct HistoryEntryScreen: Screen, Hashable {
  let entry: JournalEntry
  /// What there is to say about the last key.
  private(set) var message: Status?

  init(_ entry: JournalEntry) {
    self.entry = entry
  }

  var context: Context { .historyEntry }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .command(.dismiss): return [.close]
    case .command(.undo):
      let together = TakingBackTogether([(entry.inverse, entry.change)], in: shared)
      guard together.changes.isEmpty else { return [.close, .takeBack(together, of: [UndoLog.Done(entry)])] }
      message = together.refusals.first?.reason.map { Status(.warning, $0) }
    default: break
    }
    return []
  }

  func presentation(in shared: Shared) -> Presentation {
    let change = entry.change
    var blocks: [Presentation.Block] = [
      .text(CleanText(entry.subject).text, .title), .text(change.id?.text ?? "", .dim, weight: .extra),
      .blank,
      .value(label: "what", entry.deed, weight: .context),
      .value(label: "outcome", entry.outcomeWords),
      .value(
        label: "when",
        "\(shared.localTime.text(of: entry.date)) (\(shared.ageText(of: entry.date)))",
        weight: .context
      ),
      .value(label: "by", entry.origin == .browser ? "the browser" : "a command", weight: .extra),
      .value(label: "account", entry.account ?? "not told", weight: .extra),
    ]
    if let id = entry.requestID { blocks.append(.value(label: "request", id, weight: .extra)) }
    if let app = change.destination { blocks.append(.value(label: "app", app)) }
    blocks += difference
    if case .none(let reason) = entry.inverse { blocks += [.blank, .text(reason.description, .dim)] }
    if let message { blocks += [.blank, .message(message)] }
    return Presentation(title: "Change", blocks: blocks)
  }

  private var difference: [Presentation.Block] {
    let change = entry.change
    switch change.action {
    case .update:
      return change.fields.flatMap { field -> [Presentation.Block] in
        [
          .blank, .text(field.label, weight: .context),
          .value(label: "was", change.before?[field] ?? ""),
          .value(label: "became", change.after?[field] ?? "", .accent),
        ]
      }
    default:
      guard let client = change.after ?? change.before else { return [] }
      return [.value(label: "redirect URI", client.redirectURI)]
    }
  }
}
