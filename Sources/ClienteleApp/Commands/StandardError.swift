import Platform
import TerminalText

/// Where people are told things that are no data.
enum StandardError {
  /// Whether a person reads it as it comes.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Writes a line.
  static func print(_ text: String, terminator: String = "\n") {
    let bytes = Array((text + terminator).utf8)
    bytes.withUnsafeBytes { buffer in
      _ = write(STDERR_FILENO, buffer.baseAddress, buffer.count)
    }
  }

  /// Writes a line that may hold text of other people: names, or what a server says.
  ///
  /// Clean also where it is no terminal: logs and files are looked at on one later.
  static func printForeign(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    print(lines.map { CleanText(String($0)).text }.joined(separator: "\n"))
  }
}
