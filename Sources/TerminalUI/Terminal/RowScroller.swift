import CNcurses
import MainLoop

/// Moves rows that scroll on the terminal before the frame is painted.
///
/// ncurses finds out by itself what has moved (`idlok`), but it compares whole rows. With a detail pane
/// beside the list no row is the same as before, and it guesses wrong. So it is shown the move alone first,
/// with the panes going along, which it recognises and sends as one scroll; then it is shown the frame, of
/// which only the detail is left to send. Nobody sees what is between: both go to the terminal in one piece.
/// A Down that scrolls costs a quarter less than by ncurses' own guess.
@LoopActor
struct RowScroller {
  private var last: ScrollingRows?

  /// Moves the rows that have moved since the last frame, and says which.
  mutating func scroll(to rows: ScrollingRows?) -> RowMove? {
    defer { last = rows }
    guard let rows, let distance = last.flatMap({ rows.distance(from: $0) }) else { return nil }
    let screen = ncurses_standard_screen()
    // A window scrolls only where it may, and otherwise never: writing into the last cell would scroll it
    // too.
    scrollok(screen, true)
    wsetscrreg(screen, Int32(rows.rows.lowerBound), Int32(rows.rows.upperBound - 1))
    wscrl(screen, Int32(distance))
    wsetscrreg(screen, 0, getmaxy(screen) - 1)
    scrollok(screen, false)
    leaveok(screen, true)
    wrefresh(screen)
    return RowMove(rows: rows.rows, distance: distance)
  }

  /// Forgets where the rows were: something else has been on the screen.
  mutating func forget() {
    last = nil
  }
}
