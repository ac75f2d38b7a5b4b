public import HerokuAPI

/// Clients made ready for the list: folded and sorted, which is best done away from the main actor.
public struct ClientBatch: Hashable, Sendable {
  /// The clients, in the order of the list.
  let entries: [ClientEntry]

  /// Folds and sorts clients.
  ///
  /// Costs about 2 µs a client.
  public init(_ clients: [OAuthClient]) {
    entries = clients.map(ClientEntry.init).sorted { $0.folded < $1.folded }
  }
}

/// A client and what it is sorted and searched by.
struct ClientEntry: Hashable, Sendable {
  /// Stands between the parts of the folded text: below every character that a cell can show, so that the
  /// whole sorts as its parts do, and no filter can match across two parts.
  private static let separator = "\n"

  /// The client.
  let client: OAuthClient
  /// Name, redirect URI and id, folded.
  ///
  /// Unique, since the id is.
  let folded: FoldedText

  init(_ client: OAuthClient) {
    self.client = client
    folded = FoldedText(
      client.name + Self.separator + client.redirectURI + Self.separator + client.id.text
    )
  }

  /// What the folded text of every client of this name begins with.
  static func prefix(ofName name: String) -> FoldedText {
    FoldedText(name + separator)
  }
}
