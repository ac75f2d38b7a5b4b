/// A program that is asked for something: its standard output is the answer.
public struct AskedProgram: Hashable, Sendable {
  /// Its name, as it is looked for in `PATH`.
  public let name: String
  /// Its arguments.
  ///
  /// They are visible to everybody on the machine, so that none is a secret.
  public let arguments: [String]
  /// How long it may take.
  ///
  /// It may have to ask a person, who may have to look up a pass phrase.
  public let timeLimit: Duration

  /// A program, what it is asked, and how long it may take.
  public init(name: String, arguments: [String], timeLimit: Duration) {
    self.name = name
    self.arguments = arguments
    self.timeLimit = timeLimit
  }

  /// GnuPG, to decrypt a file.
  static func gpg(decrypting path: String, mayPrompt: Bool) -> AskedProgram {
    let prompting = mayPrompt ? [] : ["--pinentry-mode", "error"]
    // Without the two dashes a path that starts with one would be an option.
    let arguments = ["--batch", "--quiet"] + prompting + ["--decrypt", "--", path]
    return AskedProgram(name: "gpg", arguments: arguments, timeLimit: .seconds(60))
  }
}
