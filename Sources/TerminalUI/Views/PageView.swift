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
    frame.draw(page.title.cut(toWidth: frame.size.columns - 2), row: 1, column: 1, style: titleStyle)
    frame.pointCursor(at: Position(row: 2, column: 1))
    for (offset, block) in page.blocks.dropFirst(top).prefix(rows).enumerated() {
      draw(block, row: 2 + offset, on: &frame)
    }
    let edge = frame.size.columns - 1
    if top > 0 { frame.draw("↑", row: 2, column: edge, style: .accent) }
    if page.blocks.count > top + rows { frame.draw("↓", row: 1 + rows, column: edge, style: .accent) }
  }

  private var titleStyle: Style { page.isDangerous ? .danger : .heading }

  private func draw(_ block: Presentation.Block, row: Int, on frame: inout Frame) {
    switch block {
    case .row(let content): draw(content, row: row, on: &frame)
    case .field(let field): draw(field, row: row, on: &frame)
    case .heading(let title): frame.draw(title, row: row, column: 1, style: .title)
    case .keys(let keys, let title):
      let keysWidth = min(Self.keysWidth, frame.size.columns * 2 / 5)
      frame.draw(keys.cut(toWidth: keysWidth), row: row, column: 3, style: .key)
      let column = 3 + keysWidth + 2
      frame.draw(title.cut(toWidth: max(0, frame.size.columns - column - 2)), row: row, column: column)
    case .text(let text, _, _): frame.draw(text.cut(toWidth: frame.size.columns - 2), row: row, column: 1)
    case .blank, .value, .message: break
    }
  }

  private func draw(_ content: Presentation.Row, row: Int, on frame: inout Frame) {
    let edge = frame.size.columns - 1
    var column = 1
    for piece in content.pieces {
      let room = edge - column
      guard room > 0 else { break }
      column += frame.draw(piece.text.cut(toWidth: room), row: row, column: column, style: piece.tone.style)
    }
    if content.isSelected {
      frame.restyle(Rect(row: row, column: 0, rows: 1, columns: edge), style: .selected)
      if !frame.cursorIsVisible { frame.pointCursor(at: Position(row: row, column: 0)) }
    }
    if let more = content.more {
      frame.draw(more == .above ? "↑" : "↓", row: row, column: edge, style: .accent)
    }
  }

  /// A field over the whole width, behind its label.
  private func draw(_ field: Presentation.Field, row: Int, on frame: inout Frame) {
    let labels = page.blocks.compactMap { block -> Int? in
      if case .field(let field) = block { field.label.cellWidth } else { nil }
    }
    let column = 1 + (labels.max().map { $0 == 0 ? 0 : $0 + 2 } ?? 0)
    let width = max(2, frame.size.columns - column - 2)
    let window = field.editor.window(width: width)
    frame.draw(field.label, row: row, column: 1, style: field.isFocused ? .title : .dim)
    let style: Style = field.isFocused ? .fieldFocused : .field
    frame.fill(Rect(row: row, column: column, rows: 1, columns: width), style: style)
    frame.draw(window.text, row: row, column: column, width: width, style: style)
    if window.isCutLeft { frame.draw("‹", row: row, column: column - 1, style: .accent) }
    if window.isCutRight { frame.draw("›", row: row, column: column + width, style: .accent) }
    if field.isFocused { frame.showCursor(at: Position(row: row, column: column + window.cursorColumn)) }
  }
}
