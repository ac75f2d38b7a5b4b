/// The columns of the list, to be chosen and put in order; what is done is seen behind it at once.
struct ColumnsScreen: Screen, Hashable {
  /// The columns in their order, hidden ones among them.
  private var columns: [ListColumn]
  private var hidden: Set<ListColumn>
  private var focus = 0
  private var remark: String?

  /// - Parameter shown: the columns of the list.
  init(shown: [ListColumn]) {
    let others = ListColumn.allCases.filter { !shown.contains($0) }
    columns = shown + others
    hidden = Set(others)
  }

  var context: Context { .columns }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    guard case .command(let command) = input else { return [] }
    remark = nil
    switch command {
    case .moveDown: focus = min(focus + 1, columns.count - 1)
    case .moveUp: focus = max(focus - 1, 0)
    case .toggleColumn: return toggle()
    case .moveColumnDown: return move(to: focus + 1)
    case .moveColumnUp: return move(to: focus - 1)
    case .dismiss: return [.close]
    default: break
    }
    return []
  }

  private mutating func toggle() -> [Wish] {
    let column = columns[focus]
    if hidden.remove(column) == nil {
      guard hidden.count + 1 < columns.count else {
        remark = "One column stays."
        return []
      }
      hidden.insert(column)
    }
    return [.showColumns(shown)]
  }

  private mutating func move(to place: Int) -> [Wish] {
    guard columns.indices.contains(place) else { return [] }
    columns.swapAt(focus, place)
    focus = place
    return [.showColumns(shown)]
  }

  private var shown: [ListColumn] { columns.filter { !hidden.contains($0) } }

  func presentation(in shared: Shared) -> Presentation {
    let rows = columns.enumerated().map { place, column in
      let sign = place == focus ? "▸" : " "
      let box = hidden.contains(column) ? "[ ]" : "[x]"
      return Presentation.Block.text("\(sign) \(box) \(column.title)", place == focus ? .accent : .plain)
    }
    let explanation =
      "Where the screen is too narrow, the last column with a date or an id gives way first; name and redirect URI stay."
    return Presentation(
      title: "Columns",
      blocks: rows + [.blank, .text(remark ?? explanation, .dim, weight: .extra)]
    )
  }
}
