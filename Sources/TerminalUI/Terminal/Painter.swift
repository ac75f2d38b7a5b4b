import CNcurses
import ClientBrowser

/// Copies frames into ncurses, which finds out what has changed and sends that.
///
/// A row goes to ncurses in one call; there is no comparison of our own before it, since that would be the
/// work of ncurses done twice.
@MainActor
struct Painter {
  /// An empty cell of each style, by its raw value: the attributes and the colour pair are made out only
  /// once.
  private let blanks: [cchar_t]
  /// The row in the making, kept to spare the allocation.
  private var row: [cchar_t] = []

  /// Makes ready to paint with a theme; the screen has to be open.
  init(theme: Theme) {
    blanks = Style.allCases.map { style in
      var cell = cchar_t()
      let attributes = theme[style]
      let pair = ColourPairs.define(Int16(style.rawValue) + 1, for: attributes)
      setcchar(&cell, [wchar_t(32), 0], attributes.ncurses, pair, nil)
      return cell
    }
  }

  /// Puts a frame on the screen.
  mutating func paint(_ frame: Frame) {
    let screen = ncurses_standard_screen()
    if frame.size != Size(columns: Int(getmaxx(screen)), rows: Int(getmaxy(screen))) { werase(screen) }
    for index in 0..<frame.size.rows {
      fillRow(index, of: frame)
      mvwadd_wchnstr(screen, Int32(index), 0, row, Int32(row.count))
    }
    // While the cursor is hidden it may stay where the last change was: moving it would cost bytes.
    leaveok(screen, frame.cursor == nil)
    if let cursor = frame.cursor {
      wmove(screen, Int32(cursor.row), Int32(cursor.column))
      wrefresh(screen)
      curs_set(1)
    } else {
      curs_set(0)
      wrefresh(screen)
    }
  }

  private mutating func fillRow(_ index: Int, of frame: Frame) {
    row.removeAll(keepingCapacity: true)
    let start = index * frame.size.columns
    for cell in frame.cells[start..<start + frame.size.columns] where cell.width > 0 {
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
