import ClientBrowser
import FoundationEssentials
import HerokuAPI
import Journal
import TerminalText

/// Changes as a table, in full width and without colours.
enum HistoryTable {
  /// The table, with a line for each change.
  static func document(_ history: History, host: String, localTime: LocalTime = .system) -> String {
    guard !history.entries.isEmpty else { return "No changes on \(CleanText(host).text) in the history.\n" }
    let rows = history.entries.map { entry in
      [
        localTime.text(of: entry.date), entry.deed, entry.subject, entry.outcomeWords,
        entry.difference.joined(separator: "; "),
      ].map { CleanText($0).text }
    }
    return TextTable.document(["When", "What", "Client", "Outcome", "Before → after"], rows)
  }
}

/// Changes as JSON, laid out as the clients of `list --json`.
enum HistoryJSON {
  /// An array of changes, the newest first.
  static func document(_ history: History) -> String {
    JSONDocument.list(history.entries.map(object)).document
  }

  private static func object(_ entry: JournalEntry) -> JSONDocument {
    let change = entry.change
    let (outcome, status): (String, Int?) =
      switch entry.outcome {
      case .done: ("done", nil)
      case .failed(let status): ("failed", status)
      case .unknown: ("unknown", nil)
      }
    return .object([
      .init("account", entry.account.map(JSONDocument.text)),
      .init("action", .text(change.action.rawValue)),
      .init("after", change.after.map(client)),
      .init("app", change.destination.map(JSONDocument.text)),
      .init("at", .text(entry.date.rfc3339)),
      .init("batch", entry.batch.map { .number($0) }),
      .init("before", change.before.map(client)),
      .init("by", .text(entry.origin.rawValue)),
      .init("client", change.id.map { .text($0.text) }),
      .init("fields", change.fields.isEmpty ? nil : .list(change.fields.map { .text($0.rawValue) })),
      .init("host", .text(entry.host)),
      .init("id", .text(entry.id.uuidString.lowercased())),
      .init("outcome", .text(outcome)),
      .init("request_id", entry.requestID.map(JSONDocument.text)),
      .init("run", .text(entry.run.uuidString.lowercased())),
      .init("status", status.map { .number($0) }),
    ])
  }

  private static func client(_ client: RecordedClient) -> JSONDocument {
    .object([
      .init("created_at", client.createdAt.map { .text($0.rfc3339) }),
      .init("id", client.id.map { .text($0.text) }),
      .init("masked", client.isMasked ? .truth(true) : nil),
      .init("name", .text(client.name)),
      .init("redirect_uri", .text(client.redirectURI)),
      .init("updated_at", client.updatedAt.map { .text($0.rfc3339) }),
    ])
  }
}
