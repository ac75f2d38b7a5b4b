extension HerokuClient {
  /// Carries a change out: reads what it is about again, compares it with what was expected, sends, and says what came
  /// of it.
  ///
  /// An error says whether the change was not done, or may have been (``APIError/mayHaveBeenDone``).
  ///
  /// - Throws: ``APIError/conflict(current:fields:)`` where somebody else changed a field that an update sets,
  ///   ``APIError/changedSinceShown(current:)`` where anything changed about what is to be deleted or rotated,
  ///   ``APIError/notFound(requestID:)`` where the client or the app is gone.
  @concurrent
  public func perform(_ change: Change) async throws(APIError) -> ChangeOutcome {
    switch change {
    case .create(let draft): .created(try await create(draft))
    case .update(let changes, let shown): .updated(try await update(changes, expecting: shown))
    case .delete(let shown): .deleted(try await delete(expecting: shown))
    case .rotate(let shown): .rotated(try await rotate(expecting: shown))
    case .setConfigVars(let destination, let id, let secret):
      .configVarsSet(try await setConfigVars(of: destination, id: id, secret: secret))
    }
  }
}
