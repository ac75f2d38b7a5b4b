import ClientBrowser
import FoundationEssentials
import HerokuAPI
import Journal
import TerminalText

/// Changes as a table without colours, each with what became of what below it.
enum HistoryTable {
  /// The table: a line for each change, and one for each value that it changed.
  static func document(_ history: History, host: String, localTime: LocalTime = .system) -> String {
    guard !history.entries.isEmpty else { return "No changes on \(CleanText(host).text) in the history.\n" }
    let (takenBack, names) = (history.takenBack, history.names)
    let rows = history.entries.map { entry in
      [
        entry.shortID, localTime.text(of: entry.date), takenBack.deed(of: entry), entry.subject(by: names),
        takenBack.outcomeWords(of: entry),
      ].map { CleanText($0).text }
    }
    let headings = ["Change", "When", "What", "Client", "Outcome"]
    return TextTable.document(headings, rows) { values(of: history.entries[$0]).map { CleanText($0).text } }
  }

  private static func values(of entry: JournalEntry) -> [String] {
    let change = entry.change
    switch change.action {
    case .create: return ["+ \(entry.place)"]
    case .delete: return ["- \(entry.place)"]
    case .rotate: return []
    case .setConfigVars: return ["app: \(entry.place)"]
    case .update:
      return change.fields.flatMap { field in
        let label = field == .redirectURI ? "" : "\(field.label): "
        return ["- \(label)\(change.before?[field] ?? "")", "+ \(label)\(change.after?[field] ?? "")"]
      }
    }
  }
}

extension JournalEntry {
  /// As much of its id as people need to name it.
  var shortID: String { String(id.uuidString.lowercased().prefix(8)) }
}

/// Changes as JSON, laid out as the clients of `list --json`.
enum HistoryJSON {
  /// An array of changes, the newest first.
  static func document(_ history: History) -> String {
    let takenBack = history.takenBack
    return JSONDocument.list(history.entries.map { object($0, takenBack) }).document
  }

  private static func object(_ entry: JournalEntry, _ takenBack: TakenBack) -> JSONDocument {
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
      .init("id", id(entry.id)),
      .init("outcome", .text(outcome)),
      .init("request_id", entry.requestID.map(JSONDocument.text)),
      .init("run", .text(entry.run.uuidString.lowercased())),
      .init("status", status.map { .number($0) }),
      .init("undoes", takenBack.taken(by: entry.id).map(id)),
      .init("undone_by", takenBack.taker(of: entry.id).map(id)),
    ])
  }

  private static func id(_ id: UUID) -> JSONDocument { .text(id.uuidString.lowercased()) }

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
