public import HerokuAPI

/// One change at a time, with just what it brings: a test says what it does, and not how a change is packed.
extension HerokuClient {
  /// Creates a client.
  public func create(_ draft: ClientDraft) async throws(APIError) -> ClientCredentials {
    try await credentials(madeBy: .create(draft))
  }

  /// Sets fields of a client that was shown like this.
  public func update(
    _ changes: ClientChanges,
    expecting shown: OAuthClient
  ) async throws(APIError) -> UpdatedClient {
    let outcome = try await perform(.update(changes, expecting: shown))
    guard case .updated(let updated) = outcome else { preconditionFailure("an update came to \(outcome)") }
    return updated
  }

  /// Deletes a client that was shown like this.
  public func delete(expecting shown: OAuthClient) async throws(APIError) -> OAuthClient {
    let outcome = try await perform(.delete(expecting: shown))
    guard case .deleted(let client) = outcome else { preconditionFailure("a deletion came to \(outcome)") }
    return client
  }

  /// Gives a client that was shown like this a new secret.
  public func rotate(expecting shown: OAuthClient) async throws(APIError) -> ClientCredentials {
    try await credentials(madeBy: .rotate(expecting: shown))
  }

  private func credentials(madeBy change: Change) async throws(APIError) -> ClientCredentials {
    let outcome = try await perform(change)
    guard let credentials = outcome.credentials else { preconditionFailure("no credentials in \(outcome)") }
    return credentials
  }
}
