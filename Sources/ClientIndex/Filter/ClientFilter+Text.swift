extension ClientFilter: CustomStringConvertible {
  /// The filter as text, which is read as the same filter.
  public var description: String { terms.map(\.description).joined(separator: " ") }
}

extension ClientFilter.Term: CustomStringConvertible {
  var description: String { (isNegated ? "!" : "") + condition.description }
}

extension ClientFilter.Condition: CustomStringConvertible {
  var description: String {
    switch self {
    case .text(let text): text.isPlainWord ? text : text.quoted
    case .fuzzy(let letters): "~" + letters.asValue
    case .part(let part, let text): "\(part.rawValue):" + text.asValue
    case .scheme(let scheme): "\(FilterPrefix.scheme.text):" + scheme.asValue
    case .app(let name): "\(FilterPrefix.app.text):" + name.asValue
    case .state(let state): "\(FilterPrefix.state.text):\(state.rawValue)"
    case .date(let date): date.description
    }
  }
}

extension String {
  /// Whether it is one word that means itself.
  fileprivate var isPlainWord: Bool {
    guard let first = unicodeScalars.first, !"!~\"".unicodeScalars.contains(first) else { return false }
    guard !unicodeScalars.contains(where: \.properties.isWhitespace) else { return false }
    guard let colon = unicodeScalars.firstIndex(of: ":") else { return true }
    return FilterPrefix(self[..<colon]) == nil
  }

  /// As it stands behind a prefix.
  fileprivate var asValue: String {
    let needsQuotes =
      unicodeScalars.first == "\"" || unicodeScalars.contains(where: \.properties.isWhitespace)
    return needsQuotes ? quoted : self
  }

  fileprivate var quoted: String {
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }
}
