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
  /// Which of them were taken back.
  private var takenBack = TakenBack()
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
  private init(_ batch: JournalBatch, _ history: History, _ takenBack: TakenBack) {
    self.batch = batch
    self.history = history
    self.takenBack = takenBack
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
    takenBack = read.takenBack
    if batch == nil { items = read.batches }
    row = selected.flatMap { id in items.firstIndex { $0.id == id } } ?? 0
    move(to: row, in: shared)
  }

  /// What is selected.
  private var item: JournalBatch? { row < items.count ? items[row] : nil }

  private mutating func run(_ command: Command, in shared: Shared) -> [Wish] {
    message = reasonAgainst(command, in: shared).map { Status(.warning, $0) }
    guard message == nil else { return [] }
    let page = pageSize(in: shared)
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
      return [
        .push(
          item.isOfMany ? HistoryScreen(item, history, takenBack) : HistoryEntryScreen(item.newest, takenBack)
        )
      ]
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
    case .undo: item.map { $0.reasonAgainstUndo(takenBack) } ?? "No change is selected."
    default: nil
    }
  }

  private mutating func move(to row: Int, in shared: Shared) {
    self.row = max(0, min(row, items.count - 1))
    let page = pageSize(in: shared)
    top = max(0, min(top, self.row, items.count - page))
    if self.row >= top + page { top = self.row - page + 1 }
  }

  /// How many changes fit: the last line is for what there is to say.
  private func pageSize(in shared: Shared) -> Int { max(1, shared.pageRows - 1) }
}

// MARK: What it says

extension HistoryScreen {
  func presentation(in shared: Shared) -> Presentation {
    let page = pageSize(in: shared)
    // The screen may have become smaller or larger since.
    let first = max(0, min(row, max(top, row - page + 1)))
    let shown = first..<max(first, min(first + page, items.count))
    let rows = HistoryRows(items[shown], takenBack, in: shared)
    var list: [Presentation.Row]
    if !items.isEmpty {
      list = rows.rows(selected: item?.id)
      Presentation.Row.showMore(above: first > 0, below: shown.upperBound < items.count, in: &list)
    } else {
      let words = history.map { $0.problem ?? "Nothing was changed here yet." } ?? "Reading…"
      list = PageRows.wrapping(words, .dim, width: shared.pageColumns)
    }
    if let last = message ?? shared.status ?? remark ?? difference(rows, width: shared.pageColumns - 2) {
      // Where messages stand on every screen: in the last line.
      let blanks = max(0, page - list.count)
      list += Array(repeating: Presentation.Row([]), count: blanks)
      list.append(PageRows.saying(last, inOneRowOf: shared.pageColumns))
    }
    return Presentation(
      .page(top: 0),
      title: batch.map { "HISTORY OF \(Counted.changes($0.entries.count).uppercased())" } ?? "HISTORY",
      blocks: list.map { .row($0) }
    )
  }

  /// What became of what in the selected row, where rows have no room for it.
  private func difference(_ rows: HistoryRows, width: Int) -> Status? {
    guard let item, rows.cutDifference(of: item) else { return nil }
    let words = CleanText(rows.difference(of: item, width: width)).text.cut(toWidth: width)
    return words.isEmpty ? nil : Status(.information, words)
  }

  private var remark: Status? {
    guard let history, history.skippedLines > 0 else { return nil }
    let lines = history.skippedLines == 1 ? "1 line" : "\(Counted.number(history.skippedLines)) lines"
    return Status(.warning, "\(lines) of the history could not be read.")
  }
}

extension JournalBatch {
  /// Why it can never be taken back; nil where that depends on what has become of it since.
  fileprivate func reasonAgainstUndo(_ takenBack: TakenBack) -> String? {
    let done = entries.filter { $0.outcome == .done }
    if !done.isEmpty, done.allSatisfy({ takenBack.taker(of: $0.id) != nil }) {
      return "\(done.count == 1 ? "That was" : "All of that was") taken back already."
    }
    let reasons = entries.map { entry in
      if case .none(let reason) = entry.inverse { reason.description } else { nil as String? }
    }
    return reasons.contains(nil) ? nil : reasons.first ?? nil
  }
}

extension UndoLog.Done {
  /// What the history tells of a change.
  init(_ entry: JournalEntry) {
    self.init(record: entry.change, inverse: entry.inverse)
  }
}
