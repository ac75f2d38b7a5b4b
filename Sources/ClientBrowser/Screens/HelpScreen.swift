/// The help: the keymap by task, scrolled and searched.
struct HelpScreen: Screen, Hashable {
  /// The first line on the screen.
  private(set) var top = 0
  /// What is looked for.
  private(set) var search = LineEditor()
  /// Whether that is being typed.
  private(set) var isSearching = false

  var context: Context { isSearching ? .helpSearch : .help }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    let page = rows(in: shared)
    switch input {
    case .command(.moveDown): move(by: 1, in: shared)
    case .command(.moveUp): move(by: -1, in: shared)
    case .command(.pageDown): move(by: page, in: shared)
    case .command(.pageUp): move(by: -page, in: shared)
    case .command(.halfPageDown): move(by: page / 2, in: shared)
    case .command(.halfPageUp): move(by: -page / 2, in: shared)
    case .command(.moveToTop): top = 0
    case .command(.moveToBottom): move(by: .max / 2, in: shared)
    case .command(.filter): isSearching = true
    case .command(.keepFilter): isSearching = false
    case .command(.clearFilter): clearSearch()
    case .command(.goBack):
      if search.text.isEmpty { return [.close] }
      clearSearch()
    case .command(.dismiss): return [.close]
    default: if isSearching, search.take(input) { top = 0 }
    }
    return []
  }

  private mutating func clearSearch() {
    isSearching = false
    search = LineEditor()
    top = 0
  }

  /// Moves the page, no further than its ends.
  private mutating func move(by lines: Int, in shared: Shared) {
    top = clamped(top + lines, page(in: shared), in: shared)
  }

  private func clamped(_ top: Int, _ page: HelpPage, in shared: Shared) -> Int {
    max(0, min(top, page.lines.count - rows(in: shared)))
  }

  /// Whether what is looked for is shown, which takes a line.
  private var showsSearch: Bool { isSearching || !search.text.isEmpty }

  private func rows(in shared: Shared) -> Int { max(1, shared.pageRows - (showsSearch ? 1 : 0)) }

  private func page(in shared: Shared) -> HelpPage {
    HelpPage(
      shared.keymap.sections + [FilterManual.section],
      matching: search.text,
      width: shared.size.columns - 2
    )
  }

  func presentation(in shared: Shared) -> Presentation {
    let page = page(in: shared)
    var blocks = page.lines
    if blocks.isEmpty { blocks = [.text("No key has to do with “\(search.text)”.", .dim)] }
    if showsSearch {
      let key = shared.keymap.name(of: .filter, in: .help)
      blocks.insert(.field(.init(label: key, search, isFocused: isSearching)), at: 0)
    }
    return Presentation(.page(top: clamped(top, page, in: shared)), title: "KEYS", blocks: blocks)
  }
}
