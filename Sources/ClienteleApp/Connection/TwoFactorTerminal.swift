import HerokuAPI
import Platform

/// Asks for the second factor on the terminal that a command was given in.
enum TwoFactorTerminal {
  /// The code that a person types; nil where there is no terminal to ask on, or nothing is typed.
  static func ask(_ question: TwoFactorQuestion) async -> Secret? {
    guard isatty(STDIN_FILENO) == 1, StandardError.isTerminal else { return nil }
    if question == .again { StandardError.print("That code was not accepted; wait for the next one.") }
    StandardError.ask("Two-factor code: ")
    let code = readLine().map { $0.filter { !$0.isWhitespace } } ?? ""
    return code.isEmpty ? nil : Secret(code)
  }
}
