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

/// How long Escape waits for what may follow it.
public enum EscapeDelay {
  /// The time after which a pending Escape is one by itself.
  ///
  /// A local terminal sends a sequence in one piece; 25 ms is unnoticed by the person who pressed Escape.
  /// Over SSH it may arrive in two. `$ESCDELAY`, in milliseconds, is what ncurses takes for it.
  public static func duration(in environment: [String: String]) -> Duration {
    if let wanted = environment["ESCDELAY"].flatMap({ Int($0) }), (0...10_000).contains(wanted) {
      return .milliseconds(wanted)
    }
    let isRemote = environment["SSH_CONNECTION"] != nil || environment["SSH_TTY"] != nil
    return .milliseconds(isRemote ? 100 : 25)
  }
}
