extension StringProtocol {
  /// How many columns the text takes on the screen.
  ///
  /// Printable ASCII is counted in bytes: nearly all text here is, and this runs for every value of every
  /// visible row at every key press.
  public var cellWidth: Int {
    if isPrintableASCII { return utf8.count }
    return unicodeScalars.reduce(0) { $0 + $1.cellWidth }
  }

  /// Whether every byte is a character of one column; true for the empty string.
  package var isPrintableASCII: Bool {
    // Over memory, where the string has it in one piece, this is several times as fast as over its UTF-8
    // view.
    utf8.withContiguousStorageIfAvailable { $0.allSatisfy(\.isPrintableASCII) }
      ?? utf8.allSatisfy(\.isPrintableASCII)
  }
}

extension UInt8 {
  fileprivate var isPrintableASCII: Bool { self >= 0x20 && self < 0x7f }
}

extension Character {
  /// How many columns the character takes on the screen.
  ///
  /// The widths of its scalars are added, as ncurses does: a grapheme of several spacing scalars (a flag, a
  /// Devanagari conjunct) takes several cells there.
  public var cellWidth: Int {
    unicodeScalars.reduce(0) { $0 + $1.cellWidth }
  }
}
