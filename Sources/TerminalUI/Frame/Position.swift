/// A cell of the screen; row and column 0 are at the top left.
public struct Position: Hashable, Sendable {
  /// Its row.
  public var row: Int
  /// Its column.
  public var column: Int

  /// Makes a position.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}
