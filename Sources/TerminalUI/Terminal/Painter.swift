import CNcurses
import ClientBrowser
import MainLoop

/// Copies frames into ncurses, which finds out what has changed and sends that.
///
/// Of a row only what lies between its first and its last change goes to ncurses, in one call: ncurses would look at each
/// of the other cells five times before it found out that they are what they were.
@LoopActor
struct Painter {
  /// An empty cell of each style, by its raw value: the attributes and the colour pair are made out only
  /// once.
  private let blanks: [cchar_t]
  /// The piece of a row in the making, kept to spare the allocation.
  private var piece: [cchar_t] = []
  /// What ncurses was handed last.
  private var shown: Frame?

  /// Makes ready to paint with a theme; the screen has to be open.
  init(theme: Theme) {
    let shown = ncurses_shown_attributes()
    blanks = Style.allCases.map { style in
      var cell = cchar_t()
      let attributes = theme[style]
      let pair = ColourPairs.define(Int16(style.rawValue) + 1, for: attributes)
      setcchar(&cell, [wchar_t(32), 0], attributes.ncurses(among: shown), pair, nil)
      return cell
    }
  }

  /// Puts a frame on the screen, on which these rows have been moved since the last frame.
  mutating func paint(_ frame: Frame, after move: RowMove? = nil) {
    let screen = ncurses_standard_screen()
    if frame.size != Size(columns: Int(getmaxx(screen)), rows: Int(getmaxy(screen))) {
      werase(screen)
      shown = nil
    }
    for row in 0..<frame.size.rows {
      guard let columns = changedColumns(ofRow: row, of: frame, after: move) else { continue }
      fillPiece(columns, ofRow: row, of: frame)
      mvwadd_wchnstr(screen, Int32(row), Int32(columns.lowerBound), piece, Int32(piece.count))
    }
    shown = frame
    // Without a place of its own the cursor stays where the last change was: moving it would cost bytes.
    leaveok(screen, frame.cursor == nil)
    let isCursorVisible = frame.cursor != nil && frame.cursorIsVisible
    if !isCursorVisible { curs_set(0) }
    // Hidden too it goes where it belongs: that is where screen readers and magnifiers look.
    if let cursor = frame.cursor { wmove(screen, Int32(cursor.row), Int32(cursor.column)) }
    wrefresh(screen)
    if isCursorVisible { curs_set(1) }
  }

  /// Leaves nothing on the screen.
  mutating func erase() {
    let screen = ncurses_standard_screen()
    shown = nil
    werase(screen)
    leaveok(screen, true)
    wrefresh(screen)
  }

  /// The columns of a row that ncurses does not have as they are; nil where it has all of them.
  private func changedColumns(ofRow row: Int, of frame: Frame, after move: RowMove?) -> Range<Int>? {
    let origin = move.map { $0.origin(of: row) } ?? row
    guard let shown, shown.size == frame.size, let origin else { return 0..<frame.size.columns }
    return frame.changedColumns(ofRow: row, since: origin, of: shown)
  }

  private mutating func fillPiece(_ columns: Range<Int>, ofRow row: Int, of frame: Frame) {
    piece.removeAll(keepingCapacity: true)
    let start = frame.range(ofRow: row).lowerBound
    for cell in frame.cells[start + columns.lowerBound..<start + columns.upperBound] where cell.width > 0 {
      var character = blanks[Int(cell.style.rawValue)]
      // An element of `chars` is what setcchar() would put there; through it a frame would take twice as
      // long.
      character.chars.0 = wchar_t(truncatingIfNeeded: cell.scalar.value)
      if cell.marks != 0 { character.add(frame.marks(of: cell)) }
      piece.append(character)
    }
  }
}

extension cchar_t {
  /// Puts combining marks on the base.
  fileprivate mutating func add(_ marks: [Unicode.Scalar]) {
    withUnsafeMutableBytes(of: &chars) { bytes in
      let slots = bytes.bindMemory(to: wchar_t.self)
      for (slot, mark) in zip(slots.indices.dropFirst(), marks) {
        slots[slot] = wchar_t(truncatingIfNeeded: mark.value)
      }
    }
  }
}
