/// Which redirect URIs are taken: absolute ones, written as RFC 3986 wants them.
///
/// This rule is an assumption. What Heroku enforces is not published, and this is about what a server does
/// that reads the text with a strict URI parser and asks whether it has a scheme.
enum RedirectURIRule {
  static func admits(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = text.utf8[..<colon]
    let rest = text.utf8[text.utf8.index(after: colon)...]
    return isScheme(scheme) && !rest.isEmpty && hasOnlyURICharacters(rest)
      && hasHostIfNeeded(scheme, rest)
  }

  private static func isScheme(_ scheme: Substring.UTF8View) -> Bool {
    guard let first = scheme.first, first.isLetter else { return false }
    return scheme.allSatisfy { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
  }

  private static func hasOnlyURICharacters(_ text: Substring.UTF8View) -> Bool {
    var rest = text
    while let character = rest.popFirst() {
      if character == UInt8(ascii: "%") {
        guard rest.popFirst()?.hexadecimalValue != nil, rest.popFirst()?.hexadecimalValue != nil
        else {
          return false
        }
      } else if !character.isLetter, !character.isDigit,
        !"-._~:/?#[]@!$&'()*+,;=".utf8.contains(character)
      {
        return false
      }
    }
    return true
  }

  /// `https:callback` and `https:///callback` have a scheme, but lead nowhere.
  private static func hasHostIfNeeded(_ scheme: Substring.UTF8View, _ rest: Substring.UTF8View)
    -> Bool
  {
    guard ["http", "https"].contains(Substring(scheme).lowercased()) else { return true }
    guard rest.starts(with: "//".utf8), let host = rest.dropFirst(2).first else { return false }
    return !"/?#:".utf8.contains(host)
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }

  fileprivate var isDigit: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
  }
}
