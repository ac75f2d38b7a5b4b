import ClientIndex
import FoundationEssentials
import HerokuAPI
import Journal
import TerminalText

/// Everything about one change.
struct HistoryEntryScreen: Screen, Hashable {
  let entry: JournalEntry
  /// What of the history was taken back.
  private let takenBack: TakenBack
  /// What there is to say about the last key.
  private(set) var message: Status?

  init(_ entry: JournalEntry, _ takenBack: TakenBack) {
    self.entry = entry
    self.takenBack = takenBack
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
      .value(label: "what", takenBack.deed(of: entry), weight: .context),
      .value(label: "outcome", takenBack.outcomeWords(of: entry)),
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
