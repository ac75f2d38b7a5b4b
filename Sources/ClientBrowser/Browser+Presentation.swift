public import ClientIndex
public import FoundationEssentials
public import HerokuAPI
import TerminalText

/// What is to be seen, as values: a front end gives it places, colours and cells, and adds no word.
extension Browser {
  // MARK: The main screen

  /// The first row: what is looked at.
  public struct Header: Hashable, Sendable {
    /// The program.
    public let program: String
    /// The server.
    public let host: String
    /// Whose clients these are; empty while that is not known.
    public let account: String
    /// A filter that is kept; empty where there is none, or it stands elsewhere.
    public let filter: String
    /// How many clients there are; empty while that is not known.
    public let count: String
    /// How far several changes are; nil while none are under way.
    public let progress: Progress?
  }

  /// How far several changes are.
  public struct Progress: Hashable, Sendable {
    /// How many are through, and how many of these were not done: `12/40 ✗2`.
    public let count: String
    /// How long it will take: `4 s`; what stands against it where nothing begins.
    public let remark: String
    /// The share that is through, from 0 to 1.
    public let share: Double
  }

  /// The first row.
  public var header: Header {
    Header(
      program: "clientele",
      host: CleanText(shared.host).text,
      account: CleanText(shared.account?.email ?? "").text,
      filter: shared.filter.isEmpty || context == .filtering ? "" : "/" + CleanText(shared.filter).text,
      count: countText,
      progress: progress
    )
  }

  private var progress: Progress? {
    guard let run = shared.run, run.isUnderWay else { return nil }
    let counts = run.bulk.counts
    let through = counts.total - counts.left
    let failed = counts.total - counts.left - counts[.done]
    return Progress(
      count: "\(Counted.number(through))/\(Counted.number(counts.total))"
        + (failed == 0 ? "" : " ✗\(Counted.number(failed))"),
      remark: run.bulk.pause == nil ? run.timeLeft ?? "" : "paused",
      share: Double(through) / Double(max(1, counts.total))
    )
  }

  /// How many clients there are, as the header tells it; empty while that is not known.
  var countText: String {
    // Nothing is known yet, which is not the same as none.
    guard shared.listing.state == .loaded || shared.clients.totalCount > 0 else { return "" }
    let total = Counted.clients(shared.clients.totalCount)
    let age = (snapshotAge.map { ", as of \($0)" } ?? "") + (shared.listing.isWhole ? "" : ", not all")
    if !shared.filter.isEmpty { return "\(Counted.number(shared.clients.count)) of \(total)" + age }
    return total + age
  }

  /// Where everything stands on the screen.
  public var layout: Layout { shared.layout }
  /// The screen's size.
  public var size: Size { shared.size }
  /// The time, to the minute, that ages are counted from.
  public var now: Date { shared.now }
  /// All clients, and which of them the filter lets through.
  public var clients: ClientIndex { shared.clients }
  /// The selection.
  public var cursor: ListCursor { list.cursor }
  /// The rows of the range that is being marked.
  public var markedRange: ClosedRange<Int>? { list.range?.rows }
  /// The pane with the focus.
  public var focus: Pane { list.focus }
  /// The selected client.
  public var selected: OAuthClient? { list.selected(in: shared) }
  /// The selected client, attribute by attribute; empty where none is selected.
  public var detailLines: [DetailLine] { list.detailLines(in: shared) }
  /// The first line of the detail on the screen.
  public var detailTop: Int { list.detailTop }
  /// How often the sign of life has turned.
  public var signOfLife: Int { pulse.turns }
  /// Whether something is under way.
  public var isWorking: Bool { !shared.work.isIdle }

  /// Whether a change of this client is under way.
  public func isBusy(_ id: ClientID) -> Bool { shared.work.isBusy(id) }

  /// What stands where the list would be, if it has no rows.
  public var emptyListText: String? {
    guard shared.clients.count == 0 else { return nil }
    func key(_ command: Command) -> String { shared.keymap.name(of: command, in: .list) }
    if shared.uses == nil, let filter = try? ClientFilter(shared.filter), filter.asksForUses {
      return
        "Nobody has looked yet where the clients are used. \(key(.goBack)) clears the filter, \(key(.lookForUses)) looks."
    }
    if !shared.filter.isEmpty {
      let filter = CleanText(shared.filter).text.cut(toWidth: max(10, size.columns - 24))
      return "Nothing matches “\(filter)”. \(key(.goBack)) clears the filter."
    }
    switch shared.listing.state {
    case .loading: return "Loading clients from \(CleanText(shared.host).text)…"
    case .loaded: return "No OAuth clients yet. \(key(.create)) creates the first."
    case .failed: return "The clients could not be loaded. \(key(.reload)) tries again."
    }
  }

  /// What is said where nothing else fits, and what can be done there.
  public var tooSmallText: String {
    let wanted = Layout.minimum
    return """
      \(header.program) wants \(wanted.columns) columns and \(wanted.rows) rows; here are \(size.columns) and \
      \(size.rows). \(shared.keymap.name(of: .quit, in: .list)) quits.
      """
  }

  // MARK: The screen on top

  /// What stands on top of the main screen; nil where nothing does.
  public var presentation: Presentation? {
    guard let screen = screens.last else { return nil }
    var presentation = screen.presentation(in: shared)
    if let arrivalNote {
      switch presentation.place {
      case .dialog: presentation.blocks += [.blank, .message(Status(.warning, arrivalNote))]
      // A page has no row to spare.
      case .page: presentation.title = arrivalNote
      case .statusLine: break
      }
    }
    return presentation
  }

  // MARK: The status line

  /// What the status line shows: what waits, what just happened, what is under way.
  public var statusNow: Status? {
    if let arrivalNote { return Status(.warning, arrivalNote) }
    if let note = shared.work.waitingNote {
      let stop = shared.keymap.name(of: .goBack, in: .list)
      return Status(.warning, note + (shared.work.waitingLoad == nil ? "." : ", \(stop) stops."))
    }
    if let status = shared.status { return status }
    return (activity ?? list.markWords(in: shared)).map { Status(.information, $0) }
  }

  /// The status line, wrapped to the screen, with room for a sign before it, and behind the last of its lines for the
  /// position and one more.
  ///
  /// While a filter is typed in its place, an empty line for that, and what there is to say about it.
  public var statusLines: [String] {
    guard context != .filtering else { return filterLines }
    return statusNow.map { besidePosition([$0.text]) } ?? []
  }

  /// Paragraphs wrapped to the screen, the last line so that the position has room behind it.
  private func besidePosition(_ paragraphs: [String]) -> [String] {
    let width = size.columns - 4
    let lines = paragraphs.flatMap { $0.wrapped(toWidth: max(1, width)) }
    guard let last = lines.last, last.cellWidth > width - positionRoom else { return lines }
    return lines.dropLast() + last.wrapped(toWidth: max(1, width - positionRoom))
  }

  /// The room beside the status for the position; none where the status needs all there is.
  public var positionRoom: Int {
    let room = ListPosition.room(for: shared.clients.count)
    return room * 3 <= size.columns ? room : 0
  }

  /// Where the selection stands in the list; nil where there is none.
  public var position: ListPosition? {
    guard list.cursor.client != nil else { return nil }
    let top = list.cursor.top
    let screen = top..<top + shared.layout.listRows
    return ListPosition(row: list.cursor.row, screen: screen, count: shared.clients.count)
  }

  private var filterLines: [String] {
    guard case .field(let field)? = screens.last?.presentation(in: shared).blocks.first else { return [] }
    let lines = besidePosition(field.findings.map(\.text))
    return lines.isEmpty ? [] : [""] + lines
  }

  /// What is under way, in words; nil while nothing is.
  private var activity: String? {
    if let run = shared.run, run.isUnderWay {
      func key(_ command: Command) -> String { shared.keymap.name(of: command, in: .list) }
      let pause = run.pauseWords(host: shared.host).map { "\($0) " } ?? ""
      let verb = run.bulk.pause == nil ? "pauses" : "goes on"
      return
        "\(pause)\(run.progress). \(key(.pauseRun)) \(verb), \(key(.stopRun)) stops, \(key(.showRun)) shows more."
    }
    if let progress = shared.work.progress { return progress + "…" }
    if case .loading(let received) = shared.listing.state {
      return received == 0 ? "Loading clients…" : "Loading clients… \(Counted.number(received)) so far"
    }
    return nil
  }

  // MARK: Hints

  /// A key that works now, and the word for what it does.
  public struct Hint: Hashable, Sendable {
    /// The key's name.
    public let key: String
    /// What it does.
    public let label: String
  }

  /// The keys to show at the bottom of the screen: those that do something now, as many as fit.
  public var hints: [Hint] {
    if isTooSmall, presentation?.isUrgent != true { return hints(of: [.quit], in: .list) }
    if screens.last?.isLocked == true {
      return [Hint(key: shared.keymap.name(of: .cancel, in: context), label: "leave; the request goes on")]
    }
    if let first = typedKeys.first, let prefix = shared.keymap.prefix(first, in: context) {
      return hints(after: prefix)
    }
    return fitted(possibleHints)
  }

  private func hints(of commands: [Command], in context: Context) -> [Hint] {
    shared.keymap.bindings(in: context).filter { commands.contains($0.command) }
      .map { Hint(key: $0.keyName, label: $0.hint ?? "") }
  }

  private func hints(after prefix: Keymap.Prefix) -> [Hint] {
    shared.keymap.bindings(after: prefix, in: context).map {
      Hint(key: $0.sequences.first?.last?.name ?? "", label: $0.hint ?? "")
    } + [Hint(key: Key.escape.name, label: "cancel")]
  }

  /// What leads to everything else, and the way out.
  private static let keptHints: [Command] = [
    .help, .quit, .goBack, .cancel, .dismiss, .answerNo, .clearFilter, .leaveNow,
  ]

  /// All hints that could be shown, and which of them give way when there is no room.
  private var possibleHints: [(hint: Hint, weight: HintWeight)] {
    var hints: [(hint: Hint, weight: HintWeight)] = []
    let screen = topmost
    let context = screen.context
    for binding in shared.keymap.hinted(in: context) {
      guard let label = binding.hint, !resting.hides(binding.command),
        screen.reasonAgainst(binding.command, in: shared) == nil
      else { continue }
      let hint: Hint
      if let keys = binding.sequences.first, keys.count > 1, let first = keys.first,
        let prefix = shared.keymap.prefix(first, in: context)
      {
        hint = Hint(key: first.name, label: screen.label(of: binding.command, in: shared) ?? prefix.hint)
      } else {
        hint = Hint(key: binding.keyName, label: screen.label(of: binding.command, in: shared) ?? label)
      }
      if !hints.contains(where: { $0.hint == hint }) {
        hints.append((hint, weight(of: binding.command)))
      }
    }
    return hints
  }

  /// As many as fit: what is not about the client that one has gone to, or those that are marked, gives way first.
  private func fitted(_ possible: [(hint: Hint, weight: HintWeight)]) -> [Hint] {
    var hints = possible
    func width(_ hint: Hint) -> Int { hint.key.cellWidth + hint.label.cellWidth + 3 }
    var total = hints.reduce(1) { $0 + width($1.hint) }
    for weight in [HintWeight.aside, .usual] {
      while total > size.columns, let last = hints.lastIndex(where: { $0.weight == weight }) {
        total -= width(hints.remove(at: last).hint)
      }
    }
    return hints.map(\.hint)
  }

  /// Which hints give way where there is little room.
  private enum HintWeight {
    /// First: what one has not come for.
    case aside
    case usual
    /// Never.
    case kept
  }

  private func weight(of command: Command) -> HintWeight {
    if Self.keptHints.contains(command) { return .kept }
    let isAboutClients = focus == .detail || list.isAboutMarked(in: shared)
    guard screens.isEmpty, isAboutClients else { return .usual }
    switch command {
    case .filter, .create, .reload, .undo, .redo, .showHistory: return .aside
    case .edit, .toggleSecret: return list.isAboutMarked(in: shared) ? .aside : .usual
    default: return .usual
    }
  }
}

extension RestingCommands {
  /// Whether a key is not told of yet: it is not taken, since it may have been pressed before it was seen.
  fileprivate func hides(_ command: Command) -> Bool {
    [.dismiss, .runChanges, .accept].contains(command) && contains(command)
  }
}
