import ClientBrowser
import TerminalText

/// The help: the command table, a section for each context.
struct HelpView {
  private let page: HelpPage
  private let rows: Int
  private static let keysWidth = 26

  init(_ page: HelpPage, rows: Int) {
    self.page = page
    self.rows = rows
  }

  func draw(on frame: inout Frame) {
    let keysWidth = min(Self.keysWidth, frame.size.columns * 2 / 5)
    frame.draw("KEYS", row: 1, column: 1, style: .heading)
    for (offset, line) in HelpPage.lines.dropFirst(page.top).prefix(rows).enumerated() {
      let row = 2 + offset
      switch line {
      case .blank: break
      case .heading(let title): frame.draw(title, row: row, column: 1, style: .title)
      case .binding(let keys, let title):
        frame.draw(keys.cut(toWidth: keysWidth), row: row, column: 3, style: .key)
        let column = 3 + keysWidth + 2
        frame.draw(title.cut(toWidth: max(0, frame.size.columns - column - 2)), row: row, column: column)
      }
    }
    let hiddenBelow = HelpPage.lines.count - page.top - rows
    let edge = frame.size.columns - 1
    if page.top > 0 { frame.draw("↑", row: 2, column: edge, style: .accent) }
    if hiddenBelow > 0 { frame.draw("↓", row: 1 + rows, column: edge, style: .accent) }
  }
}
