/// What to do with a client after it was read again.
enum WriteDecision<Outcome> {
  /// The client is as wanted already.
  case nothing(Outcome)
  /// Send a change, and read its answer in this way.
  case send(ClientRequest, reading: (HTTPAnswer) throws(APIError) -> Outcome)
}

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
    for _ in 1..<Self.maximumComparisons {
      guard case .send(let request, let read) = try decide(reading.client) else { break }
      do throws(APIError) {
        return try read(try await exchange.answer(to: request, ifMatch: ifMatch))
      } catch {
        guard ifMatch != nil, case .refused(let refusal) = error, refusal.status == 412 else { throw error }
      }
      let again = try await self.reading(of: id)
      ifMatch = again.client.isAsShown(reading.client) ? nil : again.strongETag
      reading = again
    }
    switch try decide(reading.client) {
    case .nothing(let outcome): return outcome
    case .send(let request, let read):
      return try read(try await exchange.answer(to: request, ifMatch: ifMatch))
    }
  }

  /// How often a client that somebody else keeps changing is compared again before the last word is the server's.
  private static var maximumComparisons: Int { 4 }
}
