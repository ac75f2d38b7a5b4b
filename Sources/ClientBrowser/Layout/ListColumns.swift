/// Where the columns of the list stand in a given width.
///
/// Widths are shared out by need: what tells clients apart is cut only where there is no room left.
public struct ListColumns: Hashable, Sendable {
  /// The columns of signs before the first value of a row; a blank separates them from it.
  public enum Gutter {
    /// The sign of the selected row.
    public static let selection = 0
    /// The sign of a marked client, or of one that is being changed.
    public static let mark = 1
    /// The sign of the worst finding about a client.
    public static let finding = 2
    /// Where the values begin.
    public static let width = 4
  }

  /// A column with its place.
  public struct Place: Hashable, Sendable {
    /// The column.
    public let column: ListColumn
    /// Where it begins.
    public let start: Int
    /// How wide it is.
    public let width: Int
  }

  /// The blanks between two columns.
  static let gap = 2
  /// The blank behind the last column.
  static let margin = 1
  /// How narrow a column of text may become before one of a fixed width gives way to it.
  static let narrowestText = 16

  /// The columns that have room, from left to right.
  public let places: [Place]

  /// Shares a width out among columns; those of a fixed width give way first, the last of them before the others.
  public init(width: Int, columns: [ListColumn] = ListColumn.standard, needs: ListNeeds = ListNeeds()) {
    var shown = columns
    func room() -> Int {
      width - Gutter.width - Self.margin - shown.compactMap(needs.fixedWidth(of:)).reduce(0, +)
        - max(0, shown.count - 1) * Self.gap
    }
    let texts = columns.filter { needs.fixedWidth(of: $0) == nil }
    while shown.count > 1, room() < texts.count * Self.narrowestText,
      let last = shown.lastIndex(where: { needs.fixedWidth(of: $0) != nil })
    {
      shown.remove(at: last)
    }
    let widths = Dictionary(uniqueKeysWithValues: zip(texts, needs.share(max(0, room()), among: texts)))
    var start = Gutter.width
    places = shown.map { column in
      let place = Place(
        column: column,
        start: start,
        width: needs.fixedWidth(of: column) ?? widths[column] ?? 0
      )
      start += place.width + Self.gap
      return place
    }
  }

  /// The place of a column; nil where it has no room.
  public subscript(column: ListColumn) -> Place? { places.first { $0.column == column } }
}
