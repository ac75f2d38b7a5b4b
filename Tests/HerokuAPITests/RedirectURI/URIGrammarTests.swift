import HerokuAPI
import TestSupport
import Testing

/// What is said about a redirect URI, held against RFC 3986's grammar: what it makes is never called an error of
/// spelling, and what it does not make never passes.
struct URIGrammarTests {
  /// The rules that are about spelling alone.
  private static let spelling: Set<RedirectURIFinding.Code> = [
    .blankAtStart, .blankAtEnd, .quoted, .lineBreak, .control, .invisible, .blank, .placeholder, .character,
    .percentEscape, .schemeCharacter, .ipLiteral, .notASCII, .brackets,
  ]

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `what the grammar makes is no error of spelling`(seed: UInt64) {
    var grammar = Grammar(chance: SeededGenerator(seed: seed))
    for _ in 0..<300 {
      let uri = grammar.uri()
      let wrong = RedirectURI.findings(in: uri).filter { Self.spelling.contains($0.code) }
      #expect(wrong.isEmpty, "\(uri): \(wrong.map(\.reason))")
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `one letter that the grammar does not have is found`(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    let strange: [Unicode.Scalar] =
      (0...0x20).compactMap(Unicode.Scalar.init) + "\"<>\\^`{|}[]%".unicodeScalars
      + [
        "\u{7f}", "\u{85}", "\u{a0}", "\u{ad}", "ü", "\u{301}", "\u{200b}", "\u{2028}", "\u{feff}",
        "\u{e000}", "𝔘",
      ]
    for _ in 0..<200 {
      var scalars = Array("https://corp.test:8443/path/to?a=b".unicodeScalars)
      guard let scalar = strange.randomElement(using: &chance) else { return }
      scalars.insert(scalar, at: Int.random(in: 0...scalars.count, using: &chance))
      let uri = String(String.UnicodeScalarView(scalars))
      #expect(RedirectURI.findings(in: uri).contains { $0.severity != .note }, "\(uri.debugDescription)")
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `any text is judged as the grammar reads it`(seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    let pieces = [
      "https", "http", "myapp", "com.corp.app", "urn", "javascript", ":", ":", "://", "//", "/", "/", "?",
      "#", "@",
      "corp.test", "localhost", "[::1]", "[", "]", "127.0.0.1", "127.1", "%41", "%", "%zz", "%2f", " ", "\t",
      "\n",
      "\u{200b}", "ü", "\u{301}", "\"", "<", ">", "{app}", "^", "|", "`", "\\", ",", ";", "443", ":80", ":x",
      "*",
      "$APP", "..", ".", "-", "_", "xn--", "xn--bcher-kva", "next=", "=", "&", "(", ")", "'", "\u{feff}", "",
    ]
    let grammar = try Regex(Grammar.pattern)
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 1...9, using: &chance))
        .map { _ in pieces.randomElement(using: &chance) ?? "" }.joined()
      let findings = RedirectURI.findings(in: text)
      if text.unicodeScalars.allSatisfy(\.isASCII), try grammar.wholeMatch(in: text) != nil {
        let wrong = findings.filter { Self.spelling.contains($0.code) }
        #expect(wrong.isEmpty, "\(text.debugDescription): \(wrong.map(\.reason))")
      } else {
        #expect(findings.contains { $0.severity != .note }, "\(text.debugDescription)")
      }
      for finding in findings {
        #expect(!finding.reason.hasSuffix(".") && !finding.reason.isEmpty)
        guard let correction = finding.correction else { continue }
        let after = RedirectURI.findings(in: correction)
        #expect(
          !after.contains { $0.code == finding.code },
          "\(text.debugDescription) became \(correction.debugDescription), which is no better: \(finding.reason)"
        )
        #expect(
          !after.contains { $0.severity == .error },
          "\(text.debugDescription) became \(correction.debugDescription), which is refused: \(after.map(\.reason))"
        )
      }
    }
  }
}

extension URIGrammarTests {
  /// What somebody makes of a good URI with a few slips: letters put in, taken out and put in the place of others.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `what is called right is never refused`(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    let good = [
      "https://corp.test/cb?x=1&y=a%20b", "http://127.0.0.1:8080/cb", "http://[::1]:8080/cb",
      "com.corp.app:/cb",
      "com.corp.app://cb/x", "https://user:pw@corp.test:8443/a/b;c=d", "https://xn--bcher-kva.test/",
      "https://bücher.test/café?x=é", "http://localhost:3000/", "https://10.0.0.1/",
      "https://[2001:db8::1]/a?b",
    ]
    let slips =
      ":/?#[]@!$&'()*+,;=%-._~ <>{}\\^`|\"aZ09\t\r\n".map(String.init)
      + [
        "\u{a0}", "\u{200b}", "é", "\u{202e}", "\u{feff}", "%2F", "%zz", "%C3%BC", "https://", "//", "..",
        "[::1]", ":80",
        ":99999", "*", "$APP", "😀", "e\u{301}", "①", "／", "ſ", "K", "。", "URL: ", "](", "com.corp.app:/", "ß",
        "İ",
      ]
    for _ in 0..<200 {
      var scalars = Array((good.randomElement(using: &chance) ?? "").unicodeScalars)
      for _ in 0..<Int.random(in: 1...3, using: &chance) {
        let place = Int.random(in: 0...scalars.count, using: &chance)
        let end = min(scalars.count, place + Int.random(in: 0...3, using: &chance))
        let slip = Bool.random(using: &chance) ? slips.randomElement(using: &chance) ?? "" : ""
        scalars.replaceSubrange(place..<end, with: slip.unicodeScalars)
      }
      let text = String(String.UnicodeScalarView(scalars))
      for finding in RedirectURI.findings(in: text) {
        guard let correction = finding.correction else { continue }
        let after = RedirectURI.findings(in: correction)
        #expect(
          !after.contains { $0.severity == .error || $0.code == finding.code },
          "\(text.debugDescription) became \(correction.debugDescription): \(after.map(\.reason))"
        )
      }
      #expect(RedirectURI.severity(of: text) == RedirectURI.findings(in: text).first?.severity)
    }
  }
}

/// Makes URIs as RFC 3986 appendix A has them, with a scheme, and of schemes that lead somewhere.
private struct Grammar {
  var chance: SeededGenerator

  /// The same grammar, to recognize them by.
  ///
  /// Of addresses in brackets it knows the one that the pieces above can make.
  static let pattern: String = {
    let percent = "%[0-9A-Fa-f]{2}"
    let name = "[A-Za-z0-9\\-._~!$&'()*+,;=]"
    let user = "(?:(?:\(name)|:|\(percent))*@)?"
    let host = "(?:\\[::1\\]|(?:\(name)|\(percent))*)"
    let letter = "(?:\(name)|[:@]|\(percent))"
    let path =
      "(?://\(user)\(host)(?::[0-9]*)?(?:/\(letter)*)*|/(?:\(letter)+(?:/\(letter)*)*)?|\(letter)+(?:/\(letter)*)*)"
    let query = "(?:\\?(?:\(letter)|[/?])*)?"
    return "[A-Za-z][A-Za-z0-9+\\-.]*:\(path)?\(query)(?:#(?:\(letter)|[/?])*)?"
  }()

  private mutating func text(of letters: String, _ count: ClosedRange<Int>) -> String {
    (0..<Int.random(in: count, using: &chance)).map { _ in
      if letters.contains("%"), Int.random(in: 0..<8, using: &chance) == 0 {
        return "%"
          + String((0..<2).map { _ in "0123456789abcdefABCDEF".randomElement(using: &chance) ?? "0" })
      }
      return String(letters.filter { $0 != "%" }.randomElement(using: &chance) ?? "a")
    }.joined()
  }

  private static let unreserved = "abcxyzABCXYZ0189-._~"
  private static let subDelimiters = "!$&'()*+,;="

  mutating func uri() -> String {
    let name = Self.unreserved + Self.subDelimiters + "%"
    let letters = name + ":@"
    func chosen(_ texts: String...) -> String { texts.randomElement(using: &chance) ?? "" }
    let isHTTP = Bool.random(using: &chance)
    let scheme =
      isHTTP
      ? chosen("https", "http", "HTTPS")
      : chosen("com.corp.app", "c", "x+y-z.0", "A.b") + text(of: "abc019+-.", 0...3)
    let host = chosen(
      text(of: name, isHTTP ? 1...12 : 0...12),
      "corp.test",
      "127.0.0.1",
      "[::1]",
      "[2001:db8::ff00:42:8329]",
      "[::ffff:192.0.2.128]",
      "[1:2:3:4:5:6:7:8]",
      "[v7.\(text(of: Self.unreserved, 1...4)):]"
    )
    let user = chosen("", "", "\(text(of: name + ":", 0...5))@")
    let port = chosen("", "", ":", ":\(Int.random(in: 1...65535, using: &chance))")
    var rest = ""
    for _ in 0..<Int.random(in: 0...3, using: &chance) { rest += "/" + text(of: letters, 0...6) }
    let query = chosen("", "?\(text(of: letters + "/?", 0...12))")
    let fragment = chosen("", "", "", "#\(text(of: letters + "/?", 0...6))")
    if isHTTP || Bool.random(using: &chance) {
      return "\(scheme)://\(user)\(host)\(port)\(rest)\(query)\(fragment)"
    }
    // A path that begins with two slashes would be an authority.
    let path = chosen("/" + text(of: letters, 1...5) + rest, text(of: letters, 1...5) + rest)
    return "\(scheme):\(path)\(query)\(fragment)"
  }
}
