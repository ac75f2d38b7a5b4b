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
    JSONText.array(history.entries.map(object)).document
  }

  private static func object(_ entry: JournalEntry) -> JSONText {
    let change = entry.change
    let (outcome, status): (String, Int?) =
      switch entry.outcome {
      case .done: ("done", nil)
      case .failed(let status): ("failed", status)
      case .unknown: ("unknown", nil)
      }
    return .object([
      ("account", entry.account.map(JSONText.text)),
      ("action", .text(change.action.rawValue)),
      ("after", change.after.map(client)),
      ("app", change.destination.map(JSONText.text)),
      ("at", .text(entry.date.rfc3339)),
      ("batch", entry.batch.map { .number($0) }),
      ("before", change.before.map(client)),
      ("by", .text(entry.origin.rawValue)),
      ("client", change.id.map { .text($0.text) }),
      ("fields", change.fields.isEmpty ? nil : .array(change.fields.map { .text($0.rawValue) })),
      ("host", .text(entry.host)),
      ("id", .text(entry.id.uuidString.lowercased())),
      ("outcome", .text(outcome)),
      ("request_id", entry.requestID.map(JSONText.text)),
      ("run", .text(entry.run.uuidString.lowercased())),
      ("status", status.map { .number($0) }),
    ])
  }

  private static func client(_ client: RecordedClient) -> JSONText {
    .object([
      ("created_at", client.createdAt.map { .text($0.rfc3339) }),
      ("id", client.id.map { .text($0.text) }),
      ("masked", client.isMasked ? .yes : nil),
      ("name", .text(client.name)),
      ("redirect_uri", .text(client.redirectURI)),
      ("updated_at", client.updatedAt.map { .text($0.rfc3339) }),
    ])
  }
}
