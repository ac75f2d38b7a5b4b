import HTTPTypes

/// What a list request is answered with.
struct Page<Element: Listed>: Sendable {
  /// The range that was asked for.
  let range: ListRange
  var elements: [Element]
  /// Whether the range holds more than the page.
  var isPartial: Bool

  init(range: ListRange, elements: [Element], isPartial: Bool) {
    (self.range, self.elements, self.isPartial) = (range, elements, isPartial)
  }

  /// The range of all that there is, up to a page of it.
  init(_ range: ListRange, of all: [Element]) {
    let sorted = all.map { $0.position(by: range.attribute) }.sorted()
    let indices = range.indices(of: sorted.count) { sorted[$0] }
    let positions =
      range.order == .ascending
      ? Array(sorted[indices].prefix(range.max)) : sorted[indices].suffix(range.max).reversed()
    self.init(
      range: range,
      elements: positions.compactMap { position in all.first { $0.id == position.id } },
      isPartial: indices.count > range.max
    )
  }

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

extension SandboxRequest {
  /// The range that is asked for in a list of some kind.
  func range<Element: Listed>(over kind: Element.Type) throws(Problem) -> ListRange {
    guard let header = headerFields[.range] else { return ListRange() }
    guard let asked = ListRange(header: header, over: Element.attributes) else {
      throw .badRange(over: Element.attributes)
    }
    return asked
  }
}

extension SandboxResponse {
  /// The answer to a request for a range: 206 where there is more.
  init<Element: Listed>(_ page: Page<Element>, json: JSONBytes) {
    self.init(json: json, of: page.contentRange, in: Element.attributes, next: page.nextRange)
  }

  private init(json: JSONBytes, of content: ListRange, in attributes: [ListAttribute], next: ListRange?) {
    self.init(status: next == nil ? .ok : .partialContent, json: json)
    headerFields[.acceptRanges] = attributes.map(\.rawValue).joined(separator: ", ")
    headerFields[.contentRange] = content.header
    headerFields[.nextRange] = next?.header
  }
}
