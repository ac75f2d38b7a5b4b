public import ClientBrowser

/// What the person at the terminal did.
public enum TerminalInput: Hashable, Sendable {
  /// Pressed a key.
  case key(Key)
  /// Pasted a text, as it was: with its control characters and line breaks, which are the receiver's to
  /// judge.
  case paste(String)
  /// Pasted something of which the end got lost; nothing of it was taken.
  case lostPaste(LostPaste)
}

/// What became of a paste whose end did not come.
public enum LostPaste: Hashable, Sendable {
  /// It stands still, and what came now was dropped; Escape or Ctrl-C, pressed alone, ends it.
  case stalled
  /// It was ended without its end, by a key or by an end that came after parts that were dropped.
  case ended
  /// A part of it came after it had been ended, and was dropped.
  case late
}
