/// Several lanes under way at once: which page to ask for next, and what is left for one lane if they do not work out.
struct LaneLoad: Hashable, Sendable {
  private var lanes: [Lane]
  private var pagesUnderWay = 0
  private var isGivenUp = false
  /// The 429 that ended the lanes, if one did.
  private(set) var rateLimit: FailedAttempt?

  init(_ stretches: [IDStretch]) {
    lanes = stretches.map { Lane($0) }
  }

  /// How many lanes there are.
  var laneCount: Int { lanes.count }

  /// What has not come, in the order of the ids, as few stretches as there can be.
  var missing: [IDStretch] { IDStretch.joined(lanes.compactMap(\.missing)) }

  /// The range that a lane asks for now, which counts as asked for; nil where it asks for nothing more.
  mutating func nextRange(of lane: Int) -> String? {
    guard !isGivenUp, let range = lanes[lane].nextRange else { return nil }
    pagesUnderWay += 1
    return range
  }

  /// Takes in what came for a lane.
  ///
  /// A page that the lanes cannot be loaded with ends all of them once what is under way has come: a server that does
  /// not keep to one range does not keep to the others, and a rate limit holds for all.
  ///
  /// - Returns: the rows to hand over; nil where there are none because of such a page.
  mutating func take(_ page: LanePage, of lane: Int) throws(APIError) -> ArraySlice<ClientRow>? {
    pagesUnderWay -= 1
    switch page {
    case .rows(let rows, let answer):
      let own = try lanes[lane].take(rows, of: answer)
      isGivenUp = isGivenUp || own == nil || lanes[lane].isCutOff
      return own
    case .turnedAway(let failed):
      isGivenUp = true
      if failed.isRateLimit { rateLimit = failed }
      return nil
    }
  }
}

/// What comes of a request for a page of a lane.
enum LanePage: Sendable {
  /// What stands on it, and the answer that it came in.
  case rows([ClientRow], HTTPAnswer)
  /// A 416 or a 429: lanes are not for this server, or not now.
  case turnedAway(FailedAttempt)
}
