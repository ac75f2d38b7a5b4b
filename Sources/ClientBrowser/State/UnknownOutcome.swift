import HerokuAPI

/// A change that was sent, and of which nobody knows whether it was done; the next whole load tells.
struct UnknownOutcome: Hashable, Sendable {
  /// What the load has shown.
  enum Verdict: Hashable, Sendable {
    /// It was done; for a creation, the client that is there now.
    case done(OAuthClient?)
    /// What was asked for is not there, so far: the server may still be at it.
    case notSoFar
    /// Somebody has changed the client, which may have been this.
    case perhaps
  }

  /// What was sent.
  let request: Pending
  /// For a creation, the clients that were just like the new one before.
  let lookalikes: Set<ClientID>

  init(_ request: Pending, in clients: ClientList) {
    self.request = request
    lookalikes = Self.lookalikes(of: request, in: clients)
  }

  /// What a list that was loaded since says; nil for what asks for no change.
  func verdict(in clients: ClientList) -> Verdict? {
    switch request {
    case .create:
      let created = Self.lookalikes(of: request, in: clients).subtracting(lookalikes)
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
    case .account, .load, .snapshot, .reveal, .copySecret, .file, .setConfigVars:
      return nil
    }
  }

  private static func lookalikes(of request: Pending, in clients: ClientList) -> Set<ClientID> {
    guard case .create(let draft) = request else { return [] }
    return Set(clients.named(draft.name).filter { $0.redirectURI == draft.redirectURI }.map(\.id))
  }
}
