extension HerokuClient {
  /// Reads a client again, lets `decide` compare it, and sends what it decides.
  ///
  /// The comparison is what counts. `If-Match` narrows the moment between reading and writing on servers that know
  /// it: where one says 412 although the client is as it was read, it does not, and the change is sent without.
  func write<Outcome>(
    to id: ClientID,
    decide: (OAuthClient) throws(APIError) -> WriteDecision<Outcome>
  ) async throws(APIError) -> Outcome {
    var reading = try await reading(of: id)
    var ifMatch = reading.strongETag
    var remainingComparisons = Self.maximumComparisons
    while true {
      let request: ClientRequest
      let read: (HTTPAnswer) throws(APIError) -> Outcome
      switch try decide(reading.client) {
      case .nothing(let outcome): return outcome
      case .send(let wanted, let reader): (request, read) = (wanted, reader)
      }
      do throws(APIError) {
        return try read(try await exchange.answer(to: request, ifMatch: ifMatch))
      } catch {
        remainingComparisons -= 1
        guard ifMatch != nil, error.isPreconditionFailed, remainingComparisons > 0 else { throw error }
      }
      let before = reading.client
      reading = try await self.reading(of: id)
      ifMatch = reading.client.isAsShown(before) ? nil : reading.strongETag
    }
  }

  /// How often a client that somebody else keeps changing is compared before the server's 412 is the last word.
  private static let maximumComparisons = 4
}

extension APIError {
  /// Whether `If-Match` did not hold.
  fileprivate var isPreconditionFailed: Bool {
    guard case .refused(let refusal) = self else { return false }
    return refusal.status == 412
  }
}
