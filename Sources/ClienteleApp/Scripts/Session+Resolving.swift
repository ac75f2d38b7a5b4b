import HerokuAPI

extension Session {
  /// The client that is meant, with its secret.
  func credentials(of reference: ClientReference) async throws(CommandFailure) -> ClientCredentials {
    let id: ClientID
    if let complete = reference.completeID {
      id = complete
    } else {
      id = try reference.client(among: try await allClients()).id
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

  /// Every client of the account, in so many lanes at most.
  func allClients(
    lanes: Int = HerokuClient.maximumLanes
  ) async throws(CommandFailure) -> [OAuthClient] {
    try await call(.loadClients) { api throws(APIError) in try await api.allClients(lanes: lanes) }
  }
}

extension Session {
  /// Gives the client that is meant a new secret.
  ///
  /// - Parameter done: says that it was done, for whoever interrupts what follows.
  func rotate(
    _ reference: ClientReference,
    done: (ClientCredentials) -> String
  ) async throws(CommandFailure) -> ClientCredentials {
    let shown = try await client(reference)
    return try await change(.rotate(name: shown.name), remark: { $0.remark(after: done($0)) }) {
      api throws(APIError) in
      try await api.rotate(expecting: shown)
    }
  }
}
