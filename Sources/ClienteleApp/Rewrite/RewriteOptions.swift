import ArgumentParser
import HerokuAPI

/// How a rewrite is given on a command line.
struct RewriteOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Replace each occurrence of a text by another.", valueName: "old> <new")
  )
  var text: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      #"Replace each match of a regular expression; $1 or \1 is its first group, $0 the whole match."#,
      valueName: "old> <new"
    )
  )
  var regex: [String] = []

  @Option(help: ArgumentHelp("Set the scheme.", valueName: "scheme"))
  var setScheme: String?

  @Option(
    help: ArgumentHelp("Set the host. (--host is the server that is asked.)", valueName: "host")
  )
  var setHost: String?

  @Option(help: ArgumentHelp("Set the port; '' takes it away.", valueName: "port"))
  var setPort: String?

  @Option(help: ArgumentHelp("Set the path, which begins with a slash.", valueName: "path"))
  var setPath: String?

  func validate() throws {
    for (name, values) in [("text", text), ("regex", regex)] where !values.isEmpty && values.count != 2 {
      throw ValidationError(
        "--\(name) takes two texts, the old and the new. Quote them for the shell; '' stands for nothing."
      )
    }
    let ways = [!text.isEmpty, !regex.isEmpty, !parts.isEmpty].count { $0 }
    if ways == 0 {
      throw ValidationError(
        "Say what to change: --text, --regex, --set-scheme, --set-host, --set-port or --set-path."
      )
    }
    if ways > 1 { throw ValidationError("--text, --regex and the --set options exclude each other.") }
    do throws(RewriteMistake) {
      _ = try Rewrite(rule)
    } catch {
      throw ValidationError(words(for: error))
    }
  }

  /// The rule that they make.
  var rule: Rewrite.Rule {
    if text.count == 2 { return .text(text[0], by: text[1]) }
    if regex.count == 2 { return .pattern(regex[0], by: regex[1]) }
    return .parts(parts)
  }

  private var parts: [RewritePart: String] {
    var parts: [RewritePart: String] = [:]
    parts[.scheme] = setScheme
    parts[.host] = setHost
    parts[.port] = setPort
    parts[.path] = setPath
    return parts
  }

  /// A mistake with the text that it is in, and a mark below its place.
  private func words(for mistake: RewriteMistake) -> String {
    let name: String
    let text: String
    switch mistake.input {
    case .old:
      name = regex.isEmpty ? "--text" : "--regex"
      text = regex.first ?? self.text.first ?? ""
    case .new:
      name = "the replacement of --regex"
      text = regex.last ?? ""
    case .part(let part):
      name = "--set-\(part.rawValue)"
      text = parts[part] ?? ""
    }
    let position = mistake.offset + 1
    let place = text.isEmpty ? "" : " at position \(position) of “\(text)”"
    return "In \(name)\(place): \(mistake.reason)."
  }
}
