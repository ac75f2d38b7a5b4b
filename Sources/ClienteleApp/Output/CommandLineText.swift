import HerokuAPI
import TerminalText

/// A command line of this program that people can paste into their shell, whatever is in its words.
///
/// The one way to advise a command that holds anything but the program's own words.
struct CommandLineText: Hashable, Sendable, CustomStringConvertible {
  /// The line.
  let description: String

  /// - Parameters:
  ///   - command: the command's name; nil for none.
  ///   - arguments: what stands for itself, which may look like an option.
  ///   - options: names without their dashes, in order, and the values of those that have one.
  init(_ command: String?, _ arguments: [String] = [], options: [(name: String, value: String?)] = []) {
    let words = ["clientele"] + (command.map { [ShellText.pasteable($0)] } ?? [])
    let values = arguments.map(ShellText.pasteable)
    let given = options.map { Self.option($0.name, $0.value) }
    let needsEnd = arguments.contains { $0.hasPrefix("-") }
    let rest = needsEnd ? given + ["--"] + values : values + given
    description = (words + rest).joined(separator: " ")
  }

  /// An option as it is given to the program; a value that looks like another option is tied to it.
  static func option(_ name: String, _ value: String?) -> String {
    guard let value else { return "--\(name)" }
    return "--\(name)\(value.hasPrefix("-") ? "=" : " ")\(ShellText.pasteable(value))"
  }
}

/// A client's id and secret as assignments that a POSIX shell evaluates.
enum ShellAssignments {
  /// The variables, for people.
  static let names = "HEROKU_OAUTH_ID and HEROKU_OAUTH_SECRET"

  /// Two lines; nil where the API withheld the secret, instead of assigning something that is none.
  static func document(_ credentials: ClientCredentials) -> String? {
    guard let secret = credentials.secret else { return nil }
    return """
      HEROKU_OAUTH_ID=\(ShellText.quoted(credentials.client.id.text))
      HEROKU_OAUTH_SECRET=\(ShellText.quoted(secret.reveal()))

      """
  }
}
