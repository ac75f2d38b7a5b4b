import ClientBrowser

/// The selected client, attribute by attribute, and the line between it and the list.
struct DetailView: ~Copyable {
  private let browser: Browser
  private let layout: Layout

  init(_ browser: Browser, _ layout: Layout) {
    self.browser = browser
    self.layout = layout
  }

  func draw(on frame: inout Frame) {
    drawDivider(on: &frame)
    let content = layout.detail
    guard content.rows > 0 else { return }
    let lines = browser.detailLines
    for (offset, line) in lines.dropFirst(browser.detailTop).prefix(content.rows).enumerated() {
      draw(line, row: content.row + offset, on: &frame)
    }
    if browser.focus == .detail {
      frame.pointCursor(at: Position(row: content.row, column: content.column + 1))
    }
    drawScrollSigns(hiddenBelow: lines.count - browser.detailTop - content.rows, on: &frame)
  }

  private func draw(_ line: DetailLine, row: Int, on frame: inout Frame) {
    let column = layout.detail.column + line.valueColumn
    frame.draw(line.label, row: row, column: layout.detail.column + line.labelColumn, style: .dim)
    switch line.tone {
    case .title: frame.draw(line.value, row: row, column: column, style: .title)
    case .plain: frame.draw(line.value, row: row, column: column)
    case .dim: frame.draw(line.value, row: row, column: column, style: .dim)
    case .finding(let severity):
      let look = severity.look
      if line.isFirst { frame.draw(look.sign, row: row, column: column, style: look.style) }
      frame.draw(line.value, row: row, column: column + 2, style: look.textStyle)
    }
    for columns in line.matches {
      let match = Rect(row: row, column: column + columns.lowerBound, rows: 1, columns: columns.count)
      frame.restyle(match, style: .match)
    }
  }

  private func drawDivider(on frame: inout Frame) {
    guard let divider = layout.divider else { return }
    let style: Style = browser.focus == .detail ? .accent : .dim
    let line = String(repeating: divider.columns == 1 ? "│" : "─", count: divider.columns)
    for row in divider.row..<divider.row + divider.rows {
      frame.draw(line, row: row, column: divider.column, style: style)
    }
  }

  /// Says at the right edge that there is more above or below.
  private func drawScrollSigns(hiddenBelow: Int, on frame: inout Frame) {
    let content = layout.detail
    let column = content.column + content.columns - 1
    if browser.detailTop > 0 { frame.draw("↑", row: content.row, column: column, style: .accent) }
    if hiddenBelow > 0 {
      frame.draw("↓", row: content.row + content.rows - 1, column: column, style: .accent)
    }
  }
}
