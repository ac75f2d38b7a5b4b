extension Unicode.Scalar {
  /// Whether this scalar may not reach a cell, a log or a clipboard sequence.
  ///
  /// Names and URIs come from other people. These could lie about what is shown:
  /// * C0, DEL and C1 controls drive the terminal: a name could move the cursor or set the window's title.
  /// * Format characters cannot be seen, and the bidirectional ones (U+202A-202E, U+2066-2069) turn what
  ///   stands around them the other way round: `moc.live` reads as `evil.com`.
  /// * Line and paragraph separators break a row on some terminals.
  /// * Zero-width, filler and tag characters (the "default ignorable" ones) make two different names look
  ///   the same, and can carry hidden text.
  /// * Unassigned scalars, and those of which libc knows no width, are drawn as wide as each terminal likes.
  public var isUnsafeInCell: Bool {
    isUnseen || libcWidth < 0
  }

  /// Whether this scalar is not to be seen: a control, a format character, a separator of lines, a filler, or none at
  /// all.
  ///
  /// Says of ``isUnsafeInCell`` what holds on every terminal and in every locale.
  public var isUnseen: Bool {
    if isSurelyNarrow { return false }
    return switch properties.generalCategory {
    case .format, .surrogate, .unassigned: true
    default: isControl || properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether this scalar drives a terminal or ends a line: what no line of text can have in it, whatever it means.
  ///
  /// Of what is unseen (``isUnseen``) it is the part that nobody types on purpose; joiners and variation selectors are
  /// parts of words and emoji.
  public var isControl: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
