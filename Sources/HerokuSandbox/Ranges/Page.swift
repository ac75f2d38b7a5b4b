/// What a list request is answered with.
struct Page<Element: Listed>: Sendable {
  /// The range that was asked for.
  let range: ListRange
  var elements: [Element]
  /// Whether the range holds more than the page.
  var isPartial: Bool

  /// What came: from the first of the page to the last.
  var contentRange: ListRange {
    func bound(_ element: Element?) -> ListRange.Bound? {
      element.map { ListRange.Bound(key: $0.position(by: range.attribute).key, isExclusive: false) }
    }
    let ends =
      range.order == .ascending ? (elements.first, elements.last) : (elements.last, elements.first)
    var content = range
    content.start = bound(ends.0)
    content.end = bound(ends.1)
    return content
  }

  /// The range that begins after this page, if there is more.
  ///
  /// It names the last one that was seen, not a number of them: those that are created or deleted
  /// meanwhile make no other appear twice or not at all.
  var nextRange: ListRange? {
    guard isPartial else { return nil }
    // Only a fault has nothing on a page that is not the last.
    guard let last = elements.last else { return range }
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
