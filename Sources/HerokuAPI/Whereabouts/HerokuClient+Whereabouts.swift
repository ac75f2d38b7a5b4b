extension HerokuClient {
  /// Lists the apps that the account can see: a request for each thousand, and one for each team.
  ///
  /// A team may have apps that the account has not joined, which stand in the team's list alone. A team whose list is refused
  /// is noted.
  @concurrent
  public func listApps() async throws(APIError) -> AppList {
    var list = AppList()
    try await add(to: &list, from: PageWalk()) { .apps(range: $0) }
    for team in Set(list.apps.compactMap(\.team)).sorted() {
      do throws(APIError) {
        try await add(to: &list, from: PageWalk(from: "")) { .teamApps(team, range: $0) }
      } catch {
        guard error.isOfOneApp else { throw error }
        list.unlistedTeams.append(team)
      }
    }
    list.apps.sort { ($0.name, $0.id) < ($1.name, $1.id) }
    return list
  }

  /// Adds apps of a list, each once.
  private func add(
    to list: inout AppList,
    from start: PageWalk,
    _ request: (String) -> ClientRequest
  ) async throws(APIError) {
    var seen = Set(list.apps.map(\.id))
    var walk = start
    while let range = walk.nextRange {
      let request = request(range)
      list.requestCount += 1
      let answer = try await exchange.answer(to: request)
      let before = seen.count
      for app in try AnswerReader(request).apps(in: answer) {
        guard let app else {
          list.unreadableApps += 1
          continue
        }
        if seen.insert(app.id).inserted { list.apps.append(app) }
      }
      try walk.advance(past: answer, hasNews: seen.count > before)
    }
    if walk.isCutOff { list.isCutOff = true }
  }

  /// Lists every client with its secret: a request for each thousand, which is cheaper than one for each client.
  ///
  /// For ``SoughtClients`` alone; a list that is kept or shown is loaded without secrets.
  ///
  /// - Parameter wanted: the clients that are meant; nil for all. Where these alone are, it ends as soon as it takes no more
  ///   requests to read those one by one that are left.
  @concurrent
  public func listCredentials(of wanted: Set<ClientID>? = nil) async throws(APIError) -> (
    credentials: [ClientCredentials], lacking: ListShortfall
  ) {
    var credentials: [ClientCredentials] = []
    var seen: Set<ClientID> = []
    var shortfall = ListShortfall()
    var walk = PageWalk()
    var pages = 0
    while let range = walk.nextRange {
      if let wanted, pages > 0, wanted.subtracting(seen).count <= pages { break }
      pages += 1
      let request = ClientRequest.clients(range: range)
      let answer = try await exchange.answer(to: request)
      let rows = try AnswerReader(request).credentialRows(in: answer)
      let before = seen.count
      let readable = rows.compactMap { try? $0.get() }.filter { seen.insert($0.client.id).inserted }
      credentials += readable.filter { wanted?.contains($0.client.id) ?? true }
      shortfall.add(
        rows.map { row in
          switch row {
          case .success(let credentials): .client(credentials.client)
          case .failure(let error): .unreadable(error.problem)
          }
        }
      )
      try walk.advance(past: answer, hasNews: seen.count > before)
    }
    shortfall.isCutOff = walk.isCutOff
    return (credentials, shortfall)
  }

  /// Looks for clients in the config vars of apps: a request an app, several at once.
  ///
  /// An app that is refused, gone, or does not answer is listed as not seen. What would end all of them (no valid token, a
  /// second factor that nobody gives, no way to the server) ends the search.
  ///
  /// - Parameters:
  ///   - apps: where to look.
  ///   - width: how many requests may be under way at once.
  ///   - reserve: how many requests of the account's limit are left to others.
  ///   - progress: is told how many apps are done.
  @concurrent
  public func whereabouts(
    of sought: SoughtClients,
    in apps: [HerokuApp],
    width: Int = Self.maximumLanes,
    reserve: Int = BulkRun.standardReserve,
    progress: @Sendable (Int) -> Void = { _ in }
  ) async throws(APIError) -> Whereabouts {
    let budget = RequestBudget(remaining: try? await remainingRequests(), reserve: reserve)
    var search = WhereaboutsSearch(apps, width: width, budget: budget)
    await withTaskGroup(of: WhereaboutsSearch.Answer.self) { group in
      while search.error == nil {
        for step in search.steps() {
          group.addTask { await answer(to: step, sought) }
        }
        guard let answer = await group.next() else { break }
        search.take(answer)
        progress(search.doneCount)
      }
      group.cancelAll()
    }
    return try search.result()
  }

  /// Looks for clients in the config vars of one app.
  ///
  /// - Throws: ``APIError/notFound(requestID:)`` where there is no such app.
  @concurrent
  public func sightings(
    of sought: SoughtClients,
    in app: HerokuApp
  ) async throws(APIError) -> [Sighting] {
    let request = ClientRequest.configVars(of: app)
    return try AnswerReader(request).sightings(
      of: sought,
      of: app,
      in: try await exchange.answer(to: request)
    )
  }

  @concurrent
  private func answer(to step: WhereaboutsSearch.Step, _ sought: SoughtClients) async
    -> WhereaboutsSearch.Answer
  {
    switch step {
    case .read(let app):
      do throws(APIError) {
        let request = ClientRequest.configVars(of: app)
        switch try await exchange.outcome(of: request, handsBackRateLimit: true) {
        case .success(let answer):
          let found = try AnswerReader(request).sightings(of: sought, of: app, in: answer)
          return .read(app, found, remaining: answer.remainingRequests)
        case .failure(let failed) where failed.isRateLimit:
          return .exhausted(app, wait: failed.failure.retryAfter)
        case .failure(let failed):
          throw failed.error
        }
      } catch {
        return .failed(app, error)
      }
    case .askRemainingRequests(let delay):
      do throws(APIError) {
        if delay > .zero { try await exchange.pacing.wait(delay) }
        return .remaining(.success(try await remainingRequests()))
      } catch {
        return .remaining(.failure(error))
      }
    }
  }
}
