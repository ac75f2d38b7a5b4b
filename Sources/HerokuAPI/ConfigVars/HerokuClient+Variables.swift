import FoundationEssentials

/// Setting config vars that are compared before: what a renewal of a secret and the move of a pair have in common.
extension HerokuClient {
  /// Reads the config vars of an app, and holds them against what is to be set there.
  func comparison<Comparison: DecodableWithConfiguration>(
    with expected: Comparison.DecodingConfiguration,
    in app: HerokuApp
  ) async throws(APIError) -> Comparison {
    let request = ClientRequest.configVars(of: app)
    return try AnswerReader(request).comparison(with: expected, in: try await exchange.answer(to: request))
  }

  /// Sets config vars of an app in one request; the app restarts.
  ///
  /// - Parameter look: finds out what came of it, where no answer tells: true where all are set, false where all are as they
  ///   were, nil where neither is so.
  func setVariables(
    _ values: [String: Secret],
    of app: HerokuApp,
    orLook look: () async throws(APIError) -> Bool?
  ) async throws(APIError) {
    let request = ClientRequest.setVariables(of: app, values)
    do throws(APIError) {
      try AnswerReader(request).checkConfigVars(in: try await exchange.answer(to: request))
    } catch {
      guard error.mayHaveBeenDone, let isSet = try? await look() else { throw error }
      guard isSet else { throw error.knownNotDone }
    }
  }
}
