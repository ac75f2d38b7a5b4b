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
