/// The help: the keymap, scrolled.
struct HelpScreen: Screen, Hashable {
  /// The first line on the screen.
  private(set) var top = 0

  var context: Context { .help }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    guard case .command(let command) = input else { return [] }
    let page = shared.pageRows
    switch command {
    case .moveDown: move(by: 1, in: shared)
    case .moveUp: move(by: -1, in: shared)
    case .pageDown: move(by: page, in: shared)
    case .pageUp: move(by: -page, in: shared)
    case .halfPageDown: move(by: page / 2, in: shared)
    case .halfPageUp: move(by: -page / 2, in: shared)
    case .moveToTop: top = 0
    case .moveToBottom: move(by: .max / 2, in: shared)
    case .dismiss: return [.close]
    default: break
    }
    return []
  }

  /// Moves the page, no further than its ends.
  private mutating func move(by lines: Int, in shared: Shared) {
    top = max(0, min(top + lines, Self.blocks(of: shared.keymap).count - shared.pageRows))
  }

  func presentation(in shared: Shared) -> Presentation {
    let blocks = Self.blocks(of: shared.keymap)
    let top = max(0, min(top, blocks.count - shared.pageRows))
    return Presentation(.page(top: top), title: "KEYS", blocks: blocks)
  }

  private static func blocks(of keymap: Keymap) -> [Presentation.Block] {
    keymap.sections.flatMap { section in
      [.heading(section.title)]
        + section.rows.map { .keys($0.keys.joined(separator: " "), $0.title) } + [.blank]
    } + [.heading(FilterManual.title)] + FilterManual.rows.map { .keys($0.example, $0.meaning) }
  }
}
