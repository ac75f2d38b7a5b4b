/// Rows of the screen that have been moved together.
struct RowMove {
  /// The rows.
  let rows: Range<Int>
  /// How many rows further up each of them stands now; further down if it is negative.
  let distance: Int

  /// Where a row stood that now stands here; nil if nothing has been moved here.
  func origin(of row: Int) -> Int? {
    guard rows.contains(row) else { return row }
    return rows.contains(row + distance) ? row + distance : nil
  }
}
