extension HerokuClient {
  /// Carries a change out: reads what it is about again, compares it with what was expected, sends, and says what came
  /// of it.
  ///
  /// An error says whether the change was not done, or may have been (``APIError/mayHaveBeenDone``).
  ///
  /// - Throws: ``APIError/conflict(current:fields:)`` where somebody else changed a field that an update sets,
  ///   ``APIError/changedSinceShown(current:)`` where anything changed about what is to be deleted or rotated,
  ///   ``APIError/notFound(requestID:)`` where the client or the app is gone.
  ///
  /// Whoever keeps a history (``recorded(by:)``) is told before it leaves, and of what came of it.
  ///
  /// - Parameter batch: which run of many changes it belongs to, for the history; nil where it is made by itself.
  @concurrent
  public func perform(_ change: Change, batch: Int? = nil) async throws(APIError) -> ChangeOutcome {
    guard let recorder = exchange.recorder else { return try await carryOut(change) }
    let notes = ChangeNotes(change, batch: batch, recorder)
    var client = self
    client.exchange.notes = notes
    // Who it is can be found out while the client is read again.
    await exchange.authorizer.prepareAccount { await exchange.account(of: $0) }
    let result: Result<ChangeOutcome, APIError>
    do throws(APIError) {
      result = .success(try await client.carryOut(change))
    } catch {
      result = .failure(error)
    }
    await notes.end(result)
    return try result.get()
  }

  private func carryOut(_ change: Change) async throws(APIError) -> ChangeOutcome {
    switch change {
    case .create(let draft): .created(try await create(draft))
    case .update(let changes, let shown): .updated(try await update(changes, expecting: shown))
    case .delete(let shown): .deleted(try await delete(expecting: shown))
    case .rotate(let shown): .rotated(try await rotate(expecting: shown))
    case .setConfigVars(let destination, let id, let secret):
      .configVarsSet(try await setConfigVars(of: destination, id: id, secret: secret))
    case .renewSecret(let renewal): .secretRenewed(try await renewSecret(renewal))
    case .movePair(let move): .secretRenewed(try await movePair(move))
    }
  }

  /// Creates a client.
  ///
  /// Never sent twice: what became of a creation without an answer is unknown.
  @concurrent
  private func create(_ draft: ClientDraft) async throws(APIError) -> ClientCredentials {
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
  private func update(
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
  private func delete(expecting shown: OAuthClient) async throws(APIError) -> OAuthClient {
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
  private func rotate(expecting shown: OAuthClient) async throws(APIError) -> ClientCredentials {
    let request = ClientRequest.rotate(shown.id)
    return try await write(to: shown.id) { current throws(APIError) in
      guard current.isAsShown(shown) else { throw .changedSinceShown(current: current) }
      return .send(request) { answer throws(APIError) in try AnswerReader(request).credentials(in: answer) }
    }
  }

  /// Writes a client's id and secret into two config vars of an app, which restarts.
  ///
  /// Sent again only if it never left, as every change: by the time of a repetition somebody else may have rotated the
  /// secret, and written the newer one.
  @concurrent
  private func setConfigVars(
    of destination: ConfigVarsDestination,
    id: ClientID,
    secret: Secret
  ) async throws(APIError) -> ConfigVarsDestination {
    let request = ClientRequest.setConfigVars(destination, id: id, secret: secret)
    try AnswerReader(request).checkConfigVars(in: try await exchange.answer(to: request))
    return destination
  }
}
