/// Why the screen could not be opened.
///
/// Nothing has been written to the terminal then.
public enum TerminalError: Error, Hashable, Sendable {
  /// One of the two descriptors that have to be a terminal.
  public enum Stream: String, Hashable, Sendable {
    /// Where keys come from.
    case input = "standard input"
    /// Where the screen goes.
    case output = "standard output"
  }

  /// Input comes from, or output goes to, a file or a pipe.
  case notATerminal(Stream)
  /// `TERM` is not set, or is empty.
  case typeNotSet
  /// terminfo does not know what `TERM` names.
  case typeUnknown(String)
  /// The terminal cannot put the cursor where it is wanted.
  case noCursorAddressing(String)
  /// The system refused something that it never should, with this `errno`.
  case systemCallFailed(String, code: Int32)
}

extension TerminalError: CustomStringConvertible {
  /// What is wrong and what to do about it, for the person who reads it.
  public var description: String {
    switch self {
    case .notATerminal(let stream):
      "The screen needs a terminal, and \(stream.rawValue) is not one: "
        + "start it in a terminal, without a pipe."
    case .typeNotSet:
      "TERM is not set, so the kind of this terminal is not known: try TERM=xterm-256color."
    case .typeUnknown(let type):
      "TERM is \"\(type)\", which this system has no description of: try TERM=xterm-256color, "
        + "or install one (on Debian: apt-get install ncurses-term)."
    case .noCursorAddressing(let type):
      "TERM is \"\(type)\", a terminal that cannot place its cursor: use another one, or, "
        + "if it can after all, set TERM to what it is, such as xterm-256color."
    case .systemCallFailed(let call, let code):
      "The terminal could not be set up: \(call) failed with errno \(code)."
    }
  }

  /// What to say where a terminal was taken for one of another kind; nil where it was not.
  static func remark(wanted: String, used: String) -> String? {
    guard wanted != used else { return nil }
    return "TERM is \"\(wanted)\", which this system has no description of: \(used) did instead. "
      + "To have its own (on Debian): apt-get install ncurses-term."
  }
}
