import ClientIndex
import HerokuAPI
import TerminalText

/// The dialog before several clients are deleted or rotated: it names every one of them, and wants a text typed.
struct ManyConfirmationScreen: Screen, Hashable {
  /// What is to be done.
  let proposal: Proposal
  /// What must be typed.
  let demand: TypedDemand
  private(set) var editor = LineEditor()
  /// The first client on the screen.
  private var top = 0
  private(set) var message: String?
  private let deletes: Bool
  private let rotates: Bool
  private let renews: Bool
  /// Whether what is done must stand beside each name.
  private let hasSeveralKinds: Bool

  /// Opens the dialog.
  init(_ proposal: Proposal, _ demand: TypedDemand) {
    self.proposal = proposal
    self.demand = demand
    deletes = proposal.changes.contains { if case .delete = $0 { true } else { false } }
    rotates = proposal.changes.contains { if case .rotate = $0 { true } else { false } }
    renews = proposal.changes.contains { if case .renewSecret = $0 { true } else { false } }
    hasSeveralKinds = Set(proposal.changes.map(\.action)).count > 1
  }

  /// Whether the right text is typed.
  var isRight: Bool { editor.text == demand.text }

  var context: Context { .manyConfirmation }
  var isPartOfRun: Bool { true }
  var wishesOnOpening: [Wish] { [.readRateLimit] }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .command(.cancel): return [.close]
    case .command(.accept): return confirm(in: shared)
    case .command(.moveDown): scroll(by: 1, in: shared)
    case .command(.moveUp): scroll(by: -1, in: shared)
    case .command(.pageDown): scroll(by: listRows(in: shared), in: shared)
    case .command(.pageUp): scroll(by: -listRows(in: shared), in: shared)
    case .command, .typed, .pasted:
      editor.take(input)
      message = nil
    default: break
    }
    return []
  }

  private mutating func scroll(by rows: Int, in shared: Shared) {
    top = firstShown(top + rows, in: shared)
  }

  private mutating func confirm(in shared: Shared) -> [Wish] {
    guard isRight else {
      message = "That is not the text that is asked for. Nothing was done."
      return []
    }
    if let reason = shared.reasonAgainst(proposal.changes) {
      message = reason
      return []
    }
    return [.run(proposal)]
  }
}

// MARK: What it says

extension ManyConfirmationScreen {
  func presentation(in shared: Shared) -> Presentation {
    let count = proposal.changes.count
    let top = firstShown(top, in: shared)
    let end = min(count, top + listRows(in: shared))
    let shown = (top..<end).map { texts(of: $0, in: shared) }
    let nameWidth = shown.map(\.name.cellWidth).max() ?? 0
    var list = shown.map { name, rest in
      let room = shared.pageColumns - nameWidth - 4
      let cut = room > 8 ? "  " + rest.cut(toWidth: room) : ""
      return Presentation.Row([.init("  " + name.padded(toWidth: nameWidth)), .init(cut, .dim)])
    }
    Presentation.Row.showMore(above: top > 0, below: end < count, in: &list)
    let rows = head(in: shared) + list + foot(in: shared)
    return Presentation(
      .page(top: 0),
      title: proposal.title,
      isDangerous: true,
      isUrgent: true,
      blocks: rows.map { .row($0) } + [.field(.init(label: "", editor, isFocused: true))]
    )
  }

  /// A client by its name, and what tells those of one name apart.
  private func texts(of item: Int, in shared: Shared) -> (name: String, rest: String) {
    let change = proposal.changes[item]
    let width = shared.pageColumns
    let verb = hasSeveralKinds ? change.action.verb : ""
    let most = max(10, width * 3 / 5) - verb.cellWidth
    var hidden = ""
    var rest = ""
    if let client = change.target {
      rest = CleanText(client.redirectURI).text
      if shared.clients.row(of: client.id) == nil {
        hidden = most < 40 ? " (hidden)" : " (hidden by the filter)"
      }
    }
    if case .renewSecret(let renewal) = change {
      rest = CleanText(renewal.names.joined(separator: ", ")).text
    }
    let nameWidth = max(4, most - hidden.cellWidth)
    return (verb + proposal.name(of: change, width: nameWidth, in: shared) + hidden, rest)
  }

  private func head(in shared: Shared) -> [Presentation.Row] {
    let rows = (proposal.remarks + [tokenWarning(in: shared)].compactMap { $0 }).flatMap {
      PageRows.wrapping($0, .warning, sign: "! ", at: 2, width: shared.pageColumns)
    }
    // There must be room for a client, and for what is typed.
    return Array(rows.prefix(max(0, shared.pageRows - foot(in: shared).count - 2)))
  }

  private func tokenWarning(in shared: Shared) -> String? {
    guard let client = shared.tokenClient.id,
      let change = proposal.changes.first(where: { $0.target?.id == client })
    else { return nil }
    return change.warning(forTokenOf: client).map { "“\(change.displayName)”: \($0)" }
  }

  private func foot(in shared: Shared) -> [Presentation.Row] {
    let width = shared.pageColumns
    var rows = shared.pageRows > 9 ? PageRows.wrapping(consequence(in: shared), width: width) : []
    if let message { rows += PageRows.wrapping(message, .failure, sign: "✗ ", at: 2, width: width) }
    return rows + PageRows.wrapping("Type “\(demand.text)” to do it:", .title, width: width)
  }

  /// In how many apps they are, as far as somebody has looked, or how to find out.
  private func users(in shared: Shared) -> String {
    guard let uses = shared.uses else {
      return
        "\(shared.keymap.name(of: .lookForUses, in: .list)) in the list finds the apps that hold them; then the new ones can be set there."
    }
    let clients = proposal.changes.compactMap(\.target?.id)
    let apps = Set(clients.flatMap { uses.sightings[$0] ?? [] }.map(\.app.id)).count
    return apps == 0
      ? "They were found in no app."
      : "\(apps == 1 ? "One app holds" : "\(Counted.number(apps)) apps hold") them; the new ones can be set there afterwards."
  }

  private func consequence(in shared: Shared) -> String {
    var words: [String] = []
    if deletes {
      words.append(
        "Ids and secrets are gone for good, also after an undo. Whatever uses these clients can no longer sign people in."
      )
    }
    if rotates {
      words.append("The old secrets stop working at once. Whatever uses them needs the new ones.")
      words.append(users(in: shared))
    }
    if renews { words.append("Each of these apps gets the secret that the client has now, and restarts.") }
    return words.joined(separator: " ")
  }

  private func listRows(in shared: Shared) -> Int {
    max(1, shared.pageRows - head(in: shared).count - foot(in: shared).count - 1)
  }

  private func firstShown(_ wanted: Int, in shared: Shared) -> Int {
    max(0, min(wanted, proposal.changes.count - listRows(in: shared)))
  }
}
