import ClientIndex
import TestSupport
import Testing

struct URIPatternTests {
  @Test(arguments: [
    ("https://a.dev/cb", "https://a.dev/cb"), ("*", ""), ("*", "https://a.dev/x"), ("**", "a"),
    ("http://localhost:*", "http://localhost:3000/a/b"), ("https://*.dev/*", "https://a.b.dev/cb"),
    ("*/cb", "https://a.dev/cb/cb"), ("http://[::1]:*", "http://[::1]:80/"), ("a?c", "abc"), ("a?c", "a?c"),
    ("?", "\u{301}"), ("*a*b*", "xaxbx"),
  ])
  func `matches`(pattern: String, uri: String) {
    #expect(URIPattern(pattern).matches(uri))
  }

  @Test(arguments: [
    ("", "a"), ("a", ""), ("https://a.dev", "https://a.dev/cb"), ("a?c", "ac"), ("*b", "ba"),
    ("https://A.dev/*", "https://a.dev/"), ("[a-z]", "a"), ("*a*b*", "ba"),
  ])
  func `does not match`(pattern: String, uri: String) {
    #expect(!URIPattern(pattern).matches(uri))
  }

  @Test(arguments: 0..<20) func `agrees with a plain model`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func text(_ letters: [Character]) -> String {
      String(
        (0..<Int.random(in: 0...7, using: &random)).compactMap { _ in letters.randomElement(using: &random) }
      )
    }
    for _ in 0..<500 {
      let (pattern, uri) = (text(["a", "b", "*", "?"]), text(["a", "b"]))
      #expect(URIPattern(pattern).matches(uri) == Self.matches(pattern[...], uri[...]), "\(pattern) \(uri)")
    }
  }

  /// The definition, letter by letter.
  private static func matches(_ pattern: Substring, _ uri: Substring) -> Bool {
    guard let first = pattern.first else { return uri.isEmpty }
    let rest = pattern.dropFirst()
    if first == "*" { return matches(rest, uri) || (!uri.isEmpty && matches(pattern, uri.dropFirst())) }
    return !uri.isEmpty && (first == "?" || first == uri.first) && matches(rest, uri.dropFirst())
  }
}
