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

/// What to do with a client after it was read again.
enum WriteDecision<Outcome> {
  /// The client is as wanted already.
  case nothing(Outcome)
  /// Send a change, and read its answer in this way.
  case send(ClientRequest, reading: (HTTPAnswer) throws(APIError) -> Outcome)
}

extension APIError {
  /// Whether `If-Match` did not hold.
  fileprivate var isPreconditionFailed: Bool {
    guard case .refused(let refusal) = self else { return false }
    return refusal.status == 412
  }
}

/// What is left of an update once the client was read again.
struct UpdateComparison: Hashable, Sendable {
  /// The fields that still have to be sent.
  var remaining = ClientChanges()
  /// The fields that somebody else changed and that this update leaves alone.
  var mergedFields: [ClientField] = []

  /// Compares, field by field, what was shown, what is there and what is wanted.
  ///
  /// - Throws: ``APIError/conflict(current:fields:)`` where somebody else changed a field to another value than
  ///   the wanted one.
  init(of changes: ClientChanges, shown: OAuthClient, current: OAuthClient) throws(APIError) {
    var conflicts: [ClientField] = []
    for field in ClientField.allCases {
      let isUntouched = current[field].isVerbatim(shown[field])
      if let wanted = changes[field] {
        if current[field].isVerbatim(wanted) { continue }
        if isUntouched { remaining[field] = wanted } else { conflicts.append(field) }
      } else if !isUntouched {
        mergedFields.append(field)
      }
    }
    guard conflicts.isEmpty else { throw .conflict(current: current, fields: conflicts) }
  }
}

extension OAuthClient {
  /// Whether nothing about the client has changed: neither what people can set nor when it was last changed.
  func isAsShown(_ shown: OAuthClient) -> Bool {
    ClientField.allCases.allSatisfy { self[$0].isVerbatim(shown[$0]) } && updatedAt == shown.updatedAt
  }
}

extension String {
  /// Whether two texts are the same bytes.
  ///
  /// `==` takes texts for equal that differ in their composition, but the API compares redirect URIs byte by byte.
  func isVerbatim(_ other: String) -> Bool {
    utf8.elementsEqual(other.utf8)
  }
}
