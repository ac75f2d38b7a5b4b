import FoundationEssentials
import HerokuAPI
import Journal

/// What an undo would do, in lines for people: as it is above as it will be, and what is left as it is.
struct UndoPreview: Hashable, Sendable {
  let plan: UndoPlan
  /// Of just these changes.
  let fingerprint: ChangeFingerprint
  /// How many requests are left before the rate limit; nil where nobody knows.
  let remainingRequests: Int?

  /// Everything.
  var lines: [String] {
    plan.changes.flatMap(Self.lines) + plan.refusals.map { "Left as it is: \($0)" } + summary
  }

  private static func lines(about change: Change) -> [String] {
    switch change {
    case .update(let changes, let client):
      ["\(client.name)  \(client.id)"]
        + changes.fields.flatMap { field -> [String] in
          let label = field == .redirectURI ? "" : "\(field.label): "
          return ["  - \(label)\(client[field])", "  + \(label)\(changes[field] ?? "")"]
        }
    case .create(let draft):
      ["\(draft.name)  (created again, with a new id and a new secret)", "  + \(draft.redirectURI)"]
    case .delete(let client):
      ["\(client.name)  \(client.id)  (deleted, for good)", "  - \(client.redirectURI)"]
    case .rotate, .setConfigVars, .renewSecret, .movePair: [change.subject]
    }
  }

  private var summary: [String] {
    let count = plan.changes.count
    guard count > 0 else { return ["Nothing would be taken back."] }
    let requests = "\(plan.requestCount) request\(plan.requestCount == 1 ? "" : "s")"
    let left =
      remainingRequests.map { "; \($0) are left, of which \(BulkRun.standardReserve) are kept in reserve" }
      ?? ""
    return [
      "\(count) change\(count == 1 ? "" : "s") would be taken back. That takes \(requests)\(left).",
      "Fingerprint: \(fingerprint)",
    ]
  }
}

/// Which changes of the history are meant: `3fa1c2d4`, the beginning of an id as `history` prints it.
struct ChangeReference: Hashable, Sendable {
  /// What was given.
  let text: String

  /// Enough to be meant, and too many to be met by chance.
  private static let fewestDigits = 4

  /// The change that is meant.
  ///
  /// - Throws: where there is none, or more than one.
  func entry(in history: History) throws(CommandFailure) -> JournalEntry {
    let wanted = text.lowercased()
    guard wanted.count >= Self.fewestDigits, wanted.allSatisfy({ $0.isHexDigit || $0 == "-" }) else {
      throw CommandFailure(
        .wrongUsage,
        "“\(text)” is no change: “clientele history” prints their ids, of which \(Self.fewestDigits) digits are enough."
      )
    }
    let found = history.entries.filter { $0.id.uuidString.lowercased().hasPrefix(wanted) }
    guard let entry = found.first else {
      throw CommandFailure(
        .notFound,
        "There is no change “\(text)” in the history of this server and account. Nothing was done."
      )
    }
    guard found.count == 1 else {
      throw CommandFailure(
        .notFound,
        "\(found.count) changes begin with “\(text)”: give more of the id. Nothing was done."
      )
    }
    return entry
  }
}
