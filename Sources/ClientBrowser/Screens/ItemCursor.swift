/// Which item of a list on a page is selected, and which is the first on the screen.
///
/// Items may be several rows high. To move costs what is on the screen, however long the list is.
struct ItemCursor: Hashable, Sendable {
  /// The selected item; 0 where there is none.
  private(set) var selected = 0
  /// The first item on the screen.
  private(set) var top = 0

  /// What there is room for, and what is to be shown in it.
  struct Extent {
    /// How many items there are.
    let count: Int
    /// How many rows the list has on the screen.
    let rows: Int
    /// How many rows an item takes.
    let height: (Int) -> Int
  }

  /// Moves the selection as a command says.
  ///
  /// Returns whether it was one that moves.
  mutating func perform(_ command: Command, in extent: Extent) -> Bool {
    let page = max(1, extent.rows / max(1, extent.count > 0 ? extent.height(clamped(selected, extent)) : 1))
    switch command {
    case .moveDown: move(to: selected + 1, in: extent)
    case .moveUp: move(to: selected - 1, in: extent)
    case .pageDown: move(to: selected + page, in: extent)
    case .pageUp: move(to: selected - page, in: extent)
    case .halfPageDown: move(to: selected + max(1, page / 2), in: extent)
    case .halfPageUp: move(to: selected - max(1, page / 2), in: extent)
    case .moveToTop: move(to: 0, in: extent)
    case .moveToBottom: move(to: extent.count - 1, in: extent)
    default: return false
    }
    return true
  }

  /// Selects an item, or the nearest that exists, and scrolls no further than needed.
  mutating func move(to wanted: Int, in extent: Extent) {
    selected = clamped(wanted, extent)
    top = Self.top(showing: selected, from: min(top, selected), in: extent)
  }

  /// The items on the screen, once everything has its place on a screen of another size too.
  func visible(in extent: Extent) -> Range<Int> {
    guard extent.count > 0 else { return 0..<0 }
    let selected = clamped(selected, extent)
    let top = Self.top(showing: selected, from: min(top, selected), in: extent)
    var end = top
    var used = 0
    while end < extent.count, used < extent.rows {
      used += extent.height(end)
      end += 1
    }
    return top..<end
  }

  private func clamped(_ item: Int, _ extent: Extent) -> Int { max(0, min(item, extent.count - 1)) }

  /// The first item, at or behind another, from which on a later one is on the screen as a whole.
  private static func top(showing selected: Int, from top: Int, in extent: Extent) -> Int {
    guard extent.count > 0 else { return 0 }
    var first = selected
    var used = extent.height(selected)
    while first > top, used + extent.height(first - 1) <= extent.rows {
      first -= 1
      used += extent.height(first)
    }
    return first
  }
}
