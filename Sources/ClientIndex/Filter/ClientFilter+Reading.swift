extension ClientFilter {
  /// Reads a filter.
  ///
  /// - Throws: the first mistake in it.
  public init(_ text: String) throws(Mistake) {
    var reader = FilterReader(text)
    var terms: [Term] = []
    while let term = try reader.term() { terms.append(term) }
    self.init(terms: terms)
  }
}

/// Reads a filter, word by word.
///
/// By scalars, since a combining mark would hide the quote before it in a `Character`.
private struct FilterReader {
  private let text: String.UnicodeScalarView
  private var position: String.Index

  init(_ text: String) {
    self.text = text.unicodeScalars
    position = text.startIndex
  }

  private var next: Unicode.Scalar? { position < text.endIndex ? text[position] : nil }
  private var isAtEndOfWord: Bool { next.map(\.properties.isWhitespace) ?? true }

  /// Reads a term; nil at the end.
  mutating func term() throws(ClientFilter.Mistake) -> ClientFilter.Term? {
    while let next, next.properties.isWhitespace { advance() }
    guard next != nil else { return nil }
    let start = position
    let isNegated = take("!")
    if isNegated, isAtEndOfWord {
      throw mistake(from: start, "“!” wants a word right after it, and hides what has that.", mayGoOn: true)
    }
    return ClientFilter.Term(isNegated: isNegated, condition: try condition())
  }

  private mutating func condition() throws(ClientFilter.Mistake) -> ClientFilter.Condition {
    let start = position
    if take("~") {
      guard !isAtEndOfWord else {
        throw mistake(
          from: start,
          "“~” wants letters right after it, which need not stand together.",
          mayGoOn: true
        )
      }
      return .fuzzy(try value())
    }
    if next == "\"" { return .text(try phrase()) }
    let word = text[start..<endOfWord]
    if let colon = word.firstIndex(of: ":"), let prefix = FilterPrefix(Substring(word[..<colon])) {
      let afterColon = text.index(after: colon)
      // As in an address whose scheme has this name.
      if !text[afterColon..<word.endIndex].starts(with: "//".unicodeScalars) {
        position = afterColon
        return try condition(after: prefix, from: start)
      }
    }
    position = word.endIndex
    return .text(String(word))
  }

  private mutating func condition(
    after prefix: FilterPrefix,
    from start: String.Index
  ) throws(ClientFilter.Mistake) -> ClientFilter.Condition {
    let wish = "“\(prefix.text):” wants \(prefix.wish)."
    guard !isAtEndOfWord else { throw mistake(from: start, wish, mayGoOn: true) }
    let isPhrase = next == "\""
    let value = try value()
    switch prefix {
    case .part(let part): return .part(part, value)
    case .scheme: return .scheme(value)
    case .app: return .app(value)
    case .state:
      if let state = ClientFilter.State(rawValue: value.lowercased()) { return .state(state) }
    case .date(let subject):
      if let condition = DateCondition(subject, Substring(value)) { return .date(condition) }
    }
    throw mistake(from: start, wish, mayGoOn: !isPhrase && prefix.mayBegin(with: value))
  }

  /// Reads the rest of a word, or a phrase.
  private mutating func value() throws(ClientFilter.Mistake) -> String {
    if next == "\"" { return try phrase() }
    let end = endOfWord
    defer { position = end }
    return String(text[position..<end])
  }

  private mutating func phrase() throws(ClientFilter.Mistake) -> String {
    let start = position
    advance()
    var phrase = String.UnicodeScalarView()
    while let scalar = next, scalar != "\"" {
      advance()
      if scalar == "\\", let escaped = next, escaped == "\"" || escaped == "\\" {
        phrase.append(escaped)
        advance()
      } else {
        phrase.append(scalar)
      }
    }
    guard take("\"") else {
      throw mistake(from: start, "The quote that begins here is not closed.", mayGoOn: true)
    }
    guard !phrase.isEmpty else { throw mistake(from: start, "Nothing stands between these quotes.") }
    guard isAtEndOfWord else {
      let end = position
      position = endOfWord
      throw mistake(
        from: end,
        "A blank is missing behind the quote; within quotes, a quote is written \\\"."
      )
    }
    return String(phrase)
  }

  private var endOfWord: String.Index {
    text[position...].firstIndex { $0.properties.isWhitespace } ?? text.endIndex
  }

  private mutating func advance() { position = text.index(after: position) }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    advance()
    return true
  }

  /// A mistake that reaches up to here.
  ///
  /// - Parameter mayGoOn: whether it is none where the text goes on in the right way.
  private func mistake(
    from start: String.Index,
    _ reason: String,
    mayGoOn: Bool = false
  ) -> ClientFilter.Mistake {
    ClientFilter.Mistake(
      range: start..<position,
      reason: reason,
      isUnfinished: mayGoOn && position == text.endIndex
    )
  }
}

/// What can stand before a colon with a meaning.
enum FilterPrefix {
  case part(ClientFilter.Part)
  case scheme
  case app
  case state
  case date(DateCondition.Subject)

  init?(_ text: Substring) {
    let text = text.lowercased()
    if let part = ClientFilter.Part(rawValue: text) {
      self = .part(part)
    } else if let subject = DateCondition.Subject(rawValue: text) {
      self = .date(subject)
    } else if text == Self.scheme.text {
      self = .scheme
    } else if text == Self.app.text {
      self = .app
    } else if text == Self.state.text {
      self = .state
    } else {
      return nil
    }
  }

  var text: String {
    switch self {
    case .part(let part): part.rawValue
    case .scheme: "scheme"
    case .app: "app"
    case .state: "is"
    case .date(let subject): subject.rawValue
    }
  }

  /// Whether a value that is none may become one as it goes on.
  fileprivate func mayBegin(with value: String) -> Bool {
    switch self {
    case .part, .scheme, .app: true
    case .state: ClientFilter.State.allCases.contains { $0.rawValue.hasPrefix(value.lowercased()) }
    case .date(let subject):
      // A number and a unit, what a unit lacks, what a year, month or day lacks.
      ["1d", "d", "n", "in", "o", "1", "01", "024", "24", "2024"]
        .contains { DateCondition(subject, Substring(value + $0)) != nil }
    }
  }

  /// What has to follow, in words.
  fileprivate var wish: String {
    switch self {
    case .part(.host): "a part of a host after it, or a whole one with * in it: *.example.com"
    case .part(let part): "a text after it, which the \(part == .uri ? "redirect URI" : part.rawValue) has"
    case .scheme: "a scheme after it, such as http"
    case .app: "a part of an app's name after it"
    case .state: ClientFilter.State.allCases.map(\.rawValue).joined(separator: ", ") + " after it"
    case .date:
      "an age after it with < or > (<30d; units are min, h, d, w, mo and y), or a date (>2024-01-31)"
    }
  }
}
