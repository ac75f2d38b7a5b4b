/// Where a client stands in a list: by the attribute the list is ordered by, then by id, so that no two
/// clients share a position even if they share a name.
struct Position: Comparable, Sendable {
  let key: SortKey
  let id: Identifier

  static func < (left: Position, right: Position) -> Bool {
    left.key == right.key ? left.id < right.id : left.key < right.key
  }
}

/// The value of the attribute that a list is ordered by.
enum SortKey: Sendable {
  case id(Identifier)
  case name(String)
  case updatedAt(Timestamp)
}

extension SortKey: Comparable {
  static func == (left: SortKey, right: SortKey) -> Bool {
    switch (left, right) {
    case (.id(let left), .id(let right)): left == right
    case (.name(let left), .name(let right)): left.utf8.elementsEqual(right.utf8)
    case (.updatedAt(let left), .updatedAt(let right)): left == right
    default: false
    }
  }

  /// Names compare byte by byte, as a database without a collation does: Swift's own order would take two
  /// spellings of one text for the same name.
  static func < (left: SortKey, right: SortKey) -> Bool {
    switch (left, right) {
    case (.id(let left), .id(let right)): left < right
    case (.name(let left), .name(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.updatedAt(let left), .updatedAt(let right)): left < right
    default: false
    }
  }
}

/// What stands in lists that are asked for by ranges.
protocol Listed: Sendable {
  var id: Identifier { get }
  var name: String { get }
  var updatedAt: Timestamp { get }
}

extension Client: Listed {}

extension Listed {
  /// Where this stands in a list ordered by an attribute.
  func position(by attribute: ListAttribute) -> Position {
    switch attribute {
    case .id: Position(key: .id(id), id: id)
    case .name: Position(key: .name(name), id: id)
    case .updatedAt: Position(key: .updatedAt(updatedAt), id: id)
    }
  }
}

/// What a list may be ordered by.
enum ListAttribute: String, CaseIterable, Sendable {
  case id
  case name
  case updatedAt = "updated_at"
}

extension RandomAccessCollection {
  /// The first index whose element meets a condition that, in this order, stays met once it is; found in
  /// logarithmic time.
  func firstSortedIndex(where isReached: (Element) -> Bool) -> Index {
    var start = startIndex
    var length = count
    while length > 0 {
      let half = length / 2
      let middle = index(start, offsetBy: half)
      if isReached(self[middle]) {
        length = half
      } else {
        start = index(after: middle)
        length -= half + 1
      }
    }
    return start
  }
}
