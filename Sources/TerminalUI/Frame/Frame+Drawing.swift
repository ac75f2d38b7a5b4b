public import ClientBrowser
import TerminalText

extension Frame {
  /// Draws text on one row and returns how many columns it took.
  ///
  /// It ends at `width`, at the edge of the frame, and before a wide character of which only half would fit;
  /// what is left of the width stays as it was. The text should be clean (`CleanText`): what is
  /// unsafe all the same is drawn as U+FFFD, and a mark without a base is left out.
  @discardableResult
  public mutating func draw(
    _ text: String,
    row: Int,
    column: Int,
    width: Int = .max,
    style: Style = .plain
  ) -> Int {
    guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return 0 }
    let start = row * size.columns + column
    let end = place(text, from: start, room: min(width, size.columns - column), style: style)
    return end - start
  }

  /// Empties a rectangle and gives it a style.
  public mutating func fill(_ rect: Rect, style: Style = .plain) {
    for range in ranges(of: rect) { blank(range, style: style) }
  }

  /// Gives what stands in a rectangle another style.
  public mutating func restyle(_ rect: Rect, style: Style) {
    for range in ranges(of: rect) { restyle(range, style: style) }
  }

  /// Draws a border along the edge of a rectangle, with the title in its upper side; what is within stays.
  ///
  /// Nothing is drawn where a border does not fit: under 2 rows or columns.
  public mutating func box(
    _ rect: Rect,
    title: String = "",
    style: Style = .plain,
    titleStyle: Style = .title
  ) {
    guard rect.rows >= 2, rect.columns >= 2 else { return }
    let line = String(repeating: "─", count: rect.columns - 2)
    let last = rect.row + rect.rows - 1
    draw("┌" + line + "┐", row: rect.row, column: rect.column, style: style)
    for row in rect.row + 1..<last {
      draw("│", row: row, column: rect.column, style: style)
      draw("│", row: row, column: rect.column + rect.columns - 1, style: style)
    }
    draw("└" + line + "┘", row: last, column: rect.column, style: style)
    guard !title.isEmpty, rect.columns >= 6 else { return }
    let label = " " + title.cut(toWidth: rect.columns - 6) + " "
    draw(label, row: rect.row, column: rect.column + 2, style: titleStyle)
  }
}
