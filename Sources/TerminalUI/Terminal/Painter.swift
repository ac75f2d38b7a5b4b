import CNcurses
import ClientBrowser
import MainLoop

/// Copies frames into ncurses, which finds out what has changed and sends that.
///
/// A row goes to ncurses in one call, or not at all if it is what it was: ncurses would look at each of its
/// cells five times before it found out the same. What has changed within a row is left to ncurses.
@LoopActor
struct Painter {
  /// An empty cell of each style, by its raw value: the attributes and the colour pair are made out only
  /// once.
  private let blanks: [cchar_t]
  /// The row in the making, kept to spare the allocation.
  private var row: [cchar_t] = []
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
    for index in 0..<frame.size.rows where !isShown(index, of: frame, after: move) {
      fillRow(index, of: frame)
      mvwadd_wchnstr(screen, Int32(index), 0, row, Int32(row.count))
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

  /// Whether ncurses has this row already.
  private func isShown(_ index: Int, of frame: Frame, after move: RowMove?) -> Bool {
    guard let shown, shown.size == frame.size else { return false }
    let origin = move.map { $0.origin(of: index) } ?? index
    return origin.map { frame.hasRow(index, equalTo: $0, of: shown) } ?? false
  }

  private mutating func fillRow(_ index: Int, of frame: Frame) {
    row.removeAll(keepingCapacity: true)
    for cell in frame.cells[frame.range(ofRow: index)] where cell.width > 0 {
      var character = blanks[Int(cell.style.rawValue)]
      // An element of `chars` is what setcchar() would put there; through it a frame would take twice as
      // long.
      character.chars.0 = wchar_t(truncatingIfNeeded: cell.scalar.value)
      if cell.marks != 0 { character.add(frame.marks(of: cell)) }
      row.append(character)
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
