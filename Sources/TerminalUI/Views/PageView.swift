import ClientBrowser
import TerminalText

/// A page in the place of list and detail, such as the help: headings, and keys with what they do.
struct PageView {
  private let page: Presentation
  /// What stands still below the title while the rest scrolls.
  private let fields: [Presentation.Field]
  private let lines: ArraySlice<Presentation.Block>
  private let top: Int

  init(_ page: Presentation, top: Int) {
    self.page = page
    self.top = top
    fields = page.blocks.prefix { $0.field != nil }.compactMap(\.field)
    lines = page.blocks.dropFirst(fields.count)
  }

  func draw(on frame: inout Frame) {
    let first = 2 + fields.count
    let rows = max(1, frame.size.rows - 1 - first)
    frame.draw(page.title.cut(toWidth: frame.size.columns - 2), row: 1, column: 1, style: titleStyle)
    frame.pointCursor(at: Position(row: first, column: 1))
    for (offset, field) in fields.enumerated() { draw(field, row: 2 + offset, on: &frame) }
    for (offset, block) in lines.dropFirst(top).prefix(rows).enumerated() {
      let area = Rect(row: first + offset, column: 1, rows: 1, columns: frame.size.columns - 2)
      draw(block, labelWidth: 0, in: area, on: &frame)
    }
    let edge = frame.size.columns - 1
    if top > 0 { frame.draw("↑", row: first, column: edge, style: .accent) }
    if lines.count > top + rows { frame.draw("↓", row: first + rows - 1, column: edge, style: .accent) }
  }

  private var titleStyle: Style { page.isDangerous ? .danger : .heading }

  private func draw(_ block: Presentation.Block, labelWidth: Int, in area: Rect, on frame: inout Frame) {
    func draw(_ text: String, column: Int = 0, style: Style) {
      let room = max(0, area.columns - column)
      frame.draw(text.cut(toWidth: room), row: area.row, column: area.column + column, style: style)
    }
    switch block {
    case .row(let content): self.draw(content, row: area.row, on: &frame)
    case .field(let field): self.draw(field, row: area.row, on: &frame)
    case .heading(let title): draw(title, style: .title)
    case .keys(let keys, let title):
      draw(keys, column: 2, style: .key)
      draw(title, column: labelWidth + 4, style: .plain)
    case .text(let text, _, _): draw(text, style: .plain)
    case .beside(let blocks, let labelWidth):
      let gap = 2
      let width = (area.columns - (blocks.count - 1) * gap) / max(1, blocks.count)
      for (index, block) in blocks.enumerated() {
        let column = area.column + index * (width + gap)
        let part = Rect(row: area.row, column: column, rows: 1, columns: width)
        self.draw(block, labelWidth: labelWidth, in: part, on: &frame)
      }
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
      frame.draw(Sign.selection, row: row, column: 0)
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

extension Presentation.Block {
  fileprivate var field: Presentation.Field? {
    if case .field(let field) = self { field } else { nil }
  }
}
