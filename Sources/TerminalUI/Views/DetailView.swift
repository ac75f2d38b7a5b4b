import ClientBrowser

/// The selected client, attribute by attribute, and the line between it and the list.
struct DetailView {
  private let browser: Browser
  private let layout: Layout

  init(_ browser: Browser, _ layout: Layout) {
    self.browser = browser
    self.layout = layout
  }

  func draw(on frame: inout Frame) {
    drawDivider(on: &frame)
    let content = layout.detailContent
    guard content.rows > 0 else { return }
    let lines = browser.detailLines
    if content.row > layout.detail.row {
      let style: Style = browser.focus == .detail ? .heading : .dim
      frame.draw(Browser.Heading.detail, row: layout.detail.row, column: content.column + 1, style: style)
    }
    for (offset, line) in lines.dropFirst(browser.detailTop).prefix(content.rows).enumerated() {
      let row = content.row + offset
      let label = Position(row: row, column: content.column + 1)
      if let look = line.severity?.look {
        frame.draw(look.sign, row: label.row, column: label.column, style: look.style)
        frame.draw(line.label, row: label.row, column: label.column + 2, style: .dim)
      } else {
        frame.draw(line.label, row: label.row, column: label.column, style: .dim)
      }
      frame.draw(
        line.value,
        row: row,
        column: content.column + DetailLine.valueColumn,
        style: line.tone == .dim ? .dim : .plain
      )
    }
    if browser.focus == .detail {
      frame.pointCursor(at: Position(row: content.row, column: content.column + 1))
    }
    drawScrollSigns(hiddenBelow: lines.count - browser.detailTop - content.rows, on: &frame)
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
    let content = layout.detailContent
    let column = content.column + content.columns - 1
    if browser.detailTop > 0 { frame.draw("↑", row: content.row, column: column, style: .accent) }
    if hiddenBelow > 0 {
      frame.draw("↓", row: content.row + content.rows - 1, column: column, style: .accent)
    }
  }
}
