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
