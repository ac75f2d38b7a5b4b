extension HerokuClient {
  /// Makes sure that an app is there and that this account may see it, without reading anything of it.
  ///
  /// To be asked before a secret is made for it.
  ///
  /// - Throws: ``APIError/notFound(requestID:)`` where there is no such app.
  @concurrent
  public func findApp(of destination: ConfigVarsDestination) async throws(APIError) {
    _ = try await exchange.answer(to: .app(destination.app))
  }

  /// Writes a client's id and secret into two config vars of an app, which restarts.
  ///
  /// Sent again only if it never left, as every change: by the time of a repetition somebody else may have rotated the
  /// secret, and written the newer one.
  ///
  /// - Throws: ``APIError/notFound(requestID:)`` where there is no such app.
  @concurrent
  @discardableResult
  public func setConfigVars(
    of destination: ConfigVarsDestination,
    id: ClientID,
    secret: Secret
  ) async throws(APIError) -> ConfigVarsDestination {
    let request = ClientRequest.setConfigVars(destination, id: id, secret: secret)
    try AnswerReader(request).checkConfigVars(in: try await exchange.answer(to: request))
    return destination
  }
}
