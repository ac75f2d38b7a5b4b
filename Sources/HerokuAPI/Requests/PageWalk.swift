import HTTPTypes

/// The way through the pages of a list, from one range to the next.
///
/// A walk covers the whole list or a stretch of it; several walks over stretches that meet cover it together.
struct PageWalk: Hashable, Sendable {
  /// The range to ask for now; nil at the end.
  private(set) var nextRange: String?
  private var usedRanges: Set<String> = []

  /// Whether nothing has come yet.
  var isAtStart: Bool { usedRanges.isEmpty }

  /// Begins at a range; by default at the first of all ids.
  ///
  /// By id, because paging by an attribute that is not unique stops early (heroku.jar#79), and never with an
  /// exclusive empty start, which has answered 500 (node-heroku-client#58).
  init(from range: String = "id ..; max=1000") {
    nextRange = range
  }

  /// Goes on to what an answer names as next, verbatim, or to the end.
  mutating func advance(past answer: HTTPAnswer) throws(APIError) {
    if let nextRange { usedRanges.insert(nextRange) }
    nextRange = answer.status == 206 ? answer.head.headerFields[.nextRange] : nil
    if let nextRange, usedRanges.contains(nextRange) {
      throw .unreadable(
        UnreadableAnswer(
          status: answer.status,
          problem: "its pages lead in a circle",
          mayHaveBeenDone: false,
          requestID: answer.requestID
        )
      )
    }
  }
}
