import TerminalText

/// The help screen: the command table, scrolled.
public struct HelpPage: Hashable, Sendable {
  /// A line of the help.
  public enum Line: Hashable, Sendable {
    case blank
    case heading(String)
    case binding(keys: String, title: String)
  }

  /// The first line on the screen.
  public internal(set) var top = 0

  /// All lines: a section for each context.
  ///
  /// What is in force beside the list as well is told once, there.
  public static let lines: [Line] = Context.allCases.flatMap { context -> [Line] in
    let bindings = CommandTable.bindings(in: context).filter {
      context == .list || !$0.contexts.contains(.list)
    }
    guard !bindings.isEmpty else { return [] }
    return [.heading(context.title)]
      + bindings.map { .binding(keys: $0.keys.map(\.name).joined(separator: " "), title: $0.title) } + [
        .blank
      ]
  }

  /// Moves the page, no further than its ends.
  mutating func move(by lines: Int, visibleRows: Int) {
    top = max(0, min(top + lines, Self.lines.count - visibleRows))
  }
}
