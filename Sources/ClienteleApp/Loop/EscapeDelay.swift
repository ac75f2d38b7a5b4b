import Dispatch

/// How long a lone Escape waits for the rest of a sequence before it counts as the key.
enum EscapeDelay {
  /// `$ESCDELAY` in milliseconds as ncurses takes it; else 25 ms, and 100 over SSH, where the bytes of one
  /// sequence can arrive apart.
  static func choose() -> DispatchTimeInterval {
    if let text = Environment["ESCDELAY"], let milliseconds = Int(text), (0...5000).contains(milliseconds) {
      return .milliseconds(milliseconds)
    }
    let isRemote = Environment["SSH_CONNECTION"] != nil || Environment["SSH_TTY"] != nil
    return .milliseconds(isRemote ? 100 : 25)
  }
}
