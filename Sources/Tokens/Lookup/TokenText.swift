import HerokuAPI
import TerminalText

/// What can stand in an `Authorization` field as a token.
enum TokenText {
  /// Why a text is none, by kind and place.
  ///
  /// The text itself is not shown: it may be a secret in a wrong form. Positions count characters (Unicode scalars)
  /// from 1.
  enum Problem: Error, Hashable, CustomStringConvertible {
    case empty
    case inQuotes
    case hasScheme
    /// What stands before it: `HEROKU_API_KEY=`, `Bearer:`.
    case behind(String)
    case variable
    case inBrackets
    case mark(Character)
    case tooLong(Int)
    case lineBreak(position: Int)
    case blank(position: Int)
    case control(Unicode.Scalar, position: Int)
    case invisible(Unicode.Scalar, position: Int)
    case quote(position: Int)
    case beyondASCII(position: Int)

    var description: String {
      switch self {
      case .empty: "it is empty"
      case .inQuotes: "it has quotes around it: take them off"
      case .hasScheme: "it begins with “Bearer” and a blank: leave that out"
      case .behind(let label): "it begins with “\(label)”: leave that out"
      case .variable: "it is a variable or a command that no shell has filled in"
      case .inBrackets: "it has brackets around it, as a placeholder has: take them off"
      case .mark(let mark): "it ends with “\(mark)”: leave that out"
      case .tooLong(let length):
        "it has \(length) characters, and no token has more than \(TokenText.maximumLength)"
      case .lineBreak(let position): "it has a line break at position \(position)"
      case .blank(let position): "it has a blank at position \(position)"
      case .control(let scalar, let position):
        "it has a control character (\(scalar.number)) at position \(position)"
      case .invisible(let scalar, let position):
        "it has an invisible character (\(scalar.number)) at position \(position)"
      case .quote(let position): "it has a quote at position \(position)"
      case .beyondASCII(let position):
        "it has a character at position \(position) that no token has: only letters, digits and signs of ASCII can be sent"
      }
    }
  }

  /// Takes off the space that files and programs put around a token, and looks at every character: one beyond visible
  /// ASCII would be refused by the server at best, and end the field at worst.
  static func read(_ text: String) -> Result<Secret, Problem> {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.firstIndex(where: { !$0.isASCIISpace }),
      let last = scalars.lastIndex(where: { !$0.isASCIISpace })
    else { return .failure(.empty) }
    let token = scalars[first...last]
    if token.count > 1, scalars[first].isQuote, scalars[last].isQuote { return .failure(.inQuotes) }
    var word = String.UnicodeScalarView()
    word.append(contentsOf: token)
    if let space = token.firstIndex(where: \.isASCIISpace), String(word).lowercased().hasPrefix("bearer"),
      space == first + 6
    {
      return .failure(.hasScheme)
    }
    if let problem = form(of: String(word)) { return .failure(problem) }
    for index in [first, last] where scalars[index].isQuote { return .failure(.quote(position: index + 1)) }
    for index in token.indices {
      if let problem = problem(of: scalars[index], at: index + 1) { return .failure(problem) }
    }
    guard token.count <= maximumLength else { return .failure(.tooLong(token.count)) }
    return .success(Secret(String(word)))
  }

  /// Longer than any token, and shorter than what servers take as a field.
  static let maximumLength = 4096

  /// A form that is surely wrong: what a file, a page or a command has around a token.
  private static func form(of word: String) -> Problem? {
    for label in [
      "export HEROKU_API_KEY=", "HEROKU_API_KEY=", "HEROKU_API_KEY:", "Authorization:", "Bearer:",
    ]
    where word.lowercased().hasPrefix(label.lowercased()) {
      return .behind(label)
    }
    if word.hasPrefix("${") || word.hasPrefix("$(") { return .variable }
    if word.hasPrefix("$"), word.count > 1, word.dropFirst().allSatisfy(\.isOfVariable) { return .variable }
    if word.hasPrefix("%"), word.hasSuffix("%"), word.count > 2,
      word.dropFirst().dropLast().allSatisfy(\.isOfVariable)
    {
      return .variable
    }
    for (opening, closing) in [("<", ">"), ("[", "]"), ("{", "}"), ("(", ")")]
    where word.hasPrefix(opening) && word.hasSuffix(closing) {
      return .inBrackets
    }
    if let last = word.last, ",;".contains(last) { return .mark(last) }
    return nil
  }

  private static func problem(of scalar: Unicode.Scalar, at position: Int) -> Problem? {
    switch scalar {
    case "!"..."~": nil
    case _ where scalar.endsLine: .lineBreak(position: position)
    case " ", "\t": .blank(position: position)
    case _ where scalar.isControl: .control(scalar, position: position)
    case _ where scalar.isQuote: .quote(position: position)
    case _ where scalar.isUnseen || scalar.properties.isWhitespace: .invisible(scalar, position: position)
    default: .beyondASCII(position: position)
    }
  }
}

extension Character {
  /// Whether it can be in the name of an environment variable, as those are written.
  fileprivate var isOfVariable: Bool {
    ("A"..."Z").contains(self) || ("0"..."9").contains(self) || self == "_"
  }
}

extension Unicode.Scalar {
  /// Space, tab, line feed, vertical tab, form feed, carriage return.
  fileprivate var isASCIISpace: Bool { value == 0x20 || (9...13).contains(value) }

  fileprivate var endsLine: Bool {
    (0x0a...0x0d).contains(value) || value == 0x85 || value == 0x2028 || value == 0x2029
  }

  /// The quotes that files and editors put around values, in English and elsewhere.
  fileprivate var isQuote: Bool { "\"'`´“”„‟‘’‚‛«»‹›".unicodeScalars.contains(self) }

  /// As `U+200B`.
  fileprivate var number: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
