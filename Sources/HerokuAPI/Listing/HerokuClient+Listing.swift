extension HerokuClient {
  /// Loads every client: the first page, and of a large account the rest in several lanes at once.
  ///
  /// A client that is there all the time comes, or the outcome says what is lacking; one that is created or deleted meanwhile may be missing, and one may
  /// come twice: merge by id. With one lane the pages come in the order of the ids; with several, only those of each
  /// lane do.
  ///
  /// - Parameters:
  ///   - known: what the caller has already; if the list is still that, no page comes.
  ///   - lanes: how many lanes there may be; how many there are follows from the first page. With 1 a page is asked for
  ///     when the one before has been taken.
  ///   - eachPage: is given each page as it arrives, one at a time.
  @concurrent
  @discardableResult
  public func listClients(
    unless known: ListVersion? = nil,
    lanes: Int = Self.maximumLanes,
    eachPage: @Sendable (ClientPage) async -> Void
  ) async throws(APIError) -> ListOutcome {
    var walk = PageWalk()
    var version: ListVersion?
    var shortfall = ListShortfall()
    var seen: Set<ClientID> = []
    var hadRows = false
    while let range = walk.nextRange {
      let isFirst = walk.isAtStart
      // What could not be read on a page is counted once, however often that is asked for.
      let isCounted = walk.isAskingAgain && hadRows
      let request = ClientRequest.clients(range: range, unlessTagged: isFirst ? known?.tag : nil)
      let answer = try await exchange.answer(to: request)
      guard answer.status != 304 else { return .unchanged }
      let rows = try AnswerReader(request).rows(in: answer)
      let clients = rows.compactMap(\.client)
      if isFirst { version = ListVersion(of: answer) }
      let before = seen.count
      seen.formUnion(clients.lazy.map(\.id))
      try walk.advance(past: answer, hasNews: seen.count > before)
      if !isCounted { shortfall.add(rows) }
      hadRows = !rows.isEmpty
      await eachPage(ClientPage(clients: clients, isLast: walk.nextRange == nil))
      guard isFirst else { continue }
      let split = LaneSplit(after: clients.map(\.id), nextRange: walk.nextRange, maximumLanes: lanes)
      if !split.stretches.isEmpty {
        try await load(split.stretches, noting: &shortfall, eachPage: eachPage)
        return .loaded(nil, lacking: shortfall)
      }
    }
    shortfall.isCutOff = walk.isCutOff
    return .loaded(shortfall.isNothing ? version : nil, lacking: shortfall)
  }
}
