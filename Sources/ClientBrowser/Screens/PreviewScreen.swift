import HerokuAPI
import TerminalText

/// Changes before they are carried out: what each would do, and which of them are to be done.
///
/// Push one with a ``Proposal``; it does the rest: it asks how many requests are left, lets single changes be left out,
/// has a text typed where something is destroyed, and starts the run.
///
/// ```swift
/// return [.push(PreviewScreen(Proposal("Undo", inverseChanges, remarks: ["…"])))]
/// ```
struct PreviewScreen: Screen, Hashable {
  /// What is proposed.
  let proposal: Proposal
  /// The changes that are left out, by their place.
  private(set) var unticked: Set<Int>
  private(set) var cursor = ItemCursor()
  private var message: String?
  /// How many requests the ticked changes take.
  private var neededRequests: Int

  /// Whether what it was made of stands below it, to go back to.
  private let isAboveForm: Bool

  /// Opens the preview.
  ///
  /// - Parameters:
  ///   - unticked: the changes that are left out at first, by their place in the proposal.
  ///   - isAboveForm: whether what it was made of stands below it.
  init(_ proposal: Proposal, unticked: Set<Int> = [], isAboveForm: Bool = false) {
    self.proposal = proposal
    self.unticked = unticked
    self.isAboveForm = isAboveForm
    neededRequests = 0
    neededRequests = ticked.reduce(0) { $0 + $1.requestCount }
  }

  /// The changes that are to be done.
  var ticked: [Change] {
    unticked.isEmpty
      ? proposal.changes
      : proposal.changes.enumerated().filter { !unticked.contains($0.offset) }.map(\.element)
  }

  var context: Context { .preview }
  var isPartOfRun: Bool { true }
  // A key that is held down in the dialog before must not confirm what has not been seen.
  var wishesOnOpening: [Wish] { [.readRateLimit, .rest(.runChanges)] }

  /// Says something above the changes, or nothing any more.
  mutating func say(_ message: String?) { self.message = message }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    guard case .command(let command) = input else { return [] }
    message = nil
    switch command {
    case .toggleTick: toggle(in: shared)
    case .tickAll:
      unticked = unticked.isEmpty ? Set(proposal.changes.indices) : []
      neededRequests = ticked.reduce(0) { $0 + $1.requestCount }
    case .runChanges: return confirm(in: shared)
    case .dismiss: return [.close]
    default: _ = cursor.perform(command, in: extent(in: shared))
    }
    return []
  }

  private mutating func toggle(in shared: Shared) {
    guard !proposal.changes.isEmpty else { return }
    let count = proposal.changes[cursor.selected].requestCount
    if unticked.remove(cursor.selected) == nil {
      unticked.insert(cursor.selected)
      neededRequests -= count
    } else {
      neededRequests += count
    }
    _ = cursor.perform(.moveDown, in: extent(in: shared))
  }

  private mutating func confirm(in shared: Shared) -> [Wish] {
    let ticked = ticked
    if ticked.isEmpty {
      message = proposal.changes.isEmpty ? "There is nothing to do." : "Every change is left out."
    } else if let reason = shared.reasonAgainst(ticked) {
      message = reason
    } else if let demand = TypedDemand(ticked, in: shared.clients) {
      return [.push(ManyConfirmationScreen(proposal.with(ticked), demand))]
    } else {
      return [.run(proposal.with(ticked))]
    }
    return []
  }

  func label(of command: Command, in shared: Shared) -> String? {
    switch command {
    case .runChanges: "do \(Counted.number(proposal.changes.count - unticked.count))"
    case .dismiss: isAboveForm ? "back" : nil
    case .toggleTick: unticked.contains(cursor.selected) ? "take in" : nil
    default: nil
    }
  }
}

// MARK: What it says

extension PreviewScreen {
  func presentation(in shared: Shared) -> Presentation {
    let head = head(in: shared)
    let extent = extent(in: shared)
    let visible = cursor.visible(in: extent)
    var list = visible.flatMap { rows(of: $0, in: shared) }
    list = Array(list.prefix(extent.rows))
    Presentation.Row.showMore(
      above: visible.lowerBound > 0,
      below: visible.upperBound < extent.count,
      in: &list
    )
    return Presentation(
      .page(top: 0),
      title: proposal.title,
      blocks: (head + list).map { .row($0) }
    )
  }

  private func head(in shared: Shared) -> [Presentation.Row] {
    let width = shared.pageColumns
    var rows = PageRows.wrapping(summary, .title, width: width)
    for remark in proposal.remarks { rows += PageRows.wrapping(remark, width: width) }
    rows += PageRows.wrapping(requestWords(in: shared), .dim, width: width)
    if let message { rows += PageRows.wrapping(message, .warning, sign: "! ", at: 2, width: width) }
    // There must be room for one change at least.
    return Array(rows.suffix(max(1, shared.pageRows - 4)))
  }

  private var summary: String {
    let count = proposal.changes.count
    let left = unticked.count
    var words = (left > 0 ? "\(Counted.number(count - left)) of " : "") + Counted.changes(count)
    if proposal.idleCount > 0 { words += "; \(Counted.number(proposal.idleCount)) more would change nothing" }
    return words + "."
  }

  private func requestWords(in shared: Shared) -> String {
    let reserve = Run.reserve
    guard !proposal.usesReserve else { return requestWordsWithoutReserve(in: shared) }
    let requests = "\(Counted.number(neededRequests)) request\(neededRequests == 1 ? "" : "s")"
    let words = "Needs \(requests); "
    switch shared.rateLimit {
    case .unknown: return words + "how many are left is not known. \(reserve) are kept in reserve."
    case .asked: return words + "asking how many are left… \(reserve) are kept in reserve."
    case .known(let left):
      let enough = neededRequests <= left - reserve ? "" : " It will pause on the way."
      return words + "\(Counted.number(left)) are left, of which \(reserve) are kept in reserve." + enough
    }
  }

  private func requestWordsWithoutReserve(in shared: Shared) -> String {
    let words = "Needs \(Counted.number(neededRequests + proposal.leadingRequests)) requests; "
    guard case .known(let left) = shared.rateLimit else {
      return words + "how many are left is not known yet."
    }
    let missing = neededRequests + proposal.leadingRequests - left
    return words + "\(Counted.number(left)) are left"
      + (missing <= 0
        ? ", and none is kept in reserve, since to wait would leave apps cut off."
        : ": it does not begin before there are enough, in \(BulkRun.refillTime(of: missing).estimateInWords).")
  }

  /// Why it does not begin now, where it is not to wait on the way; nil where it may.
  func lackOfRequests(in shared: Shared) -> String? {
    guard case .known(let left) = shared.rateLimit else { return nil }
    let missing = neededRequests + proposal.leadingRequests - left
    guard missing > 0 else { return nil }
    return
      "Not enough requests are left: some apps would wait with a secret that does not work any more. Nothing was rotated; "
      + "there are enough in \(BulkRun.refillTime(of: missing).estimateInWords)."
  }

  private func extent(in shared: Shared) -> ItemCursor.Extent {
    ItemCursor.Extent(
      count: proposal.changes.count,
      rows: max(1, shared.pageRows - head(in: shared).count)
    ) { rows(of: $0, in: shared).count }
  }

  private func rows(of item: Int, in shared: Shared) -> [Presentation.Row] {
    let change = proposal.changes[item]
    let tick = unticked.contains(item) ? "[ ] " : "[x] "
    let width = shared.pageColumns
    let verb = change.action.verb
    let name = verb + proposal.name(of: change, width: width - 4 - verb.cellWidth, in: shared)
    var first = Presentation.Row([.init(tick), .init(name, .title)])
    first.isSelected = item == cursor.selected
    return [first] + change.rows(width: width)
  }
}
