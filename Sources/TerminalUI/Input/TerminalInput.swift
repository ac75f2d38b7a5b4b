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
