extension HerokuClient {
  /// How many lanes there are at most.
  ///
  /// As many as async-http-client keeps connections to one host. More would save little: each page costs this side
  /// and the server work that does not become less, and the requests are the account's whole hour's, 4500 of them.
  public static let maximumLanes = 8

  /// Loads stretches of the list at once; what does not come that way, one after the other.
  ///
  /// - Parameter eachPage: is given one page at a time. A lane asks for its next page before, so at most one page a
  ///   lane waits for it.
  func load(
    _ stretches: [IDStretch],
    noting shortfall: inout ListShortfall,
    eachPage: @Sendable (ClientPage) async -> Void
  ) async throws(APIError) {
    let (load, atOnce) = try await loadAtOnce(stretches, noting: shortfall, eachPage: eachPage).get()
    shortfall = atOnce
    try await loadInTurn(load.missing, after: load.rateLimit, noting: &shortfall, eachPage: eachPage)
  }

  private func loadAtOnce(
    _ stretches: [IDStretch],
    noting earlier: ListShortfall,
    eachPage: @Sendable (ClientPage) async -> Void
  ) async -> Result<(LaneLoad, ListShortfall), APIError> {
    await withTaskGroup(of: LaneArrival.self) { group in
      var load = LaneLoad(stretches)
      var shortfall = earlier
      func ask(for lane: Int) {
        guard let range = load.nextRange(of: lane) else { return }
        group.addTask { await arrival(of: range, in: lane) }
      }
      for lane in 0..<load.laneCount { ask(for: lane) }
      while let arrived = await group.next() {
        do throws(APIError) {
          let rows = try load.take(try arrived.page.get(), of: arrived.lane)
          ask(for: arrived.lane)
          guard let rows else { continue }
          shortfall.add(rows)
          await eachPage(ClientPage(clients: rows.compactMap(\.client)))
        } catch {
          group.cancelAll()
          return .failure(error)
        }
      }
      return .success((load, shortfall))
    }
  }

  private func arrival(of range: String, in lane: Int) async -> LaneArrival {
    do throws(APIError) {
      return LaneArrival(lane: lane, page: .success(try await page(range, handsBackRateLimit: true)))
    } catch {
      return LaneArrival(lane: lane, page: .failure(error))
    }
  }

  /// One lane through what is missing, which only asks for what this server has offered itself: from an id on.
  private func loadInTurn(
    _ stretches: [IDStretch],
    after rateLimit: FailedAttempt?,
    noting shortfall: inout ListShortfall,
    eachPage: @Sendable (ClientPage) async -> Void
  ) async throws(APIError) {
    var earlier = rateLimit
    for stretch in stretches {
      var lane = Lane(withoutNamingTheEndOf: stretch)
      while let range = lane.nextRange {
        switch try await page(range, after: earlier) {
        case .turnedAway(let failed):
          throw failed.error
        case .rows(let rows, let answer):
          guard let own = try lane.take(rows, of: answer) else {
            throw AnswerReader(.clients(range: range)).unreadable(
              answer,
              "it is not of the range that was asked for"
            )
          }
          shortfall.add(own)
          await eachPage(ClientPage(clients: own.compactMap(\.client)))
        }
        earlier = nil
      }
      // The stretches behind this one begin where it would have ended.
      shortfall.isCutOff = shortfall.isCutOff || lane.isCutOff
    }
  }

  /// Asks for a page of a lane, and decodes it.
  @concurrent
  private func page(
    _ range: String,
    after earlier: FailedAttempt? = nil,
    handsBackRateLimit: Bool = false
  ) async throws(APIError) -> LanePage {
    let request = ClientRequest.clients(range: range)
    switch try await exchange.outcome(of: request, after: earlier, handsBackRateLimit: handsBackRateLimit) {
    case .success(let answer):
      return .rows(try AnswerReader(request).rows(in: answer), answer)
    case .failure(let failed) where failed.isRateLimit || failed.isRefusedRange:
      return .turnedAway(failed)
    case .failure(let failed):
      throw failed.error
    }
  }
}

/// What came for a lane.
private struct LaneArrival: Sendable {
  var lane: Int
  var page: Result<LanePage, APIError>
}
