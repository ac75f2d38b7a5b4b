import TerminalText

extension RedirectURIJudgement {
  /// Parts that documents and routes have for something to be filled in: `YOUR_APP`, `/:id/`, `%7Bid%7D`.
  ///
  /// Each of them is a URI all the same, so that somebody may want it.
  mutating func judgeTemplates(of uri: URIParts) {
    let labels = uri.isHTTP ? uri.hostLabels : []
    guard let template = labels.first(where: \.isHostTemplate) ?? uri.pieces.first(where: \.isTemplate) else {
      return
    }
    say(.template, "“\(template)” looks like something to be filled in")
  }

  /// Escapes of blanks at an end of the path or of a parameter, and of what is not to be seen anywhere.
  ///
  /// Nobody puts them there: a blank or a mark was copied along, and something has encoded it.
  mutating func judgeEncodedBlanks(of uri: URIParts) {
    let (path, query) = (uri.path.withoutEncodedBlanks, uri.query?.withoutEncodedBlanks)
    guard path != String(uri.path) || query != uri.query.map(String.init) else { return }
    say(
      .encodedBlank,
      "a blank or an invisible character that was copied along is in it as an escape",
      correction: uri.text(path: path, query: query)
    )
  }
}

extension URIParts {
  fileprivate var hostLabels: [Substring] {
    authority.map { URIAuthority($0).host.split(separator: ".") } ?? []
  }

  /// The segments of the path, and names and values of the parameters.
  fileprivate var pieces: [Substring] {
    let segments = path.unicodeScalars.split(separator: "/")
    return (segments + (query?.unicodeScalars.split { $0 == "&" || $0 == "=" } ?? [])).map { Substring($0) }
  }
}

extension Substring {
  /// Whether a part of a host's name is none of its own: `your-app`, `APP_NAME`.
  fileprivate var isHostTemplate: Bool {
    if isYours { return true }
    guard unicodeScalars.contains(where: \.isASCIILetter), self == uppercased() else { return false }
    // A name in capitals is a name; one with an underscore is what a shell or a document would call it.
    return unicodeScalars.contains("_") || Self.isThing(lowercased()[...])
  }

  /// Whether a segment or a value stands for another: `:id`, `YOUR_PATH`, `%7Bid%7D`.
  fileprivate var isTemplate: Bool {
    let scalars = unicodeScalars
    if scalars.first == ":", scalars.dropFirst().first?.isASCIILetter == true { return true }
    if isYours { return true }
    guard scalars.contains("%"), let decoded = percentDecoded?.unicodeScalars else { return false }
    let brackets: [(Unicode.Scalar, Unicode.Scalar)] = [("{", "}"), ("<", ">")]
    return brackets.contains { opening, closing in
      guard let start = decoded.firstIndex(of: opening) else { return false }
      let inside = decoded[start...].dropFirst()
      // One word: what is said in JSON or HTML is more than that.
      guard let first = inside.drop(while: { $0 == opening }).first, first.isASCIILetter,
        let end = inside.firstIndex(of: closing)
      else { return false }
      return inside[..<end].allSatisfy {
        $0.isASCIILetter || $0.isASCIIDigit || $0 == opening || "-_. ".unicodeScalars.contains($0)
      }
    }
  }

  /// Whether it is “your” and what somebody may have: `yourdomain`, `YOUR_APP_NAME`.
  private var isYours: Bool {
    guard unicodeScalars.count <= 40 else { return false }
    let word = lowercased()
    guard word.hasPrefix("your") else { return false }
    let rest = word.unicodeScalars.dropFirst(4).filter { $0 != "-" && $0 != "_" }
    return Self.isThing(Substring(rest))
  }

  /// Whether a text is made of one or several of the things that documents leave to their readers.
  private static func isThing(_ text: Substring) -> Bool {
    things.contains { thing in
      text.hasPrefix(thing) && (text.count == thing.count || isThing(text.dropFirst(thing.count)))
    }
  }

  private static let things = [
    "account", "address", "api", "app", "application", "backend", "callback", "client", "company", "custom",
    "dev", "domain", "frontend", "heroku", "here", "host", "id", "instance", "name", "org", "organisation",
    "organization", "path", "port", "production", "project", "provider", "server", "service", "site", "slug",
    "staging", "subdomain", "team", "tenant", "url", "user", "username", "web", "website", "workspace",
  ]

  /// The text without escapes of what is not to be seen, and of blanks at its ends and those of its parts.
  fileprivate var withoutEncodedBlanks: String {
    guard unicodeScalars.contains("%") else { return String(self) }
    var text = ""
    var part = ""
    for scalar in unicodeScalars {
      if "/&=".unicodeScalars.contains(scalar) {
        text += part[...].trimmingEncodedBlanks
        text.unicodeScalars.append(scalar)
        part = ""
      } else {
        part.unicodeScalars.append(scalar)
      }
    }
    return text + part[...].trimmingEncodedBlanks
  }

  private var trimmingEncodedBlanks: String {
    var tokens = encodedTokens
    tokens.removeAll { $0.meaning?.isUnseen == true }
    while let last = tokens.last, last.meaning?.properties.isWhitespace == true { tokens.removeLast() }
    return tokens.drop { $0.meaning?.properties.isWhitespace == true }.map(\.text).joined()
  }

  /// What stands for itself, and each run of escapes that is one scalar; control characters are said in other words.
  private var encodedTokens: [(text: String, meaning: Unicode.Scalar?)] {
    var tokens: [(text: String, meaning: Unicode.Scalar?)] = []
    var rest = unicodeScalars[...]
    while let scalar = rest.first {
      var token: (text: String, meaning: Unicode.Scalar?) = (String(scalar), nil)
      if scalar == "%" {
        for length in 1...4 where token.meaning == nil {
          let text = Substring(rest.prefix(3 * length))
          guard text.unicodeScalars.count == 3 * length, let decoded = text.percentDecoded?.unicodeScalars,
            let meaning = decoded.first, decoded.count == 1, meaning.properties.generalCategory != .control
          else { continue }
          token = (String(text), meaning)
        }
      }
      tokens.append(token)
      rest = rest.dropFirst(token.text.unicodeScalars.count)
    }
    return tokens
  }
}

extension RedirectURI {
  /// That the host of a URI is one of those that documents use for examples.
  ///
  /// It is said of what is registered, and not while a URI is typed: there it may be tried out.
  public static func exampleFinding(in text: String) -> RedirectURIFinding? {
    guard let uri = URIParts(text[...]), uri.isHTTP, let authority = uri.authority else { return nil }
    let labels = URIAuthority(authority).host.lowercased().split(separator: ".").suffix(2)
    guard let last = labels.last else { return nil }
    let domain = labels.joined(separator: ".")
    guard exampleDomains.contains(domain) || exampleDomains.contains(String(last)) else { return nil }
    let name = exampleDomains.contains(domain) ? domain : ".\(last)"
    return RedirectURIFinding(.exampleHost, "\(name) is for examples: nobody’s program answers there")
  }

  /// Source: RFC 2606.
  private static let exampleDomains: Set = [
    "example.com", "example.net", "example.org", "example", "invalid", "test",
  ]
}
