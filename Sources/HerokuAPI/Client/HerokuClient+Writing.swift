extension HerokuClient {
  /// Creates a client.
  ///
  /// Never sent twice: what became of a creation without an answer is unknown.
  @concurrent
  public func create(_ draft: ClientDraft) async throws(APIError) -> ClientCredentials {
    let request = ClientRequest.create(draft)
    return try AnswerReader(request).credentials(in: try await exchange.answer(to: request))
  }

  /// Sets fields of a client, after reading it again and comparing it with what was shown.
  ///
  /// A field that already has the wanted value is not sent; with none left, nothing is. Fields that somebody else
  /// changed, and that are not in `changes`, stay as they are and are reported.
  ///
  /// - Throws: ``APIError/conflict(current:fields:)`` where somebody else changed a field of `changes`.
  @concurrent
  public func update(
    _ changes: ClientChanges,
    expecting shown: OAuthClient
  ) async throws(APIError) -> UpdatedClient {
    try await write(to: shown.id) { current throws(APIError) in
      let comparison = try UpdateComparison(of: changes, shown: shown, current: current)
      guard !comparison.remaining.isEmpty else {
        return .nothing(
          UpdatedClient(client: current, mergedFields: comparison.mergedFields, wasSent: false)
        )
      }
      let request = ClientRequest.update(shown.id, comparison.remaining)
      return .send(request) { answer throws(APIError) in
        UpdatedClient(
          client: try AnswerReader(request).client(in: answer),
          mergedFields: comparison.mergedFields
        )
      }
    }
  }

  /// Deletes a client, after reading it again: only as it was shown.
  ///
  /// - Throws: ``APIError/changedSinceShown(current:)`` where anything about it has changed,
  ///   ``APIError/notFound(requestID:)`` where it is gone.
  @concurrent
  public func delete(expecting shown: OAuthClient) async throws(APIError) -> OAuthClient {
    let request = ClientRequest.delete(shown.id)
    return try await write(to: shown.id) { current throws(APIError) in
      guard current.isAsShown(shown) else { throw .changedSinceShown(current: current) }
      return .send(request) { answer throws(APIError) in try AnswerReader(request).client(in: answer) }
    }
  }

  /// Gives a client a new secret, after reading it again: only as it was shown.
  ///
  /// The old secret stops working at once.
  ///
  /// - Throws: as ``delete(expecting:)``.
  @concurrent
  public func rotate(expecting shown: OAuthClient) async throws(APIError) -> ClientCredentials {
    let request = ClientRequest.rotate(shown.id)
    return try await write(to: shown.id) { current throws(APIError) in
      guard current.isAsShown(shown) else { throw .changedSinceShown(current: current) }
      return .send(request) { answer throws(APIError) in try AnswerReader(request).credentials(in: answer) }
    }
  }
}
