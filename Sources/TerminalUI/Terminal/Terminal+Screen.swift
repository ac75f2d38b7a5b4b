import CNcurses
public import ClientBrowser

extension Terminal {
  /// Its size now, as the system knows it.
  public var size: Size {
    output.windowSize
      ?? Size(
        columns: Int(getmaxx(ncurses_standard_screen())),
        rows: Int(getmaxy(ncurses_standard_screen()))
      )
  }

  /// Makes ncurses take note of ``size``, which it cannot do itself while SIGWINCH belongs to the event loop.
  public func resize() {
    let size = size
    scroller.forget()
    if is_term_resized(Int32(size.rows), Int32(size.columns)) {
      resizeterm(Int32(size.rows), Int32(size.columns))
    }
  }

  /// Makes the next frame be painted whole: something else has written on the screen.
  public func repaintAll() {
    scroller.forget()
    clearok(ncurses_current_screen(), true)
  }
}
