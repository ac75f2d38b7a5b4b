import HerokuAPI

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
