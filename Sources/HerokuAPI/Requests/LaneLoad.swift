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

  /// Whether every client has come.
  var isComplete: Bool { pagesUnderWay == 0 && lanes.allSatisfy { $0.missing == nil } }

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
  /// - Returns: the clients to hand over; nil where there are none because of such a page.
  mutating func take(_ page: LanePage, of lane: Int) throws(APIError) -> [OAuthClient]? {
    pagesUnderWay -= 1
    switch page {
    case .clients(let clients, let answer):
      let own = try lanes[lane].take(clients, of: answer)
      isGivenUp = isGivenUp || own == nil
      return own
    case .turnedAway(let failed):
      isGivenUp = true
      if failed.isRateLimit { rateLimit = failed }
      return nil
    }
  }
}
