import ClientIndex
import HerokuAPI

extension Session {
  /// The client that is meant, with its secret.
  func credentials(of reference: ClientReference) async throws(CommandFailure) -> ClientCredentials {
    let id: ClientID
    if let complete = reference.completeID {
      id = complete
    } else {
      id = try reference.client(among: try await list(toFind: reference)).id
    }
    return try await call(.readClient(name: reference.text)) { api throws(APIError) in
      try await api.readClient(id)
    }
  }

  /// The client that is meant.
  func client(_ reference: ClientReference) async throws(CommandFailure) -> OAuthClient {
    // A list would do where the reference is no whole id, but what is about to be changed is read anew.
    try await credentials(of: reference).client
  }

  /// The clients that are meant, each once; if one of them cannot be found, none.
  ///
  /// The list is loaded once at most: several are read again anyhow, before they are changed.
  func clients(_ references: [ClientReference]) async throws(CommandFailure) -> [OAuthClient] {
    var known: [OAuthClient]?
    var clients: [OAuthClient] = []
    for reference in references {
      let client: OAuthClient
      if reference.completeID != nil || references.count == 1 {
        client = try await self.client(reference)
      } else {
        if known == nil { known = try await list(toFind: reference) }
        client = try reference.client(among: known ?? [])
      }
      if !clients.contains(where: { $0.id == client.id }) { clients.append(client) }
    }
    return clients
  }

  /// The clients that are meant with their secrets, each once; if one of them cannot be found, none.
  ///
  /// Several come with a page for many of them, which takes fewer requests than one for each.
  func credentials(of references: [ClientReference]) async throws(CommandFailure) -> [ClientCredentials] {
    if references.count == 1, let only = references.first { return [try await credentials(of: only)] }
    let named = references.first { $0.completeID == nil }
    let wanted = named == nil ? Set(references.compactMap(\.completeID)) : nil
    let list = try await call(.loadClients) { api throws(APIError) in
      try await api.listCredentials(of: wanted)
    }
    if let named {
      // Among those that did not come may be another one of this name.
      guard !list.lacking.isCutOff else { throw .cannotTell(named.text, list.lacking) }
      if !list.lacking.isNothing { StandardError.print("Warning: \(list.lacking.words)") }
    }
    let known = Dictionary(list.credentials.map { ($0.client.id, $0) }) { first, _ in first }
    let clients = named == nil ? [] : list.credentials.map(\.client)
    var found: [ClientCredentials] = []
    for reference in references {
      let id: ClientID
      if let complete = reference.completeID {
        id = complete
      } else {
        id = try reference.client(among: clients).id
      }
      guard !found.contains(where: { $0.client.id == id }) else { continue }
      if let credentials = known[id] {
        found.append(credentials)
      } else {
        found.append(try await credentials(of: reference))
      }
    }
    return found
  }

  /// All clients, so that one of them can be found.
  private func list(toFind reference: ClientReference) async throws(CommandFailure) -> [OAuthClient] {
    let list = try await allClients()
    // Among those that did not come may be another one of this name.
    guard !list.shortfall.isCutOff else { throw .cannotTell(reference.text, list.shortfall) }
    if !list.shortfall.isNothing { StandardError.print("Warning: \(list.shortfall.words)") }
    return Array(list.clients.all.clients)
  }

  /// Every client of the account, with what the list lacks.
  ///
  /// - Parameter lanes: how many requests for pages may be under way at once.
  func allClients(
    lanes: Int = HerokuClient.maximumLanes
  ) async throws(CommandFailure) -> (clients: ClientIndex, shortfall: ListShortfall) {
    let clients = GrowingIndex()
    let outcome = try await call(.loadClients) { api throws(APIError) in
      try await api.listClients(lanes: lanes) { page in await clients.merge(ClientBatch(page.clients)) }
    }
    guard case .loaded(_, lacking: let shortfall) = outcome else {
      return (await clients.index, ListShortfall())
    }
    return (await clients.index, shortfall)
  }
}

/// The clients that have come so far: pages of several lanes come at once.
private actor GrowingIndex {
  private(set) var index = ClientIndex()

  func merge(_ page: ClientBatch) { index.merge(page) }
}

extension Session {
  /// Reads each client for its secret, several at a time; those that are gone meanwhile are left out.
  ///
  /// Lists come without secrets, so that is a request for each client.
  func secrets(of clients: [OAuthClient]) async throws(CommandFailure) -> [ClientCredentials] {
    var results = [Result<ClientCredentials, CommandFailure>?](repeating: nil, count: clients.count)
    await withTaskGroup(of: (Int, Result<ClientCredentials, CommandFailure>).self) { group in
      var next = 0
      func addNext() {
        guard next < clients.count else { return }
        let index = next
        next += 1
        group.addTask { (index, await read(clients[index])) }
      }
      for _ in 0..<Self.concurrentReads { addNext() }
      while let (index, result) = await group.next() {
        results[index] = result
        // Nothing more is asked for once something has failed.
        if case .failure(let failure) = result, failure.status != .notFound { next = clients.count }
        addNext()
      }
    }
    var secrets: [ClientCredentials] = []
    for case let result? in results {
      do throws(CommandFailure) {
        secrets.append(try result.get())
      } catch {
        guard error.status == .notFound else { throw error }
      }
    }
    return secrets
  }

  /// Enough to hide the latency, and few enough to be polite.
  private static let concurrentReads = 8

  private func read(_ client: OAuthClient) async -> Result<ClientCredentials, CommandFailure> {
    do throws(CommandFailure) {
      return .success(
        try await call(.readClient(name: client.name)) { api throws(APIError) in
          try await api.readClient(client.id)
        }
      )
    } catch {
      return .failure(error)
    }
  }
}
