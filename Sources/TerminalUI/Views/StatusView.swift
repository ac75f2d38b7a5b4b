import ClientBrowser
import HerokuAPI
import TerminalText

/// The lines above the keys: what just happened, what is under way, or the filter while it is typed; at their right end,
/// where the selection stands in the list.
struct StatusView: ~Copyable {
  private let browser: Browser
  private let area: Rect

  init(_ browser: Browser, _ layout: Layout) {
    self.browser = browser
    area = layout.status
  }

  func draw(on frame: inout Frame) {
    if let field = browser.presentation?.statusField {
      draw(field, on: &frame)
    } else if let status = browser.statusNow {
      draw(status, on: &frame)
    }
    let end = drawPosition(on: &frame)
    if browser.isWorking {
      frame.draw(SignOfLife.sign(browser.signOfLife), row: lastRow, column: end - 2, style: .accent)
    }
  }

  private var lastRow: Int { area.row + area.rows - 1 }

  /// Draws the position at the right end, and returns where what stands before it has to end.
  private func drawPosition(on frame: inout Frame) -> Int {
    let edge = area.columns - 1
    let isFree = browser.positionRoom > 0 || (browser.statusNow == nil && browser.context != .filtering)
    guard isFree, let position = browser.position else { return edge + 1 }
    let text = position.description
    let column = edge - text.cellWidth
    frame.draw(text, row: lastRow, column: column, style: .dim)
    return column
  }

  private func draw(_ status: Status, on frame: inout Frame) {
    let look = Look(status.tone)
    var lines = browser.statusLines
    if lines.count > area.rows {
      lines = Array(lines.prefix(area.rows))
      lines[area.rows - 1] =
        (lines[area.rows - 1] + "…").cut(toWidth: area.columns - 4 - browser.positionRoom)
    }
    frame.draw(look.sign, row: area.row, column: 0, style: look.style)
    for (offset, line) in lines.enumerated() {
      frame.draw(line, row: area.row + offset, column: 2, style: look.textStyle)
    }
  }

  private func draw(_ field: Presentation.Field, on frame: inout Frame) {
    let window = field.editor.window(width: area.columns - 6 - browser.positionRoom)
    frame.draw(field.label, row: area.row, column: 0, style: .accent)
    frame.draw(window.text, row: area.row, column: 2, style: .plain)
    drawFault(of: field, window, on: &frame)
    frame.showCursor(at: Position(row: area.row, column: 2 + window.cursorColumn))
  }

  /// Marks what is wrong in the field, and says it below.
  private func drawFault(of field: Presentation.Field, _ window: LineEditor.Window, on frame: inout Frame) {
    if let fault = field.fault {
      let hidden = CleanText(field.editor.before).text.cellWidth - window.cursorColumn
      let columns = (fault.lowerBound - hidden..<fault.upperBound - hidden).clamped(to: 0..<area.columns - 6)
      let place = Rect(row: area.row, column: 2 + columns.lowerBound, rows: 1, columns: columns.count)
      frame.restyle(place, style: .danger)
    }
    guard let finding = field.findings.first else { return }
    let look = finding.severity.look
    for (offset, line) in browser.statusLines.prefix(area.rows).enumerated().dropFirst() {
      if offset == 1 { frame.draw(look.sign, row: area.row + offset, column: 0, style: look.style) }
      frame.draw(line, row: area.row + offset, column: 2, style: look.textStyle)
    }
  }
}

extension Presentation {
  /// The field that stands in the place of the status; nil where it is elsewhere.
  fileprivate var statusField: Field? {
    guard place == .statusLine, case .field(let field)? = blocks.first else { return nil }
    return field
  }
}

/// How a message of a tone looks: a sign and a style, so that the sign tells it without colour.
struct Look {
  let sign: String
  let style: Style
  let textStyle: Style

  init(_ tone: Status.Tone) {
    switch tone {
    case .information: (sign, style, textStyle) = (" ", .plain, .plain)
    case .success: (sign, style, textStyle) = ("✓", .success, .plain)
    case .warning: (sign, style, textStyle) = ("!", .warning, .plain)
    case .failure: (sign, style, textStyle) = ("✗", .danger, .plain)
    }
  }

  init(_ sign: String, _ style: Style) {
    (self.sign, self.style, textStyle) = (sign, style, .plain)
  }
}

extension FindingSeverity {
  /// How a finding looks: its sign, and how the sign is drawn.
  var look: Look {
    switch self {
    case .error: Look(sign, .danger)
    case .warning: Look(sign, .warning)
    case .note: Look(sign, .dim)
    }
  }
}
