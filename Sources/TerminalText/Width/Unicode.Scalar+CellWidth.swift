extension Unicode.Scalar {
  /// How many columns a frame gives this scalar: 0 for a combining mark, 1 or 2 for what stands by itself.
  ///
  /// It is libc's `wcwidth`, because ncurses asks that too: a better table than ncurses' own would only make
  /// us disagree with what ends up on the screen. What may not reach a cell counts as the U+FFFD that a frame
  /// draws in its place.
  public var cellWidth: Int {
    if isPrintableASCII { return 1 }
    return isUnsafeInCell ? 1 : libcWidth
  }

  /// Whether this is one of the 95 characters that are one column wide everywhere.
  var isPrintableASCII: Bool { value >= 0x20 && value < 0x7f }
}
