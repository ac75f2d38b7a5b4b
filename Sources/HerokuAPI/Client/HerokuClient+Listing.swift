extension HerokuClient {
  /// Loads every client, page by page in the order of the ids.
  ///
  /// Clients that are created or deleted meanwhile may be missing, and one may come twice: merge by id.
  ///
  /// - Parameters:
  ///   - version: what the caller has already; if the list is still that, no page comes.
  ///   - eachPage: is given each page as it arrives; the next one is asked for when it returns.
  @concurrent
  @discardableResult
  public func listClients(
    unless version: ListVersion? = nil,
    eachPage: @Sendable (ClientPage) async -> Void
  ) async throws(APIError) -> ListOutcome {
    var walk = PageWalk()
    var outcome = ListOutcome.loaded(nil)
    while let range = walk.nextRange {
      let request = ClientRequest.clients(range: range, unlessTagged: walk.isAtStart ? version?.tag : nil)
      let answer = try await exchange.answer(to: request)
      guard answer.status != 304 else { return .unchanged }
      let clients = try AnswerReader(request).clients(in: answer)
      if walk.isAtStart { outcome = .loaded(ListVersion(of: answer)) }
      try walk.advance(past: answer)
      await eachPage(ClientPage(clients: clients, isLast: walk.nextRange == nil))
    }
    return outcome
  }
}
