import ArgumentParser

/// The number that may stand behind `--yes`, which the argument parser knows as a flag: it takes no option with a value or
/// without.
///
/// Alone, `--yes` says that many requests are meant; with a number also that so many apps are.
enum YesCount {
  /// The option that takes the number, which nobody types.
  static let name = NameSpecification.customLong("yes-count")
  static let help = ArgumentHelp("How many apps.", visibility: .private)

  private static let option = "--yes-count"

  /// The words of a command line as the argument parser takes them.
  static func words(for arguments: [String]) -> [String] {
    switch arguments.first {
    case WhereCommand.configuration.commandName where arguments.contains("--mend"): break
    case RotateCommand.configuration.commandName, MigrateCommand.configuration.commandName: break
    default: return arguments
    }
    // What stands behind it is a command's.
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    var words: [String] = []
    for word in arguments[..<end] {
      if words.last == "--yes", word.isNumber {
        words[words.count - 1] = "\(option)=\(word)"
      } else if word.hasPrefix("--yes="), String(word.dropFirst(6)).isNumber {
        words.append("\(option)=\(word.dropFirst(6))")
      } else {
        words.append(word)
      }
    }
    return words + arguments[end...]
  }
}

extension String {
  fileprivate var isNumber: Bool { !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) } }
}
