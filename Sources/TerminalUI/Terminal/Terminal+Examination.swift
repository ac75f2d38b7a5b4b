import CNcurses
public import ClientBrowser

extension Terminal {
  /// What would keep the screen from being opened here; nil if nothing would.
  ///
  /// Writes nothing.
  public static func obstacle(
    environment: [String: String],
    input: Int32 = 0,
    output: Int32 = 1
  ) -> TerminalError? {
    do throws(TerminalError) {
      guard Descriptor(number: input).isTerminal else { throw .notATerminal(.input) }
      guard Descriptor(number: output).isTerminal else { throw .notATerminal(.output) }
      _ = try TerminalDescription(type: environment["TERM"], output: Descriptor(number: output))
      return nil
    } catch {
      return error
    }
  }

  /// The size of the terminal on a descriptor; nil if there is none, or it does not tell.
  public static func size(of output: Int32 = 1) -> Size? {
    Descriptor(number: output).windowSize
  }

  /// How many colours the kind of terminal has; nil if it is not known.
  public static func colours(environment: [String: String], output: Int32 = 1) -> Int? {
    (try? TerminalDescription(type: environment["TERM"], output: Descriptor(number: output)))?.colours
  }

  /// The version of the library that paints, as it says itself: `ncurses 6.4.20230520`.
  public nonisolated static var libraryVersion: String { String(cString: curses_version()) }
}
