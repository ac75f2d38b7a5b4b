import ClientBrowser
import HerokuAPI
import TerminalText

/// Draws a dialog: a box in the middle of a calmed screen, or the whole of a small one.
struct DialogView {
  private static let widest = 78
  private static let narrowestMargin = 4
  private let dialog: Presentation
  private let fillsScreen: Bool

  init(_ dialog: Presentation, fillsScreen: Bool) {
    self.dialog = dialog
    self.fillsScreen = fillsScreen
  }

  func draw(on frame: inout Frame) {
    let area = Rect(row: 0, column: 0, rows: frame.size.rows - 1, columns: frame.size.columns)
    if fillsScreen {
      frame.fill(area)
      frame.draw(
        CleanText(dialog.title).text.cut(toWidth: area.columns - 2),
        row: 0,
        column: 1,
        style: titleStyle
      )
      let body = Rect(row: 1, column: 1, rows: area.rows - 1, columns: area.columns - 2)
      place(lines(width: body.columns), in: body, on: &frame)
    } else {
      frame.restyle(area, style: .dim)
      let width = min(Self.widest, area.columns - 4)
      let lines = lines(width: width - 6)
      let rows = min(area.rows - 2, lines.count + 4)
      let box = Rect(
        row: max(1, (area.rows - rows) / 2),
        column: (area.columns - width) / 2,
        rows: rows,
        columns: width
      )
      frame.fill(box)
      // What would look out beside a box of nearly the whole width is no context, only clutter.
      if box.column <= Self.narrowestMargin {
        frame.fill(Rect(row: box.row, column: 0, rows: box.rows, columns: area.columns))
      }
      frame.box(box, title: CleanText(dialog.title).text, style: frameStyle, titleStyle: titleStyle)
      let body = Rect(row: box.row + 2, column: box.column + 3, rows: rows - 4, columns: width - 6)
      place(lines, in: body, on: &frame)
    }
  }

  private var titleStyle: Style { dialog.isDangerous ? .danger : .title }
  private var frameStyle: Style { dialog.isDangerous ? .danger : .accent }

  private func place(_ lines: [DialogLine], in body: Rect, on frame: inout Frame) {
    var hasField = false
    frame.pointCursor(at: Position(row: body.row, column: body.column))
    for (offset, line) in lines.fitted(to: body.rows, width: body.columns).enumerated() {
      let row = body.row + offset
      for run in line.runs {
        let column = body.column + run.column
        if let width = run.width {
          frame.fill(Rect(row: row, column: column, rows: 1, columns: width), style: run.style)
        }
        frame.draw(run.text, row: row, column: column, width: body.columns - run.column, style: run.style)
      }
      if let column = line.cursorColumn {
        frame.showCursor(at: Position(row: row, column: body.column + column))
        hasField = true
      } else if let column = line.focusColumn, !hasField {
        frame.pointCursor(at: Position(row: row, column: body.column + column))
      }
    }
  }

  // MARK: Lines

  private func lines(width: Int) -> [DialogLine] {
    var lines = dialog.blocks.flatMap { block -> [DialogLine] in
      switch block {
      case .blank: [.blank]
      case .text(let text, let tone, let weight):
        wrapped(text, column: 0, width: width, tone.style, first: weight, rest: .extra)
      case .value(let label, let value, let tone, let weight):
        valueLines(label, value, tone.style, weight, width)
      case .field(let field): fieldLines(field, width)
      case .heading(let text): wrapped(text, column: 0, width: width, .title, first: .essential, rest: .extra)
      case .row(let row):
        wrapped(
          row.pieces.map(\.text).joined(),
          column: 0,
          width: width,
          .plain,
          first: .essential,
          rest: .extra
        )
      case .keys(let keys, let text): valueLines(keys, text, .plain, .essential, width)
      case .beside: []
      case .message(let status):
        signed(Look(status.tone), status.text, column: 0, width: width, first: .essential, rest: .essential)
      }
    }
    if !dialog.choices.isEmpty { lines += [.blank] + buttonLines(width) }
    return lines
  }

  /// Where fields and values begin.
  private var labelWidth: Int {
    let labels = dialog.blocks.compactMap { block -> Int? in
      switch block {
      case .value(let label, _, _, _), .keys(let label, _): label.cellWidth
      case .field(let field): field.label.cellWidth
      case .blank, .text, .message, .heading, .row, .beside: nil
      }
    }
    return labels.max().map { $0 == 0 ? 0 : $0 + 2 } ?? 0
  }

  private func wrapped(
    _ text: String,
    column: Int,
    width: Int,
    _ style: Style,
    first: Presentation.Weight,
    rest: Presentation.Weight
  ) -> [DialogLine] {
    CleanText(text).text.wrapped(toWidth: max(1, width - column)).enumerated().map { index, line in
      DialogLine(
        runs: [.init(column: column, text: line, style: style)],
        weight: index == 0 ? first : rest,
        isContinuation: index > 0
      )
    }
  }

  private func signed(
    _ look: Look,
    _ text: String,
    column: Int,
    width: Int,
    first: Presentation.Weight,
    rest: Presentation.Weight
  ) -> [DialogLine] {
    var lines = wrapped(text, column: column + 2, width: width, look.textStyle, first: first, rest: rest)
    lines[0].runs.insert(.init(column: column, text: look.sign, style: look.style), at: 0)
    return lines
  }

  private func valueLines(
    _ label: String,
    _ value: String,
    _ style: Style,
    _ weight: Presentation.Weight,
    _ width: Int
  ) -> [DialogLine] {
    var lines = wrapped(value, column: labelWidth, width: width, style, first: weight, rest: .extra)
    lines[0].runs.insert(.init(column: 0, text: label, style: .dim), at: 0)
    return lines
  }

  private func fieldLines(_ field: Presentation.Field, _ width: Int) -> [DialogLine] {
    let fieldWidth = max(2, width - labelWidth)
    let window = field.editor.window(width: fieldWidth)
    var runs: [DialogLine.Run] = [
      .init(column: 0, text: field.label, style: field.isFocused ? .title : .dim),
      .init(
        column: labelWidth,
        text: window.text,
        style: field.isFocused ? .fieldFocused : .field,
        width: fieldWidth
      ),
    ]
    if window.isCutLeft { runs.append(.init(column: labelWidth - 1, text: "‹", style: .accent)) }
    if window.isCutRight { runs.append(.init(column: labelWidth + fieldWidth, text: "›", style: .accent)) }
    let line = DialogLine(runs: runs, cursorColumn: field.isFocused ? labelWidth + window.cursorColumn : nil)
    return [line]
      + field.findings.flatMap { finding in
        signed(
          finding.severity.look,
          finding.text,
          column: labelWidth,
          width: width,
          first: finding.severity == .note ? .extra : .context,
          rest: .extra
        ).map { line in
          var line = line
          line.isOfFinding = true
          return line
        }
      }
  }

  /// The buttons beside each other, or a line each where they have no room for that.
  private func buttonLines(_ width: Int) -> [DialogLine] {
    let labels = dialog.choices.reduce(0) { $0 + $1.label.cellWidth + 4 }
    let gaps = dialog.choices.count - 1
    guard labels + gaps <= width else { return dialog.choices.map { buttonLine([$0], width, gap: 0) } }
    return [buttonLine(dialog.choices, width, gap: labels + 2 * gaps <= width ? 2 : 1)]
  }

  private func buttonLine(_ choices: [Presentation.Choice], _ width: Int, gap: Int) -> DialogLine {
    var column = width
    var runs: [DialogLine.Run] = []
    var focusColumn: Int?
    for choice in choices.reversed() {
      let text = "[ \(choice.label.cut(toWidth: max(1, width - 4))) ]"
      column -= text.cellWidth
      let style: Style =
        !choice.isEnabled ? .buttonDisabled : choice.isFocused ? .buttonFocused : .button
      runs.append(.init(column: max(0, column), text: text, style: style))
      if choice.isFocused { focusColumn = max(0, column) }
      column -= gap
    }
    // The bottom line tells the keys too.
    return DialogLine(runs: runs, weight: .context, focusColumn: focusColumn)
  }
}

extension Presentation.Tone {
  /// How it looks.
  var style: Style {
    switch self {
    case .plain: .plain
    case .dim: .dim
    case .title: .title
    case .accent: .accent
    case .difference: .difference
    case .warning: .warning
    case .failure: .danger
    }
  }
}
