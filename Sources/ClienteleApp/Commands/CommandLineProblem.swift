import ArgumentParser
import HerokuAPI
import TerminalText

/// What is wrong with a command line that the argument parser would explain less well.
///
/// It hands whatever is no command to the browser, which is what runs without one, and answers with the browser's usage.
struct CommandLineProblem: Hashable, Sendable {
  /// What people are told.
  let message: String

  /// - Returns: nil where the parser is to decide.
  init?(_ arguments: [String]) {
    if let problem = Self.unknownWord(in: arguments) {
      message = problem
    } else if arguments.first == "rotate", arguments.firstIndex(of: "--") == arguments.count - 1 {
      // As from a script's variable that is empty: rotating, and printing the secret, is not what was meant.
      message = "Give a command after --, or leave -- out to print the new secret. Nothing was done."
    } else if Self.hasSecret(arguments) {
      message = FlowAddress.secretInArgument
    } else if let advice = Self.misspeltOption(in: arguments) {
      message = advice
    } else if let command = Self.commandBehindOptions(in: arguments) {
      message =
        arguments.first == "--sandbox"
        ? "--sandbox is for the browser. For “clientele \(command)”, run “clientele sandbox” in another terminal: it prints "
          + "what to paste here."
        : "Options go behind the command: “clientele \(command) …”. See “clientele help \(command)”."
    } else {
      return nil
    }
  }

  /// Whether a command that reads addresses of signing in has got one as an argument that must not be repeated.
  private static func hasSecret(_ arguments: [String]) -> Bool {
    let words = arguments.first == "--sandbox" ? arguments.dropFirst() : arguments[...]
    guard let command = words.first, ["try", "explain"].contains(command) else { return false }
    let values: Set<String> = ["--host", "--allow-host", "--log", "--two-factor-code"]
    return zip(words, words.dropFirst()).contains { option, word in
      !values.contains(option) && FlowSecrets.areIn(word)
    }
  }

  // MARK: Words that are no commands

  private static func unknownWord(in arguments: [String]) -> String? {
    var words = arguments.prefix { !$0.hasPrefix("-") }
    var path = "clientele"
    var command: any ParsableCommand.Type = ClienteleCommand.self
    if words.first == "help" {
      words = words.dropFirst()
      path += " help"
    }
    while let word = words.popFirst() {
      let names = command.subcommandNames
      // What follows the last of the commands is its arguments; help takes none of them.
      guard !names.isEmpty else {
        guard path.hasPrefix("clientele help ") else { return nil }
        return "“\(path)” takes nothing behind it, such as “\(word)”."
      }
      guard let next = command.subcommand(named: word) else {
        if command == ClienteleCommand.self, word == "help" { return nil }
        let nearest = Self.nearest(
          to: word,
          // No commands, but typed for them.
          among: path == "clientele" ? names + ["help", "--version"] : names,
          isFirst: command == ClienteleCommand.self
        )
        let suggestion = nearest.map { " Did you mean “\(path) \($0)”?" } ?? ""
        return "There is no command “\(word)”.\(suggestion) See “clientele --help” for all of them."
      }
      command = next
      path += " \(word)"
    }
    return nil
  }

  /// The command that was probably meant.
  static func nearest(
    to word: String,
    among names: [String] = ClienteleCommand.subcommandNames,
    isFirst: Bool = true
  ) -> String? {
    // As Heroku's own program calls them: `clients` lists, `clients:rotate` rotates.
    if isFirst, word == "clients" { return "list" }
    let prefix = "clients:"
    let wanted = (isFirst && word.hasPrefix(prefix) ? String(word.dropFirst(prefix.count)) : word)
      .lowercased()
    // What somebody began to type, and took for enough.
    let begun = names.filter { $0.hasPrefix(wanted) }
    if wanted.count > 2, let only = begun.first, begun.count == 1 { return only }
    // A dash more or less is no slip.
    let letters = wanted.filter { $0 != "-" }
    let closest = names.map { (name: $0, distance: letters.typingDistance(to: $0.filter { $0 != "-" })) }
      .min { $0.distance < $1.distance }
    return closest.flatMap {
      $0.distance <= mostSlips(in: $0.name.filter { $0 != "-" }, for: letters) ? $0.name : nil
    }
  }

  /// How many slips of the fingers still mean a name: one in three letters, or two where all letters are there.
  private static func mostSlips(in name: String, for word: String) -> Int {
    max(word.sorted() == name.sorted() ? 2 : 1, name.count / 3)
  }

  // MARK: Options that are misspelt in a way that the parser takes for something else

  private static func misspeltOption(in arguments: [String]) -> String? {
    let options = arguments.prefix { $0 != "--" }
    if let first = arguments.first, first.hasPrefix("--"), !first.contains("="),
      let meant = ["--help", "--version"].first(where: { first.lowercased().typingDistance(to: $0) == 1 }),
      (try? ClienteleCommand.parseAsRoot(arguments)) == nil
    {
      return "There is no option “\(first)”. Did you mean “\(meant)”?"
    }
    // A dash too few makes it a bundle of letters.
    for (index, word) in options.enumerated()
    where word.hasPrefix("-") && word.count > 2 && !word.hasPrefix("--") {
      var mended = arguments
      mended[index] = "-" + word
      if (try? ClienteleCommand.parseAsRoot(arguments)) == nil,
        (try? ClienteleCommand.parseAsRoot(mended)) != nil
      {
        return "There is no option “\(word)”. Did you mean “-\(word)”?"
      }
    }
    return nil
  }

  /// An option that there is not, with what was meant.
  ///
  /// For a command line that the parser refuses: it names the option only where nothing else is wrong with the line, and
  /// offers whichever is nearest, however far that is.
  static func unknownOption(in arguments: [String]) -> String? {
    var command: any ParsableCommand.Type = ClienteleCommand.self
    for word in arguments {
      guard let next = command.subcommand(named: word) else { break }
      command = next
    }
    if command == ClienteleCommand.self { command = BrowseCommand.self }
    let names = optionNames(of: command)
    for (index, word) in arguments.prefix(while: { $0 != "--" }).enumerated() where word.hasPrefix("--") {
      let name = String(word.prefix { $0 != "=" })
      guard !names.contains(name) else { continue }
      if let meant = nearest(to: name, among: names, isFirst: false) {
        return "There is no option “\(name)”. Did you mean “\(meant)”?"
      }
      if index == 0, let meant = nearest(to: String(name.dropFirst(2))) {
        return "There is no option “\(name)”. Did you mean “clientele \(meant)”?"
      }
    }
    return nil
  }

  /// The options that the help of a command names, with their dashes.
  private static func optionNames(of command: any ParsableCommand.Type) -> [String] {
    let help = ClienteleCommand.helpMessage(for: command, includeHidden: true)
    let words = help.split { !($0.isASCII && ($0.isLetter || $0 == "-")) }.map(String.init)
    return Set(words.filter { $0.hasPrefix("--") && $0.count > 2 }).sorted()
  }

  // MARK: What the parser says

  /// What the parser says about a command line, line by line; an end of a line that was typed ends none of them.
  static func lines(of message: String, about arguments: [String]) -> [String] {
    var message = message
    if arguments.contains(where: { $0.unicodeScalars.contains(where: \.isControl) }) {
      // Said of the same arguments without what cannot be seen; where those are all right, as it is.
      do {
        _ = try ClienteleCommand.parseAsRoot(arguments.map { CleanText($0).text })
      } catch {
        message = ClienteleCommand.fullMessage(for: error)
      }
    }
    return message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  // MARK: Options in the wrong place

  /// The command that follows options which it would have taken behind it.
  private static func commandBehindOptions(in arguments: [String]) -> String? {
    guard arguments.first?.hasPrefix("-") == true else { return nil }
    let names = ClienteleCommand.subcommandNames
    let options = arguments.prefix { $0 != "--" }
    guard let index = options.firstIndex(where: names.contains),
      (try? ClienteleCommand.parsed(arguments)) == nil
    else { return nil }
    var moved = arguments
    moved.insert(moved.remove(at: index), at: 0)
    return (try? ClienteleCommand.parsed(moved)) == nil ? nil : arguments[index]
  }
}

extension ParsableCommand {
  /// Every word that names one of its commands; each kind of command has its own.
  static var subcommandNames: [String] {
    configuration.subcommands.flatMap { $0.names }
  }

  fileprivate static func subcommand(named word: String) -> (any ParsableCommand.Type)? {
    configuration.subcommands.first { $0.names.contains(word) }
  }

  /// What it is called; each kind of command has its own.
  private static var names: [String] {
    [configuration.commandName ?? "\(Self.self)".lowercased()] + configuration.aliases
  }
}

extension String {
  /// How many slips of the fingers make another text of this one: a character too many, too few or another, or two
  /// neighbours that have changed places (Damerau and Levenshtein, no two slips in one place).
  func typingDistance(to other: String) -> Int {
    let (mine, theirs) = (Array(self), Array(other))
    var beforeLast: [Int] = []
    var last = Array(0...theirs.count)
    for row in mine.indices {
      var current = [row + 1]
      for column in theirs.indices {
        var least = Swift.min(
          last[column] + (mine[row] == theirs[column] ? 0 : 1),
          current[column] + 1,
          last[column + 1] + 1
        )
        if row > 0, column > 0, mine[row] == theirs[column - 1], mine[row - 1] == theirs[column] {
          least = Swift.min(least, beforeLast[column - 1] + 1)
        }
        current.append(least)
      }
      (beforeLast, last) = (last, current)
    }
    return last[theirs.count]
  }
}
