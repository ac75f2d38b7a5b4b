/// What a column of the list tells of a client.
public enum ListColumn: String, Hashable, Sendable, CaseIterable {
  /// Its name.
  case name
  /// Its redirect URI.
  case redirectURI
  /// How long ago it was last changed.
  case updated
  /// How long ago it was created.
  case created
  /// Its id.
  case id
  /// In how many apps it is, once somebody has looked.
  case apps

  /// The columns that are shown unless somebody chooses others.
  public static let standard: [ListColumn] = [.name, .redirectURI, .updated]

  /// The heading of the column.
  public var heading: String {
    switch self {
    case .name: "NAME"
    case .redirectURI: "REDIRECT URI"
    case .apps: "APPS"
    case .updated: "UPDATED"
    case .created: "CREATED"
    case .id: "ID"
    }
  }

  /// What it is called where one chooses it.
  var title: String {
    switch self {
    case .name: "Name"
    case .redirectURI: "Redirect URI"
    case .apps: "Apps that hold it"
    case .updated: "Last change"
    case .created: "Creation"
    case .id: "Id"
    }
  }

  /// Whether its values end below each other.
  public var isRightAligned: Bool { self == .updated || self == .created }
}

/// What the list is sorted by.
public struct ListSorting: Hashable, Sendable {
  /// The column whose heading has the mark; nil where that is where findings have their sign.
  public let column: ListColumn?
  /// Whether the last comes first.
  public let isReversed: Bool

  /// By a column, in its own order or the other way round.
  public init(_ column: ListColumn?, isReversed: Bool = false) {
    self.column = column
    self.isReversed = isReversed
  }

  /// The sign beside the heading.
  public var sign: String { isReversed ? "↓" : "↑" }
}
