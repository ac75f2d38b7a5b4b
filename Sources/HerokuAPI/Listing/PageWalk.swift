import HTTPTypes

/// The way through the pages of a list, from one range to the next.
///
/// A walk covers the whole list or a stretch of it; several walks over stretches that meet cover it together.
struct PageWalk: Hashable, Sendable {
  /// The range to ask for now; nil at the end.
  private(set) var nextRange: String?
  /// Whether it ended at an answer that said that more follows, and not where; or went on and on to pages with nothing new.
  private(set) var isCutOff = false
  /// Whether ``nextRange`` is what was asked for just before: what came then led back to what has come.
  private(set) var isAskingAgain = false
  private var usedRanges: Set<String> = []
  private var rangesAskedAgain: Set<String> = []
  private var hasNews: Bool
  private var pagesWithoutNews = 0

  /// More than an account's rate limit lets through in two hours: ten million clients, if they are full.
  private static let mostPages = 10_000

  /// How many pages in a row may bring nothing new: as many as clients may be deleted just before they are asked for.
  private static let mostPagesWithoutNews = 10

  /// Whether nothing has come yet.
  var isAtStart: Bool { usedRanges.isEmpty }

  /// Begins at a range; by default at the first of all ids.
  ///
  /// By id, because paging by an attribute that is not unique stops early (heroku.jar#79), and never with an
  /// exclusive empty start, which has answered 500 (node-heroku-client#58).
  ///
  /// - Parameter hasNews: whether something of the list has come already.
  init(from range: String = IDStretch.range(), hasNews: Bool = false) {
    nextRange = range
    self.hasNews = hasNews
  }

  /// Goes on to what an answer names as next, verbatim, or to the end.
  ///
  /// An answer that leads back to where the walk has been is asked for again, once. Where the same comes again, the walk
  /// ends as one that is cut off: what was read is worth more than nothing. Where nothing was read, that is an error.
  ///
  /// - Parameter hasNews: whether a client was on the page that has not come before.
  mutating func advance(past answer: HTTPAnswer, hasNews: Bool) throws(APIError) {
    let range = nextRange
    if let range { usedRanges.insert(range) }
    isAskingAgain = false
    self.hasNews = self.hasNews || hasNews
    nextRange = answer.status == 206 ? answer.head.headerFields[.nextRange] : nil
    // A field without a value leads nowhere.
    if nextRange?.allSatisfy(\.isWhitespace) == true { nextRange = nil }
    pagesWithoutNews = hasNews ? 0 : pagesWithoutNews + 1
    if pagesWithoutNews == Self.mostPagesWithoutNews { nextRange = nil }
    isCutOff = answer.status == 206 && nextRange == nil
    guard let next = nextRange else { return }
    if usedRanges.contains(next) {
      if let range, rangesAskedAgain.insert(range).inserted {
        (nextRange, isAskingAgain) = (range, true)
      } else if self.hasNews {
        (nextRange, isCutOff) = (nil, true)
      } else {
        throw Self.unreadable(answer, "its pages lead in a circle")
      }
    } else if usedRanges.count == Self.mostPages {
      throw Self.unreadable(answer, "its pages have no end")
    }
  }

  /// Asks for another range in the place of the next.
  mutating func turn(to range: String) {
    nextRange = range
  }

  private static func unreadable(_ answer: HTTPAnswer, _ problem: String) -> APIError {
    .unreadable(
      UnreadableAnswer(
        status: answer.status,
        problem: problem,
        mayHaveBeenDone: false,
        requestID: answer.requestID
      )
    )
  }
}

/// The way through one stretch of the list, page by page, and how far it has come.
struct Lane: Hashable, Sendable {
  /// What of the stretch has not come yet; nil at the end.
  private(set) var missing: IDStretch?
  private var walk: PageWalk
  /// Whether the server is told where the stretch ends.
  private let namesEnd: Bool

  /// The range to ask for now; nil at the end.
  var nextRange: String? { missing == nil ? nil : walk.nextRange }

  /// A lane that asks for its stretch and nothing beyond.
  init(_ stretch: IDStretch) {
    missing = stretch
    walk = PageWalk(from: stretch.range, hasNews: true)
    namesEnd = true
  }

  /// A lane that only names where its stretch begins, for servers that do not know an end, and stops at the end by
  /// itself.
  init(withoutNamingTheEndOf stretch: IDStretch) {
    missing = stretch
    walk = PageWalk(from: stretch.withoutEnd.range, hasNews: true)
    namesEnd = false
  }

  /// Whether the server said that more of the stretch follows, and not where.
  var isCutOff: Bool { missing != nil && walk.isCutOff }

  /// Takes a page in, and goes on to the next.
  ///
  /// Clients beyond the stretch are another lane's. If there is one, the server has not kept to the end, but all up to
  /// the end has come.
  ///
  /// - Returns: the rows of the page that belong to the stretch; nil where the page is not of the range that was asked
  ///   for, and then nothing has been taken in.
  mutating func take(_ rows: [ClientRow], of answer: HTTPAnswer) throws(APIError) -> ArraySlice<ClientRow>? {
    guard let stretch = missing, ([stretch.lowerBound] + rows.compactMap(\.client?.id)).isAscending else {
      return nil
    }
    let own = rows.prefix { row in
      guard let id = row.client?.id, let last = stretch.upperBound else { return true }
      return id <= last
    }
    let last = own.last { $0.client != nil }?.client?.id
    try walk.advance(past: answer, hasNews: last != nil)
    if own.count < rows.count || (last != nil && last == stretch.upperBound) {
      missing = nil
    } else if walk.nextRange == nil && !walk.isCutOff {
      missing = nil
    } else if let last {
      missing?.lowerBound = last
    }
    // From behind what has come: all of the page itself would be none of what is missing.
    if walk.isAskingAgain, let missing { walk.turn(to: namesEnd ? missing.range : missing.withoutEnd.range) }
    return own
  }
}
