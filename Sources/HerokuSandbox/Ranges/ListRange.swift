/// The part of a list that a request asks for, in the words of the `Range` header:
/// `<attribute> [<start>]..[<end>][; max=<n>][, order=asc|desc]`.
struct ListRange: Equatable, Sendable {
  var attribute = ListAttribute.id
  /// The lower end, in either order.
  var start: Bound?
  /// The upper end, in either order.
  var end: Bound?
  var max = 200
  var order = Order.ascending

  /// The largest page that may be asked for.
  static let largestPage = 1000

  enum Order: String, Sendable {
    case ascending = "asc"
    case descending = "desc"
  }

  /// One end of a range.
  struct Bound: Equatable, Sendable {
    var key: SortKey
    /// Which of the clients with this key is meant, as only a `Next-Range` says it; nil means all of them.
    var id: Identifier?
    var isExclusive: Bool
  }
}

extension ListRange {
  /// Which elements of a list lie in the range.
  /// - Parameters:
  ///   - count: How many elements the list has.
  ///   - position: The position of the element at an index, ascending.
  func indices(of count: Int, position: (Int) -> Position) -> Range<Int> {
    let all = 0..<count
    let lower = all.firstSortedIndex { start?.admitsAbove(position($0)) ?? true }
    let upper = all.firstSortedIndex { !(end?.admitsBelow(position($0)) ?? true) }
    return lower..<Swift.max(lower, upper)
  }
}

extension ListRange.Bound {
  /// Whether a position lies in a range that starts here.
  func admitsAbove(_ position: Position) -> Bool {
    isAt(position) ? !isExclusive : precedes(position)
  }

  /// Whether a position lies in a range that ends here.
  func admitsBelow(_ position: Position) -> Bool {
    isAt(position) ? !isExclusive : !precedes(position)
  }

  private func isAt(_ position: Position) -> Bool {
    position.key == key && (id == nil || position.id == id)
  }

  private func precedes(_ position: Position) -> Bool {
    guard position.key == key, let id else { return key < position.key }
    return id < position.id
  }
}
