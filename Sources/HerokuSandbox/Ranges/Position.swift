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
  case version(Int)
}

extension SortKey: Comparable {
  static func == (left: SortKey, right: SortKey) -> Bool {
    switch (left, right) {
    case (.id(let left), .id(let right)): left == right
    case (.name(let left), .name(let right)): left.utf8.elementsEqual(right.utf8)
    case (.updatedAt(let left), .updatedAt(let right)): left == right
    case (.version(let left), .version(let right)): left == right
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
    case (.version(let left), .version(let right)): left < right
    default: false
    }
  }
}

/// What stands in lists that are asked for by ranges.
protocol Listed: Sendable {
  /// What a list of these may be ordered by.
  static var attributes: [ListAttribute] { get }

  var id: Identifier { get }

  /// What this has of one of ``attributes``.
  func key(by attribute: ListAttribute) -> SortKey
}

extension Listed {
  /// Where this stands in a list ordered by an attribute.
  func position(by attribute: ListAttribute) -> Position {
    Position(key: key(by: attribute), id: id)
  }
}

/// What has a name of its owner's, and a time of its last change.
protocol Named: Listed {
  var name: String { get }
  var updatedAt: Timestamp { get }
}

extension Named {
  static var attributes: [ListAttribute] { [.id, .name, .updatedAt] }

  func key(by attribute: ListAttribute) -> SortKey {
    switch attribute {
    case .name: .name(name)
    case .updatedAt: .updatedAt(updatedAt)
    case .id, .version: .id(id)
    }
  }
}

extension Release: Listed {
  static let attributes = [ListAttribute.id, .version]

  func key(by attribute: ListAttribute) -> SortKey {
    attribute == .version ? .version(version) : .id(id)
  }
}

/// What lists may be ordered by: each kind of list by some of these.
enum ListAttribute: String, Sendable {
  case id
  case name
  case updatedAt = "updated_at"
  case version
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
