extension HerokuClient {
  /// Loads every client, page by page in the order of the ids.
  ///
  /// Clients that are created or deleted meanwhile may be missing, and one may come twice: merge by id.
  ///
  /// - Parameter eachPage: is given each page as it arrives; the next one is asked for when it returns.
  @concurrent
  public func listClients(
    eachPage: @Sendable (ClientPage) async -> Void
  ) async throws(APIError) {
    var walk = PageWalk()
    while let range = walk.nextRange {
      let answer = try await exchange.answer(to: .clients(range: range))
      let clients = try AnswerReader(.clients(range: range)).clients(in: answer)
      try walk.advance(past: answer)
      await eachPage(ClientPage(clients: clients, isLast: walk.nextRange == nil))
    }
  }
}
