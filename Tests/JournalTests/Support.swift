import FoundationEssentials
import HerokuAPI
import TestSupport

@testable import Journal

extension JournalEntry {
  /// An entry about a client whose name is changed.
  static func sample(
    _ name: String = "Staging",
    id: UUID = UUID(),
    host: String = "api.heroku.com",
    account: String? = "alice@example.com",
    at seconds: TimeInterval = 0,
    ending: ChangeNote.Ending? = .done
  ) -> JournalEntry {
    let client = OAuthClient.sample(name, id: "11111111")
    let change = Change.update(ClientChanges([.name: "\(name) 2"]), expecting: client)
    return JournalEntry(
      id: id,
      date: .testNow.addingTimeInterval(seconds),
      host: host,
      account: account,
      origin: .command,
      run: UUID(),
      change: ChangeRecord(change),
      ending: ending
    )
  }

  /// The same entry, with another end.
  func with(ending: ChangeNote.Ending?) -> JournalEntry {
    JournalEntry(
      id: id,
      date: date,
      host: host,
      account: account,
      origin: origin,
      run: run,
      batch: batch,
      change: change,
      ending: ending,
      requestID: requestID
    )
  }

  /// Any entry that there can be.
  static func random(using random: inout SeededGenerator) -> JournalEntry {
    let change = Change.random(using: &random)
    let ending: ChangeNote.Ending? =
      switch Int.random(in: 0..<4, using: &random) {
      case 0: nil
      case 1: .failed(status: [nil, 422, 500].randomElement(using: &random) ?? nil)
      case 2: .unknown
      default: .done
      }
    return JournalEntry(
      id: UUID(uuidString: random.uuid()) ?? UUID(),
      date: .testNow.addingTimeInterval(Double.random(in: -1e6...1e6, using: &random)),
      host: random.text(),
      account: Bool.random(using: &random) ? random.text() : nil,
      origin: Bool.random(using: &random) ? .browser : .command,
      run: UUID(uuidString: random.uuid()) ?? UUID(),
      batch: Bool.random(using: &random) ? Int.random(in: 1..<9, using: &random) : nil,
      change: ChangeRecord(change),
      ending: ending,
      requestID: Bool.random(using: &random) ? "\(random.uuid()),\(random.uuid())" : nil
    )
  }
}

extension Change {
  /// Any change that there can be, with a secret in those that have one.
  static func random(using random: inout SeededGenerator) -> Change {
    let client = OAuthClient(
      id: random.clientID(),
      name: random.text(),
      redirectURI: random.text(),
      createdAt: random.date(),
      updatedAt: random.date()
    )
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return .create(ClientDraft(name: random.text(), redirectURI: random.text()))
    case 1:
      var changes = ClientChanges([.name: random.text()])
      if Bool.random(using: &random) { changes[.redirectURI] = random.text() }
      return .update(changes, expecting: client)
    case 2: return .delete(expecting: client)
    case 3: return .rotate(expecting: client)
    default:
      guard let destination = try? ConfigVarsDestination(parsing: "app:OAUTH") else {
        return .rotate(expecting: client)
      }
      return .setConfigVars(destination, id: client.id, secret: Secret(plantedSecret))
    }
  }
}

/// A secret that must be in no journal.
let plantedSecret = "5ec3e7aa-dead-4bad-8bad-00000000cafe"

extension SeededGenerator {
  /// A text of all that a line must survive.
  mutating func text() -> String {
    let pieces = [
      "a", "Staging ", "\n", "\r\n", "\"", "\\", "\u{0}", "\u{1B}[2J", "\u{202E}", "\u{9B}", "\u{2028}", "é",
      "e\u{301}",
      "日本", "👨‍👩‍👧", "{", "}", "https://x.example.com/", "\u{FEFF}",
    ]
    return (0..<Int.random(in: 0..<6, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "" }
      .joined()
  }

  /// A date, some to the second and some as no clock would give it.
  mutating func date() -> Date? {
    switch Int.random(in: 0..<4, using: &self) {
    case 0: nil
    case 1: Date(timeIntervalSince1970: Double.random(in: -1e10...1e11, using: &self))
    case 2: Date(timeIntervalSince1970: Double(Int.random(in: 0..<2_000_000_000_000, using: &self)) / 1000)
    default: Date(timeIntervalSince1970: Double(Int.random(in: 0..<2_000_000_000, using: &self)))
    }
  }
}
