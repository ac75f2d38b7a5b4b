import ClientIndex
import HerokuAPI
import TerminalText

/// Changes that are shown before they are carried out, together.
///
/// ``PreviewScreen`` takes one, from whoever proposes something: the dialog that rewrites, an undo, an editor. What it
/// comes to is told by ``ResultsScreen``.
struct Proposal: Hashable, Sendable {
  /// What it is, as a heading: `Rewrite redirect URIs`.
  var title: String
  /// What is to be done, in the order in which it is to begin; updates that change nothing are left out.
  private(set) var changes: [Change]
  /// How many of the changes would change nothing.
  private(set) var idleCount: Int
  /// What else is to be known before, a sentence each.
  var remarks: [String]
  /// Whether it is to use what is kept of the account's requests otherwise, since to wait does harm.
  var usesReserve = false
  /// How many requests go before the changes.
  var leadingRequests = 0
  /// What is told at its end besides what came of it; empty where that is nothing.
  var ending = ""
  /// Whether the secrets of several clients are set in apps, so that an app alone does not tell whose it gets.
  private let isOfSeveralClients: Bool

  /// Puts a proposal together.
  init(_ title: String, _ changes: [Change], remarks: [String] = []) {
    self.title = title
    self.changes = changes.filter { !$0.isIdle }
    idleCount = changes.count - self.changes.count
    self.remarks = remarks
    isOfSeveralClients = Set(changes.compactMap(\.renewedClient)).count > 1
  }

  /// Whether all that it does is to make new clients.
  var createsAll: Bool { changes.allSatisfy { if case .create = $0 { true } else { false } } }

  /// What a row calls what a change is about: with the beginning of its id, where another client may look the same.
  func name(of change: Change, width: Int, in shared: Shared) -> String {
    if isOfSeveralClients, let client = change.renewedClient.flatMap({ shared.clients[$0] }) {
      return "\(change.displayName): \(client.displayName)".cut(toWidth: width)
    }
    guard let client = change.target, client.hasBlankAtEnd || shared.clients.hasNamesake(of: client) else {
      return change.displayName.cut(toWidth: width)
    }
    let id = CleanText(String(client.id.text.prefix(8))).text
    return "\(change.displayName.cut(toWidth: max(4, width - id.cellWidth - 2)))  \(id)"
  }

  /// The same, with some of its changes only.
  func with(_ changes: [Change]) -> Proposal {
    var proposal = Proposal(title, changes, remarks: remarks)
    proposal.usesReserve = usesReserve
    proposal.leadingRequests = leadingRequests
    proposal.ending = ending
    return proposal
  }
}

extension Change {
  /// Whether it would leave its client as that was shown, to the byte.
  var isIdle: Bool {
    guard case .update(let changes, let shown) = self else { return false }
    return changes.fields.allSatisfy { changes[$0]?.utf8.elementsEqual(shown[$0].utf8) == true }
  }

  /// The client whose secret it sets in an app; nil where it does something else.
  fileprivate var renewedClient: ClientID? {
    if case .renewSecret(let renewal) = self { renewal.client } else { nil }
  }

  /// The name of what it is about, as a cell can show it.
  var displayName: String {
    switch self {
    case .create(let draft): OAuthClient(id: ClientID(""), name: draft.name, redirectURI: "").displayName
    case .setConfigVars(let destination, _, _): destination.app
    case .renewSecret(let renewal): CleanText(renewal.app.place).text
    case .movePair(let move): CleanText(move.app.place).text
    default: target?.displayName ?? ""
    }
  }
}

extension OAuthClient {
  /// Whether its name has a blank that is not seen.
  fileprivate var hasBlankAtEnd: Bool { name.first?.isWhitespace == true || name.last?.isWhitespace == true }
}
