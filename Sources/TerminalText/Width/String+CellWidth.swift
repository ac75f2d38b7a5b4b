extension String {
  /// How many columns the text takes on the screen.
  ///
  /// Printable ASCII is counted in bytes: nearly all text here is, and this runs for every value of every
  /// visible row at every key press.
  public var cellWidth: Int {
    if isPrintableASCII { return utf8.count }
    return unicodeScalars.reduce(0) { $0 + $1.cellWidth }
  }

  /// Whether every byte is a character of one column; true for the empty string.
  var isPrintableASCII: Bool {
    utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
  }
}
