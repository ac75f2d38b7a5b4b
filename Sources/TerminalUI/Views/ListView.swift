import ClientBrowser
import ClientIndex
import HerokuAPI
import TerminalText

/// The list of clients: a heading, and the rows that are on the screen.
///
/// Like the other views it is made for one drawing, and never copied, which keeps what would copy a browser out of the binary.
struct ListView: ~Copyable {
  private let browser: Browser
  private let area: Rect
  private let columns: ListColumns
  private let visibleRows: Int
  /// Read once: each is asked for in every row.
  private let cursor: ListCursor
  private let hasFocus: Bool
  private let isWorking: Bool
  private let clients: ClientIndex
  private let markedRange: ClosedRange<Int>?
  private let isFiltered: Bool

  init(_ browser: Browser, _ layout: Layout) {
    self.browser = browser
    area = layout.list
    columns = layout.listColumns
    visibleRows = layout.listRows
    cursor = browser.cursor
    hasFocus = browser.focus == .list
    isWorking = browser.isWorking
    clients = browser.clients
    markedRange = browser.markedRange
    isFiltered = browser.isFiltered
  }

  /// Draws heading and rows.
  ///
  /// - Parameter last: the list as it was drawn before, if it was.
  func draw(on frame: inout Frame, after last: DrawnList?) {
    guard area.rows > 0 else { return }
    drawHeading(on: &frame)
    if let text = browser.emptyListText {
      let lines = text.wrapped(toWidth: max(1, area.columns - 4)).prefix(max(0, area.rows - 2))
      for (index, line) in lines.enumerated() {
        frame.draw(line, row: area.row + 2 + index, column: area.column + 2, style: .dim)
      }
    }
    frame.scrolling = ScrollingRows(
      rows: area.row + 1..<area.row + 1 + visibleRows,
      top: cursor.top
    )
    let unchanged = last?.unchangedRows(for: browser) ?? 0..<0
    for row in cursor.top..<min(cursor.top + visibleRows, clients.count) {
      let place = area.row + 1 + row - cursor.top
      if row != cursor.row, unchanged.contains(row),
        last?.copy(row, to: place, of: &frame) == true
      {
        continue
      }
      guard let client = clients[row] else { break }
      draw(client, inRow: row, row: place, on: &frame)
    }
  }

  private func drawHeading(on frame: inout Frame) {
    let style: Style = hasFocus ? .heading : .dim
    let sorting = browser.sorting
    for (index, place) in columns.places.enumerated() {
      let heading = place.column.heading
      let mark = place.column == sorting.column ? sorting.sign : ""
      if place.column.isRightAligned {
        // The mark stands before it, so that the heading keeps its place.
        let start = area.column + place.start + max(0, place.width - heading.cellWidth)
        frame.draw(mark, row: area.row, column: start - 2, style: style)
        draw(heading, in: place, row: area.row, style: style, on: &frame)
      } else if index == 0, sorting.column.map({ columns[$0] == nil }) ?? true {
        // The order is by something that has no heading here.
        let words = "\(heading)  by \(browser.sortingWord) \(sorting.sign)"
        draw(words, in: place, row: area.row, style: style, on: &frame)
      } else {
        draw("\(heading) \(mark)", in: place, row: area.row, style: style, on: &frame)
      }
    }
  }

  private func draw(
    _ text: String,
    in place: ListColumns.Place,
    row: Int,
    style: Style,
    on frame: inout Frame
  ) {
    let indent = place.column.isRightAligned ? max(0, place.width - text.cellWidth) : 0
    let column = area.column + place.start + indent
    frame.draw(text, row: row, column: column, width: place.width - indent, style: style)
  }

  private func draw(_ client: OAuthClient, inRow index: Int, row: Int, on frame: inout Frame) {
    for place in columns.places {
      let style = style(of: place.column, client)
      draw(text(of: client, inRow: index, in: place), in: place, row: row, style: style, on: &frame)
      if place.column == .name, nameWidth(in: place, row: index) < place.width {
        let column = area.column + place.start + place.width - Self.idRoom + 2
        frame.draw(CleanText(String(client.id.text.prefix(8))).text, row: row, column: column, style: .dim)
      }
    }
    let isMarked = clients.isMarked(row: index)
    let isInRange = markedRange?.contains(index) == true
    let line = Rect(row: row, column: area.column, rows: 1, columns: area.columns)
    if isMarked || isInRange { frame.restyle(line, style: .marked) }
    drawSigns(of: client, inRow: index, row: row, on: &frame)
    if index == cursor.row {
      frame.restyle(line, style: hasFocus ? .selected : .selectedDim)
      if hasFocus { frame.pointCursor(at: Position(row: row, column: area.column)) }
    }
    if isFiltered {
      let matches = browser.matches(in: client)
      let style: Style = index == cursor.row ? .matchSelected : .match
      for place in columns.places {
        draw(matches, of: client, inRow: index, in: place, row: row, style: style, on: &frame)
      }
    }
  }

  /// How much of its column a name has: where another row would look the same, the beginning of the id stands behind it.
  private func nameWidth(in place: ListColumns.Place, row: Int) -> Int {
    place.width > Self.idRoom * 2 && clients.hasDouble(row: row) ? place.width - Self.idRoom : place.width
  }

  /// The room for the beginning of an id behind a name.
  private static let idRoom = 10

  private func text(of client: OAuthClient, inRow row: Int, in place: ListColumns.Place) -> String {
    switch place.column {
    case .name: FittedText(name: client.displayName, width: nameWidth(in: place, row: row)).text
    case .redirectURI: FittedText(redirectURI: CleanText(client.redirectURI).text, width: place.width).text
    case .apps: browser.appsText(of: client.id)
    case .updated: client.updatedAt.map(browser.dateText) ?? ""
    case .created: client.createdAt.map(browser.dateText) ?? ""
    case .id: CleanText(client.id.text).text
    }
  }

  private func style(of column: ListColumn, _ client: OAuthClient) -> Style {
    switch column {
    case .name: client.name.isEmpty ? .dim : .plain
    case .apps: browser.isStale(client.id) ? .warning : .dim
    case .redirectURI, .updated, .created, .id: .dim
    }
  }

  /// Marks the letters that the filter has matched.
  private func draw(
    _ matches: MatchedRanges,
    of client: OAuthClient,
    inRow index: Int,
    in place: ListColumns.Place,
    row: Int,
    style: Style,
    on frame: inout Frame
  ) {
    let (ranges, fitted): ([Range<String.Index>], FittedText)
    switch place.column {
    case .name:
      ranges = matches.name
      fitted = FittedText(name: client.name, width: nameWidth(in: place, row: index))
    case .redirectURI:
      ranges = matches.redirectURI
      fitted = FittedText(redirectURI: client.redirectURI, width: place.width)
    case .id: (ranges, fitted) = (matches.id, FittedText(client.id.text, width: place.width))
    case .apps, .updated, .created: return
    }
    for columns in fitted.columns(of: ranges) {
      let start = area.column + place.start + columns.lowerBound
      frame.restyle(Rect(row: row, column: start, rows: 1, columns: columns.count), style: style)
    }
  }

  /// The signs of a row, which need no colour.
  private func drawSigns(of client: OAuthClient, inRow index: Int, row: Int, on frame: inout Frame) {
    func draw(_ sign: String, at column: Int, _ style: Style) {
      frame.draw(sign, row: row, column: area.column + column, style: style)
    }
    let isSelected = index == cursor.row
    if isWorking, browser.isBusy(client.id) {
      draw(SignOfLife.sign(browser.signOfLife), at: ListColumns.sign, .accent)
    } else if clients.isMarked(row: index) {
      draw(isSelected ? Sign.selectedAndMarked : Sign.marked, at: ListColumns.sign, .accent)
    } else if markedRange?.contains(index) == true {
      draw(isSelected ? Sign.selectedInRange : Sign.inRange, at: ListColumns.sign, .accent)
    } else if isSelected {
      draw(Sign.selection, at: ListColumns.sign, .plain)
    }
    // What is only worth knowing has no sign: too many clients would have one.
    if let severity = clients.severity(row: index), severity > .note {
      draw(severity.look.sign, at: columns.finding, severity.look.style)
    }
  }
}

/// A list that has been drawn, whose rows can be taken over as long as they would look the same.
struct DrawnList {
  private let frame: Frame
  private let area: Rect
  private let columns: ListColumns
  private let cursor: ListCursor
  private let rows: Range<Int>
  private let look: Browser.RowLook

  /// Keeps what was drawn; nil where something else may lie over it.
  init?(_ browser: Browser, on frame: Frame) {
    let layout = browser.layout
    guard layout.arrangement != .tooSmall, browser.presentation == nil, let look = browser.rowLook else {
      return nil
    }
    self.frame = frame
    self.look = look
    area = layout.list
    columns = layout.listColumns
    cursor = browser.cursor
    rows = cursor.top..<cursor.top + layout.listRows
  }

  /// The rows that would look as they did, if they are not selected.
  func unchangedRows(for browser: Browser) -> Range<Int> {
    let layout = browser.layout
    let isSame = browser.size == frame.size && layout.list == area && layout.listColumns == columns
    return isSame && browser.rowLook == look ? rows : 0..<0
  }

  /// Takes a row over that was drawn and was not selected; false where that cannot be done.
  func copy(_ row: Int, to place: Int, of frame: inout Frame) -> Bool {
    guard row != cursor.row, rows.contains(row) else { return false }
    let columns = area.column..<area.column + area.columns
    return frame.copy(columns, from: area.row + 1 + row - cursor.top, of: self.frame, to: place)
  }
}

/// Signs of rows.
enum Sign {
  /// The row that is selected.
  static let selection = "▸"
  /// A client that is marked.
  static let marked = "●"
  /// A client in the range that is being marked.
  static let inRange = "○"
  /// The selected row, where its client is marked.
  static let selectedAndMarked = "◉"
  /// The selected row, where it is the end of the range that is being marked.
  static let selectedInRange = "◎"
}
