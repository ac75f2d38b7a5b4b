/// Where the selection stands in the list, and how much of it has been seen.
public struct ListPosition: Hashable, Sendable, CustomStringConvertible {
  /// `12/300`, and behind it the share of the list down to the last row on the screen, unless all of it is there.
  public let description: String

  /// - Parameters:
  ///   - row: the selected row, from 0 on.
  ///   - screen: the rows on the screen, as far as there are so many.
  ///   - count: how many rows there are.
  init(row: Int, screen: Range<Int>, count: Int) {
    let place = "\(Counted.number(row + 1))/\(Counted.number(count))"
    let isWhole = screen.lowerBound == 0 && screen.upperBound >= count
    description = isWhole ? place : "\(place) · \(min(screen.upperBound, count) * 100 / count) %"
  }

  /// The columns that any position in a list of so many rows fits into, with two before it.
  static func room(for count: Int) -> Int {
    count == 0 ? 0 : 2 + Counted.number(count).count * 2 + 1 + " · 100 %".count
  }
}
