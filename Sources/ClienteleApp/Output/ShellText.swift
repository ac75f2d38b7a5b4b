import HerokuAPI
import TerminalText

/// Words as a POSIX shell reads them.
enum ShellText {
  /// A word that a shell takes as this very text: bare where every character is harmless.
  static func quoted(_ text: String) -> String {
    let isHarmless = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        true
      default: "-_./:@%+=,".utf8.contains(byte)
      }
    }
    // A shell may look for a program's path behind a `=` at the start.
    guard !isHarmless || text.isEmpty || text.hasPrefix("=") else { return text }
    return "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// The same for a line that people see and paste: what cannot be shown is spelled out.
  static func pasteable(_ text: String) -> String {
    guard CleanText(text).wasChanged else { return quoted(text) }
    let bytes = text.utf8.map { byte -> String in
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\\"): "\\" + String(Unicode.Scalar(byte))
      case 0x20..<0x7F: String(Unicode.Scalar(byte))
      // Three digits each, so that none that follows belongs to it.
      default: "\\" + [byte >> 6, byte >> 3 & 7, byte & 7].map { "\($0)" }.joined()
      }
    }
    return "$'" + bytes.joined() + "'"
  }
}

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
