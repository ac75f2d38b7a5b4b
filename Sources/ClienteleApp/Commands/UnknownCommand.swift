import ArgumentParser
import TerminalText

/// A first word that is no command.
///
/// The argument parser would hand it to the browser, which is what runs without a command, and answer with the
/// browser's usage.
struct UnknownCommand: Hashable, Sendable {
  /// What was typed.
  let word: String
  /// The command that was probably meant.
  let nearest: String?

  /// - Returns: nil if the command line begins with a command or an option.
  init?(_ arguments: some Sequence<String>, commands: [String] = ClienteleCommand.names) {
    var first = arguments.makeIterator()
    guard let word = first.next(), !word.hasPrefix("-"), !commands.contains(word) else { return nil }
    self.word = word
    // As Heroku's own program calls them: `clients:rotate`.
    let wanted = word.hasPrefix("clients:") ? String(word.dropFirst("clients:".count)) : word
    let distances = commands.map { (name: $0, distance: wanted.editDistance(to: $0)) }
    // `heroku clients` lists them.
    if word == "clients" { nearest = "list"; return }
    let closest = distances.min { $0.distance < $1.distance }
    nearest = closest.flatMap { $0.distance <= max(1, $0.name.count / 3) ? $0.name : nil }
  }

  /// What people are told.
  var message: String {
    let suggestion = nearest.map { " Did you mean “clientele \($0)”?" } ?? ""
    return "There is no command “\(word)”.\(suggestion) See “clientele --help” for all of them."
  }
}

extension ClienteleCommand {
  /// Every word that names a command.
  static var names: [String] {
    configuration.subcommands.flatMap { command in
      [command.configuration.commandName ?? ""] + command.configuration.aliases
    } + ["help"]
  }
}

extension String {
  /// How many characters have to be put in, left out or replaced to make another text of this one.
  fileprivate func editDistance(to other: String) -> Int {
    var row = Array(0...other.count)
    for (index, character) in self.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, wanted) in other.enumerated() {
        let replaced = diagonal + (character == wanted ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = Swift.min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[other.count]
  }
}
