/// What a list request is answered with.
struct Page: Sendable {
  /// The range that was asked for.
  let range: ListRange
  var clients: [Client]
  /// Whether the range holds more clients than the page.
  var isPartial: Bool

  /// What came: from the first client of the page to the last.
  var contentRange: ListRange {
    func bound(_ client: Client?) -> ListRange.Bound? {
      client.map { ListRange.Bound(key: $0.position(by: range.attribute).key, isExclusive: false) }
    }
    let ends =
      range.order == .ascending ? (clients.first, clients.last) : (clients.last, clients.first)
    var content = range
    content.start = bound(ends.0)
    content.end = bound(ends.1)
    return content
  }

  /// The range that begins after this page, if there is more.
  ///
  /// It names the last client that was seen, not a number of clients: those that are created or deleted
  /// meanwhile make no other client appear twice or not at all.
  var nextRange: ListRange? {
    guard isPartial else { return nil }
    // Only a fault has nothing on a page that is not the last.
    guard let last = clients.last else { return range }
    let position = last.position(by: range.attribute)
    // An id needs no second id behind it to be unique.
    let id = range.attribute == .id ? nil : position.id
    let cursor = ListRange.Bound(key: position.key, id: id, isExclusive: true)
    var next = range
    switch range.order {
    case .ascending: next.start = cursor
    case .descending: next.end = cursor
    }
    return next
  }
}
