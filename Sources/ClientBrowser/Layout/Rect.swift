/// A part of the screen, in cells; row and column 0 are at the top left.
public struct Rect: Hashable, Sendable {
  /// The first row.
  public var row: Int
  /// The first column.
  public var column: Int
  /// How many rows it has.
  public var rows: Int
  /// How many columns it has.
  public var columns: Int

  /// Makes a rectangle.
  public init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = rows
    self.columns = columns
  }
}

/// The size of a terminal, in cells.
public struct Size: Hashable, Sendable {
  /// How many columns it has.
  public var columns: Int
  /// How many rows it has.
  public var rows: Int

  /// Makes a size.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}
