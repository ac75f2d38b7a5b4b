/// Rows of a frame that show a part of something longer, and move together when it scrolls.
///
/// A painter that knows this lets the terminal move the rows instead of sending them again.
public struct ScrollingRows: Hashable, Sendable {
  /// The rows of the frame.
  public var rows: Range<Int>
  /// Which line of the whole stands in the first of them.
  public var top: Int

  /// Names rows that scroll.
  public init(rows: Range<Int>, top: Int) {
    self.rows = rows
    self.top = top
  }

  /// How many rows further down the whole these are than others were; nil where moving would not help.
  func distance(from other: ScrollingRows) -> Int? {
    let distance = top - other.top
    return rows == other.rows && distance != 0 && abs(distance) <= rows.count / 2 ? distance : nil
  }
}

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
