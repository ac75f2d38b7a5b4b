import TerminalText

extension LineEditor {
  /// The part of a line that a field of a given width shows.
  public struct Window: Hashable, Sendable {
    /// The text to draw, cleaned and no wider than the field.
    public var text: String
    /// The column of the cursor in the field.
    public var cursorColumn: Int
    /// Whether text is hidden to the left.
    public var isCutLeft: Bool
    /// Whether text is hidden to the right.
    public var isCutRight: Bool
  }

  /// What a field shows: the end of a text that is too long, until the cursor moves out of it; then the window
  /// moves by half its width, so that the text stands still while one moves within.
  ///
  /// - Parameter width: the field's width in columns, with the column for a cursor at the end; at least 2.
  public func window(width: Int) -> Window {
    let width = max(2, width)
    let half = max(1, width / 2)
    let head = before.map { CleanText(String($0)).text }
    let cursor = head.reduce(0) { $0 + $1.cellWidth }
    let tail = after.map { CleanText(String($0)).text }
    let total = cursor + tail.reduce(0) { $0 + $1.cellWidth }
    var start = max(0, total + 1 - width)
    while start > 0, cursor <= start { start = max(0, start - half) }
    var column = 0
    var text = ""
    var used = 0
    var isCutRight = false
    for piece in head + tail {
      let pieceWidth = piece.cellWidth
      defer { column += pieceWidth }
      if column < start {
        // A wide character cut by the left edge leaves a blank.
        let overhang = column + pieceWidth - start
        if overhang > 0 {
          text += String(repeating: " ", count: overhang)
          used += overhang
        }
        continue
      }
      if used + pieceWidth > width {
        isCutRight = true
        break
      }
      text += piece
      used += pieceWidth
    }
    return Window(text: text, cursorColumn: cursor - start, isCutLeft: start > 0, isCutRight: isCutRight)
  }
}
