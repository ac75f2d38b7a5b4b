/// What a column of the list tells of a client.
public enum ListColumn: String, Hashable, Sendable, CaseIterable {
  /// Its name.
  case name
  /// Its redirect URI.
  case redirectURI
  /// How long ago it was last changed.
  case updated

  /// The heading of the column.
  public var heading: String {
    switch self {
    case .name: "NAME"
    case .redirectURI: "REDIRECT URI"
    case .updated: "UPDATED"
    }
  }

  /// How wide its values are, where they all are as wide; nil where that depends on the clients.
  var fixedWidth: Int? {
    switch self {
    case .name, .redirectURI: nil
    case .updated: 7
    }
  }

  /// Whether its values end below each other.
  public var isRightAligned: Bool { self == .updated }
}

/// What the list is sorted by.
public struct ListSorting: Hashable, Sendable {
  /// The column whose heading has the mark.
  public let column: ListColumn
  /// Whether the last comes first.
  public let isReversed: Bool

  /// By a column, in its own order or the other way round.
  public init(_ column: ListColumn, isReversed: Bool = false) {
    self.column = column
    self.isReversed = isReversed
  }

  /// The sign beside the heading.
  public var sign: String { isReversed ? "↓" : "↑" }
}
