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
