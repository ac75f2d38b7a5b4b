import Platform
import TerminalText

extension DeleteConfirmation {
  /// Makes sure that it is meant: by the option, or by asking on a terminal.
  func obtain(option: String?) throws(CommandFailure) {
    if let option {
      guard accepts(option) else {
        throw CommandFailure(
          .wrongUsage,
          "--confirm is “\(option)”, but “\(wanted)” would confirm this. Nothing was deleted."
        )
      }
      return
    }
    guard isatty(STDIN_FILENO) == 1, StandardError.isTerminal else {
      throw CommandFailure(
        .wrongUsage,
        """
        Without a terminal to ask on, deleting wants --confirm \(ShellAssignments.quoted(wanted)). \
        Nothing was deleted.
        """
      )
    }
    StandardError.printForeign(question)
    guard let answer = readLine(), accepts(answer) else {
      throw CommandFailure(.wrongUsage, "That was not it. Nothing was deleted.")
    }
  }
}
