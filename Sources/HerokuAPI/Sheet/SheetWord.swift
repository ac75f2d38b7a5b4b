/// The words of a ``ClientSheet``'s line: as they are, or in quotes.
///
/// All of it is about scalars: a quote and the mark that a name begins with would be one character.
enum SheetWord {
  /// A text in quotes.
  static func quoted(_ text: String) -> String { "\"\(escaped(text, escapesQuotes: true))\"" }

  /// A text without quotes where it is one word as it stands, and with them elsewhere.
  static func plain(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let isWord =
      !scalars.isEmpty && scalars.first != "#"
      && !scalars.contains { isBlank($0) || $0 == "\"" || isEscaped($0) }
    return isWord ? text : quoted(text)
  }

  /// A text with whatever cannot be seen, or could be lost, written as `\u{…}`.
  static func escaped(_ text: String, escapesQuotes: Bool) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if escapesQuotes, scalar == "\"" || scalar == "\\" {
        escaped.append("\\")
        escaped.append(scalar)
      } else if isEscaped(scalar) {
        escaped.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
      } else {
        escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  /// What stands between words.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    case .spaceSeparator: scalar != " "
    default: false
    }
  }

  /// The words of a line.
  static func words(of line: String) throws(SheetProblem) -> [String] {
    var words: [String] = []
    var rest = Substring(line).unicodeScalars
    while true {
      while let first = rest.first, isBlank(first) { rest.removeFirst() }
      guard let first = rest.first else { return words }
      if first == "\"" {
        rest.removeFirst()
        words.append(try readQuoted(&rest))
      } else {
        let word = rest.prefix { !isBlank($0) }
        rest = rest[word.endIndex...]
        words.append(String(String.UnicodeScalarView(word)))
      }
    }
  }

  /// Reads on from behind a quote to behind the one that ends the word.
  private static func readQuoted(_ rest: inout Substring.UnicodeScalarView) throws(SheetProblem) -> String {
    var word = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"":
        guard rest.first.map(isBlank) ?? true else {
          throw SheetProblem("a quote in a name is written \\\", and behind the last one stands a blank")
        }
        return String(word)
      case "\\": word.append(try readEscape(&rest))
      default: word.append(scalar)
      }
    }
    throw SheetProblem("the quote is not closed")
  }

  private static func readEscape(
    _ rest: inout Substring.UnicodeScalarView
  ) throws(SheetProblem) -> Unicode.Scalar {
    let unknown = SheetProblem("a backslash in quotes is written \\\\")
    guard let scalar = rest.popFirst() else { throw unknown }
    if scalar == "\"" || scalar == "\\" { return scalar }
    guard scalar == "u", rest.popFirst() == "{", let end = rest.firstIndex(of: "}") else { throw unknown }
    let digits = String(String.UnicodeScalarView(rest[..<end]))
    guard let number = UInt32(digits, radix: 16), let named = Unicode.Scalar(number) else {
      throw SheetProblem("\\u{\(digits)} is no character")
    }
    rest = rest[rest.index(after: end)...]
    return named
  }
}

/// What is wrong with a line, as a sentence without its end.
struct SheetProblem: Error {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}
