import CCharacterWidth

extension Unicode.Scalar {
  /// How many columns a frame gives this scalar: 0 for a combining mark, 1 or 2 for what stands by itself.
  ///
  /// It is libc's `wcwidth`, because ncurses asks that too: a better table than ncurses' own would only make
  /// us disagree with what ends up on the screen. What may not reach a cell counts as the U+FFFD that a frame
  /// draws in its place.
  public var cellWidth: Int { inCell.width }

  /// What a cell shows of this scalar, and how many columns that takes: itself, or U+FFFD if it is unsafe.
  public var inCell: (scalar: Unicode.Scalar, width: Int) {
    if isSurelyNarrow { return (self, 1) }
    return isUnsafeInCell ? ("\u{FFFD}", 1) : (self, libcWidth)
  }

  /// Whether this is known, without asking anybody, to be safe and one column wide: ASCII, the letters of
  /// Latin scripts, punctuation, and the lines that frames draw by the hundred.
  var isSurelyNarrow: Bool {
    switch value {
    case 0x20...0x7e, 0xa1...0xac, 0xae...0x2ff, 0x2010...0x2027, 0x2500...0x259f: true
    default: false
    }
  }

  /// Whether this is one of the 95 characters that are one column wide everywhere.
  var isPrintableASCII: Bool { value >= 0x20 && value < 0x7f }

  /// What `wcwidth` says, in a UTF-8 locale even if nobody has set one; -1 for what cannot be shown.
  var libcWidth: Int { hasUTF8CharacterTypes ? Int(character_width(value)) : 1 }
}
