import ClientBrowser
import TerminalText

/// A page in the place of list and detail, such as the help: headings, and keys with what they do.
struct PageView {
  private let page: Presentation
  private let top: Int
  private static let keysWidth = 26

  init(_ page: Presentation, top: Int) {
    self.page = page
    self.top = top
  }

  func draw(on frame: inout Frame) {
    let rows = max(1, frame.size.rows - 3)
    frame.draw(page.title, row: 1, column: 1, style: .heading)
    for (offset, block) in page.blocks.dropFirst(top).prefix(rows).enumerated() {
      draw(block, row: 2 + offset, on: &frame)
    }
    frame.pointCursor(at: Position(row: 2, column: 1))
    let edge = frame.size.columns - 1
    if top > 0 { frame.draw("↑", row: 2, column: edge, style: .accent) }
    if page.blocks.count > top + rows { frame.draw("↓", row: 1 + rows, column: edge, style: .accent) }
  }

  private func draw(_ block: Presentation.Block, row: Int, on frame: inout Frame) {
    switch block {
    case .heading(let title): frame.draw(title, row: row, column: 1, style: .title)
    case .keys(let keys, let title):
      let keysWidth = min(Self.keysWidth, frame.size.columns * 2 / 5)
      frame.draw(keys.cut(toWidth: keysWidth), row: row, column: 3, style: .key)
      let column = 3 + keysWidth + 2
      frame.draw(title.cut(toWidth: max(0, frame.size.columns - column - 2)), row: row, column: column)
    case .text(let text, _, _): frame.draw(text.cut(toWidth: frame.size.columns - 2), row: row, column: 1)
    case .blank, .value, .field, .message: break
    }
  }
}
