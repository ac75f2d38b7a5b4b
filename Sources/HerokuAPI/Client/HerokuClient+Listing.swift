extension HerokuClient {
  /// Loads every client: the first page, and of a large account the rest in several lanes at once.
  ///
  /// A client that is there all the time comes; one that is created or deleted meanwhile may be missing, and one may
  /// come twice: merge by id. With one lane the pages come in the order of the ids; with several, only those of each
  /// lane do.
  ///
  /// - Parameters:
  ///   - version: what the caller has already; if the list is still that, no page comes.
  ///   - lanes: how many lanes there may be; how many there are follows from the first page. With 1 a page is asked for
  ///     when the one before has been taken.
  ///   - eachPage: is given each page as it arrives, one at a time.
  @concurrent
  @discardableResult
  public func listClients(
    unless version: ListVersion? = nil,
    lanes: Int = Self.maximumLanes,
    eachPage: @Sendable (ClientPage) async -> Void
  ) async throws(APIError) -> ListOutcome {
    var walk = PageWalk()
    var outcome = ListOutcome.loaded(nil)
    while let range = walk.nextRange {
      let isFirst = walk.isAtStart
      let request = ClientRequest.clients(range: range, unlessTagged: isFirst ? version?.tag : nil)
      let answer = try await exchange.answer(to: request)
      guard answer.status != 304 else { return .unchanged }
      let clients = try AnswerReader(request).clients(in: answer)
      if isFirst { outcome = .loaded(ListVersion(of: answer)) }
      try walk.advance(past: answer)
      await eachPage(ClientPage(clients: clients, isLast: walk.nextRange == nil))
      guard isFirst else { continue }
      let split = LaneSplit(after: clients.map(\.id), nextRange: walk.nextRange, maximumLanes: lanes)
      if !split.stretches.isEmpty {
        try await load(split.stretches, eachPage: eachPage)
        return outcome
      }
    }
    return outcome
  }
}
