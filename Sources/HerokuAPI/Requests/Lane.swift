/// The way through one stretch of the list, page by page, and how far it has come.
struct Lane: Hashable, Sendable {
  /// What of the stretch has not come yet; nil at the end.
  private(set) var missing: IDStretch?
  private var walk: PageWalk

  /// The range to ask for now; nil at the end.
  var nextRange: String? { missing == nil ? nil : walk.nextRange }

  /// A lane that asks for its stretch and nothing beyond.
  init(_ stretch: IDStretch) {
    missing = stretch
    walk = PageWalk(from: stretch.range)
  }

  /// A lane that only names where its stretch begins, for servers that do not know an end, and stops at the end by
  /// itself.
  init(withoutNamingTheEndOf stretch: IDStretch) {
    missing = stretch
    walk = PageWalk(from: stretch.withoutEnd.range)
  }

  /// Takes a page in, and goes on to the next.
  ///
  /// Clients beyond the stretch are another lane's. If there is one, the server has not kept to the end, but all up to
  /// the end has come.
  ///
  /// - Returns: the page's clients that belong to the stretch; nil where the page is not of the range that was asked
  ///   for, and then nothing has been taken in.
  mutating func take(_ clients: [OAuthClient], of answer: HTTPAnswer) throws(APIError) -> [OAuthClient]? {
    guard let stretch = missing, ([stretch.lowerBound] + clients.map(\.id)).isAscending else { return nil }
    let own = clients.prefix { client in stretch.upperBound.map { client.id <= $0 } ?? true }
    try walk.advance(past: answer)
    if own.count < clients.count || walk.nextRange == nil || own.last?.id == stretch.upperBound {
      missing = nil
    } else if let last = own.last {
      missing?.lowerBound = last.id
    }
    return Array(own)
  }
}
