/// Where the columns of the list stand in a given width.
///
/// Widths are shared out by need: of what tells clients apart as little is cut as the room allows.
public struct ListColumns: Hashable, Sendable {
  /// A column with its place.
  public struct Place: Hashable, Sendable {
    /// The column.
    public let column: ListColumn
    /// Where it begins.
    public let start: Int
    /// How wide it is.
    public let width: Int
  }

  /// Where the sign of a row stands: that it is selected, marked, or being changed.
  ///
  /// The first column begins right behind it.
  public static let sign = 0
  /// The blanks between two columns.
  static let gap = 2
  /// What lies behind the first column: a blank, the sign of a finding, and a blank before the next column.
  static let findingGap = 3
  /// The blank behind the last column.
  static let margin = 1
  /// How narrow a column of text may become before one of a fixed width gives way to it.
  static let narrowestText = 20

  /// The columns that have room, from left to right.
  public let places: [Place]

  /// Where the sign of the worst finding about a client stands: behind the first column, beside what it is mostly about.
  public var finding: Int { places.first.map { $0.start + $0.width + 1 } ?? Self.sign + 1 }

  /// Shares a width out among columns; those of a fixed width give way first, the last of them before the others.
  public init(width: Int, columns: [ListColumn] = ListColumn.standard, needs: ListNeeds = ListNeeds()) {
    var shown = columns
    func room() -> Int {
      width - Self.blanks(around: shown.count) - shown.compactMap(needs.fixedWidth(of:)).reduce(0, +)
    }
    let texts = columns.filter { needs.fixedWidth(of: $0) == nil }
    while shown.count > 1, room() < texts.count * Self.narrowestText,
      let last = shown.lastIndex(where: { needs.fixedWidth(of: $0) != nil })
    {
      shown.remove(at: last)
    }
    var widths = needs.share(max(0, room()), among: texts)[...]
    var start = Self.sign + 1
    places = shown.enumerated().map { index, column in
      // Texts never give way, and have their widths in the order in which they stand.
      let width = needs.fixedWidth(of: column) ?? widths.popFirst() ?? 0
      let place = Place(column: column, start: start, width: width)
      start += place.width + (index == 0 ? Self.findingGap : Self.gap)
      return place
    }
  }

  /// The place of a column; nil where it has no room.
  public subscript(column: ListColumn) -> Place? { places.first { $0.column == column } }

  /// How much of a width is not the columns' own: signs, gaps and the margin.
  static func blanks(around count: Int) -> Int {
    sign + 1 + margin + (count > 1 ? findingGap + (count - 2) * gap : findingGap - 1)
  }
}
