import ClientBrowser
import ClientIndex
import FoundationEssentials
import HerokuAPI
import TerminalText

/// The list of clients: a heading, and the rows that are on the screen.
struct ListView {
  private let browser: Browser
  private let area: Rect
  private let columns: ListColumns
  private let visibleRows: Int
  /// Read once: each is asked for in every row.
  private let cursor: ListCursor
  private let now: Date
  private let hasFocus: Bool
  private let isWorking: Bool

  init(_ browser: Browser, _ layout: Layout) {
    self.browser = browser
    area = layout.list
    columns = ListColumns(width: layout.list.columns)
    visibleRows = layout.listRows
    cursor = browser.cursor
    now = browser.now
    hasFocus = browser.focus == .list
    isWorking = browser.isWorking
  }

  func draw(on frame: inout Frame) {
    guard area.rows > 0 else { return }
    drawHeading(on: &frame)
    if let text = browser.emptyListText {
      for (index, line) in text.wrapped(toWidth: max(1, area.columns - 4)).enumerated() {
        frame.draw(line, row: area.row + 2 + index, column: area.column + 2, style: .dim)
      }
    }
    frame.scrolling = ScrollingRows(
      rows: area.row + 1..<area.row + 1 + visibleRows,
      top: cursor.top
    )
    let clients = browser.clients
    for offset in 0..<visibleRows {
      let row = cursor.top + offset
      guard let client = clients[row] else { break }
      draw(client, isSelected: row == cursor.row, row: area.row + 1 + offset, on: &frame)
    }
  }

  private func drawHeading(on frame: inout Frame) {
    let style: Style = hasFocus ? .heading : .dim
    frame.draw(Browser.Heading.name, row: area.row, column: area.column + ListColumns.name, style: style)
    frame.draw(
      Browser.Heading.redirectURI,
      row: area.row,
      column: area.column + columns.redirectURI,
      style: style
    )
    if let age = columns.age {
      frame.draw(Browser.Heading.updated, row: area.row, column: area.column + age, style: style)
    }
  }

  private func draw(_ client: OAuthClient, isSelected: Bool, row: Int, on frame: inout Frame) {
    if isWorking, browser.isBusy(client.id) {
      frame.draw(SignOfLife.sign(browser.signOfLife), row: row, column: area.column, style: .accent)
    }
    let name = client.displayName.cut(toWidth: columns.nameWidth)
    let nameStyle: Style = client.name.isEmpty ? .dim : .plain
    frame.draw(name, row: row, column: area.column + ListColumns.name, style: nameStyle)
    let redirectURI = CleanText(client.redirectURI).text.cut(toWidth: columns.redirectURIWidth)
    frame.draw(redirectURI, row: row, column: area.column + columns.redirectURI, style: .dim)
    if let age = columns.age, let updatedAt = client.updatedAt {
      let text = Age(of: updatedAt, at: now).description
      let indent = ListColumns.ageWidth - text.cellWidth
      frame.draw(text, row: row, column: area.column + age + indent, style: .dim)
    }
    if isSelected {
      let line = Rect(row: row, column: area.column, rows: 1, columns: area.columns)
      frame.restyle(line, style: hasFocus ? .selected : .selectedDim)
      if hasFocus { frame.pointCursor(at: Position(row: row, column: area.column)) }
    }
  }
}
