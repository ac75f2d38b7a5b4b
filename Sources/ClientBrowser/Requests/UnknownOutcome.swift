import ClientIndex
import HerokuAPI

/// A change that was sent, and of which nobody knows whether it was done; the next whole load tells.
struct UnknownOutcome: Hashable, Sendable {
  /// What the load has shown.
  enum Verdict: Hashable {
    /// It was done; for a creation, the client that is there now.
    case done(OAuthClient?)
    /// What was asked for is not there, so far: the server may still be at it.
    case notSoFar
    /// Somebody has changed the client, which may have been this.
    case perhaps
  }

  /// What was sent.
  let change: Change
  /// The request that the screen which asked for it had waited for.
  let request: RequestID
  /// For a creation, the clients that were just like the new one before.
  private let lookalikes: Set<ClientID>

  init(_ change: Change, _ request: RequestID, in clients: ClientIndex) {
    self.change = change
    self.request = request
    lookalikes = Self.lookalikes(of: change, in: clients)
  }

  /// What a list that was loaded since says; nil for what changes no client.
  func verdict(in clients: ClientIndex) -> Verdict? {
    switch change {
    case .create:
      let created = Self.lookalikes(of: change, in: clients).subtracting(lookalikes)
      return created.count == 1
        ? .done(created.first.flatMap { clients[$0] }) : created.isEmpty ? .notSoFar : .perhaps
    case .update(let changes, let before):
      guard let now = clients[before.id] else { return .perhaps }
      // Byte by byte, as the API compares.
      if changes.fields.allSatisfy({ changes[$0]?.utf8.elementsEqual(now[$0].utf8) == true }) {
        return .done(nil)
      }
      return now == before ? .notSoFar : .perhaps
    case .delete(let before):
      return clients[before.id] == nil ? .done(nil) : .notSoFar
    case .rotate(let before):
      return clients[before.id] == before ? .notSoFar : .perhaps
    default:
      return nil
    }
  }

  private static func lookalikes(of change: Change, in clients: ClientIndex) -> Set<ClientID> {
    guard case .create(let draft) = change else { return [] }
    return Set(clients.named(draft.name).filter { $0.redirectURI == draft.redirectURI }.map(\.id))
  }

  /// A verdict in words.
  ///
  /// - Parameter key: the name of the key that shows a secret.
  func words(for verdict: Verdict, key: String) -> String {
    switch (change, verdict) {
    case (.create(let draft), .done): "“\(draft.name)” is there. \(key) shows its secret."
    case (.create(let draft), .notSoFar):
      "The answer was lost. The list shows no new “\(draft.name)” so far."
    case (.create(let draft), .perhaps):
      "The answer was lost. The list shows several new clients “\(draft.name)”: somebody else creates them, too."
    case (.update(_, let client), .done): "“\(client.name)” is as you wanted it."
    case (.update(_, let client), .notSoFar):
      "The answer was lost. “\(client.name)” is unchanged so far; sending it again does no harm."
    case (.delete(let client), .done): "“\(client.name)” is gone."
    case (.delete(let client), _): "The answer was lost. “\(client.name)” is still there."
    case (.rotate(let client), .notSoFar):
      "The answer was lost. “\(client.name)” is unchanged so far, and so is its secret."
    case (.rotate(let client), _):
      "The answer was lost, but “\(client.name)” has changed: its secret may be a new one. \(key) shows it."
    default: "The answer was lost, and somebody else has changed the client. Look at it as it is now."
    }
  }
}
