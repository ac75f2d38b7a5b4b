extension Character {
  /// How many columns the character takes on the screen.
  ///
  /// The widths of its scalars are added, as ncurses does: a grapheme of several spacing scalars (a flag, a
  /// Devanagari conjunct) takes several cells there.
  public var cellWidth: Int {
    unicodeScalars.reduce(0) { $0 + $1.cellWidth }
  }
}
