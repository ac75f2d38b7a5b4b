import Synchronization
import TerminalText

/// What can be said about a redirect URI without asking the server, which has the last word.
///
/// Judged letter by letter by RFC 3986, and as a redirect URI by RFC 6749, RFC 8252 and RFC 9700; what Heroku enforces is
/// not published.
public enum RedirectURI {
  /// Everything there is to say about a redirect URI, errors first; nothing about a good one.
  public static func findings(in text: String) -> [RedirectURIFinding] {
    switch Glance(at: text) {
    case .nothing: return []
    case .note: return [.localhost]
    case .unclear: break
    }
    guard text.utf8.count > lengthOfLong else { return judgedWithCorrections(text) }
    // The detail of the selected client asks at every key press.
    if let last = lastLong.withLock(\.self), last.text.isVerbatim(text) { return last.findings }
    let findings = judgedWithCorrections(text)
    lastLong.withLock { $0 = (text, findings) }
    return findings
  }

  /// From how many bytes on it is worth remembering what was found.
  private static let lengthOfLong = 4096
  /// The long text that was judged last.
  private static let lastLong = Mutex<(text: String, findings: [RedirectURIFinding])?>(nil)

  private static func judgedWithCorrections(_ text: String) -> [RedirectURIFinding] {
    judged(text).map { finding in
      var finding = finding
      finding.correction = finding.correction.flatMap { right($0, instead: finding.code) }
      return finding
    }
  }

  /// The findings, errors first; what their corrections lead to is not looked at.
  static func judged(_ text: String) -> [RedirectURIFinding] {
    var judgement = RedirectURIJudgement()
    judgement.judge(text)
    let findings = judgement.findings
    return FindingSeverity.allCases.flatMap { severity in
      findings.filter { $0.severity == severity }
    }
  }

  /// What a correction comes to once the rest that is broken is corrected as well.
  ///
  /// - Returns: nil where something stays broken: then there is nothing that could be called right.
  private static func right(_ correction: String, instead code: RedirectURIFinding.Code) -> String? {
    var text = correction
    // One fault hides another, and that one more, but no text has many.
    for _ in 0..<8 {
      let findings = judged(text)
      guard findings.contains(where: \.code.leavesNothingRight) else {
        return findings.contains { $0.code == code } ? nil : text
      }
      let next = findings.lazy.filter(\.code.leavesNothingRight).compactMap(\.correction).first
      guard let next, next != text else { return nil }
      text = next
    }
    return nil
  }
}

extension RedirectURIFinding.Code {
  /// Whether a URI of which this is said is none to offer to anybody.
  fileprivate var leavesNothingRight: Bool {
    switch self {
    case .hostName, .oddAddress, .wildcard, .variable, .template: true
    default: severity == .error
    }
  }
}

/// The findings about a URI, as they come up: first the text, then the scheme, the host and what follows it.
struct RedirectURIJudgement {
  var findings: [RedirectURIFinding] = []

  mutating func say(_ code: RedirectURIFinding.Code, _ reason: String, correction: String? = nil) {
    findings.append(RedirectURIFinding(code, reason, correction: correction))
  }

  mutating func judge(_ text: String) {
    let core = text[...].withoutBlanksAtEnds
    guard !core.isEmpty else { return say(.empty, "a redirect URI is required") }
    judgeEnds(of: text, around: core)
    let inside = core.insideQuotes ?? core.insideLink
    if (inside ?? core.behindLabel ?? core).hasSeveralURIs {
      return say(.several, "these are several URIs in one: only one can be registered")
    }
    if let inside {
      return say(.quoted, "quotes or brackets stand around it", correction: String(inside))
    }
    if let uri = core.behindLabel {
      let label = String(core[..<uri.startIndex].withoutBlanksAtEnds)
      return say(.notAbsolute, "it must be absolute: “\(label)” stands before it", correction: String(uri))
    }
    judgeCharacters(of: core)
    judgeEscapes(of: core)
    // Where its slashes lead is anybody's guess: programs differ, and so do host and path with them.
    guard !core.unicodeScalars.contains("\\") else { return }
    guard let uri = URIParts(core) else { return sayNotAbsolute(core) }
    guard judgeScheme(of: uri, in: core) else { return }
    if let authority = uri.authority { judgeAuthority(URIAuthority(authority), of: uri) }
    judgePath(of: uri)
    judgeQuery(of: uri)
    judgeTemplates(of: uri)
    judgeEncodedBlanks(of: uri)
    judgeEncoding(of: uri)
    judgeLast(of: core, uri)
    if uri.fragment != nil {
      let whole = core.unicodeScalars
      let rest = whole.firstIndex(of: "#").map { String(whole[..<$0]) }
      say(.fragment, "it must not have a fragment (#)", correction: rest)
    }
  }

  // MARK: Text

  private mutating func judgeEnds(of text: String, around core: Substring) {
    let scalars = text.unicodeScalars
    if let first = scalars.first, core.startIndex > text.startIndex {
      say(.blankAtStart, "it begins with \(first.blankName)", correction: String(core))
    }
    if let last = scalars.last, core.endIndex < text.endIndex {
      say(.blankAtEnd, "it ends with \(last.blankName)", correction: String(core))
    }
  }

  /// Says each kind of character that no URI has once, where it comes first.
  private mutating func judgeCharacters(of text: Substring) {
    var said: Set<RedirectURIFinding.Code> = []
    func isNew(_ code: RedirectURIFinding.Code) -> Bool { said.insert(code).inserted }
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      let place = "at position \(offset + 1)"
      switch scalar {
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
        if isNew(.lineBreak) { say(.lineBreak, "a line ends \(place): only one line can be registered") }
      case " ":
        guard isNew(.blank) else { break }
        say(
          .blank,
          "it has a blank \(place), which no URI has",
          correction: text.percentEncoding { $0 == " " }
        )
      case _ where scalar.properties.generalCategory == .control:
        if isNew(.control) { say(.control, "it has \(scalar.blankName) \(place)") }
      case _ where scalar.properties.isWhitespace || scalar.isUnseen:
        if isNew(.invisible) { say(.invisible, "it has \(scalar.blankName) \(place)") }
      case "<", ">", "{", "}":
        guard isNew(.placeholder) else { break }
        if let placeholder = text.placeholder {
          say(.placeholder, "“\(placeholder)” is a placeholder to be filled in")
        } else {
          say(.placeholder, "“\(scalar)” does not belong in a URI: is it of a placeholder?")
        }
      case "\\", "\"", "^", "`", "|":
        guard isNew(.character) else { break }
        let instead =
          scalar == "\\" ? "in a URI, whose slashes are “/”" : "in a URI, except as \(scalar.percentEncoded)"
        say(
          .character,
          "“\(scalar)” does not belong \(instead)",
          correction: text.isFilePath ? nil : text.withoutStrangeCharacters
        )
      default: break
      }
    }
  }

  /// RFC 3986 2.1.
  private mutating func judgeEscapes(of text: Substring) {
    var mended = ""
    var first: String?
    var rest = text.unicodeScalars
    while let scalar = rest.popFirst() {
      mended.unicodeScalars.append(scalar)
      guard scalar == "%" else { continue }
      let digits = rest.prefix(2)
      guard digits.count < 2 || !digits.allSatisfy(\.isHexadecimal) else { continue }
      mended += "25"
      first = first ?? "%\(String(digits))"
    }
    guard let first else { return }
    say(
      .percentEscape,
      "“\(first)” is no percent escape; the sign itself is written %25",
      correction: mended
    )
  }

  /// A mark that a sentence or a list has left at the end.
  private mutating func judgeLast(of text: Substring, _ uri: URIParts) {
    // A host that ends with a dot is judged as one.
    guard !(uri.path + (uri.query ?? "")).isEmpty, let last = text.unicodeScalars.last else { return }
    var rest = text.unicodeScalars
    while let mark = rest.last, rest.count > 1 {
      let isStray =
        switch mark {
        case ",", ";": true
        case ".": rest.dropLast().last != "/" && rest.dropLast().last != "."
        case ")": !rest.contains("(")
        case "'": !rest.dropLast().contains("'") && rest.dropLast().last?.properties.isAlphabetic == true
        default: false
        }
      guard isStray else { break }
      rest.removeLast()
    }
    guard rest.endIndex < text.endIndex, uri.fragment == nil else { return }
    say(.strayEnd, "“\(last)” at its end would be part of it", correction: String(rest))
  }
}

// MARK: Reading a text

extension Substring {
  /// The text without blanks and what is not to be seen at its ends.
  fileprivate var withoutBlanksAtEnds: Substring {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar.isUnseen }
    let scalars = unicodeScalars
    guard let start = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return self[start...last].isEmpty ? "" : Substring(scalars[start...last])
  }
}

extension Unicode.Scalar {
  /// What a blank or an invisible character is called.
  fileprivate var blankName: String {
    switch self {
    case " ": "a blank"
    case "\t": "a tab"
    case "\n": "a line break"
    case "\r": "a carriage return"
    case "\u{a0}": "a no-break space (\(codePoint))"
    case "\u{feff}": "an invisible character (\(codePoint), a byte order mark)"
    case "\u{200e}", "\u{200f}", "\u{202a}"..."\u{202e}", "\u{2066}"..."\u{2069}":
      "an invisible character (\(codePoint), which turns the direction of writing)"
    case _ where properties.generalCategory == .control: "a control character (\(codePoint))"
    case _ where properties.isWhitespace: "a blank that is not an ordinary one (\(codePoint))"
    default: "an invisible character (\(codePoint))"
    }
  }
}

extension Substring {
  /// What stands in quotes or brackets, as an env file, JSON or a letter has it; nil where nothing stands around a URI.
  fileprivate var insideQuotes: Substring? {
    var inside = unicodeScalars
    var isQuoted = false
    while let first = inside.first, let closing = Self.closing[first] {
      inside.removeFirst()
      isQuoted = true
      // The end may have been lost, and a comma may follow it.
      if let end = inside.lastIndex(where: { closing.unicodeScalars.contains($0) }) {
        inside = inside[..<end]
      }
    }
    if !isQuoted, !inside.dropLast().contains(where: { "\"<“`".unicodeScalars.contains($0) }) {
      while let last = inside.last, "\"”’»>`".unicodeScalars.contains(last) {
        inside.removeLast()
        isQuoted = true
      }
    }
    // A link of Markdown: [URI](URI).
    let text = Substring(inside)
    let uri = text.firstRange(of: "](").map { text[..<$0.lowerBound] } ?? text
    guard isQuoted, let parts = URIParts(uri), parts.hasScheme, !parts.isEmpty else { return nil }
    return uri
  }

  private static let closing: [Unicode.Scalar: String] = [
    "\"": "\"", "'": "'", "`": "`", "<": ">", "[": "]", "(": ")", "{": "}", "“": "”", "„": "“”", "‘": "’",
    "«": "»",
    "‹": "›",
  ]

  /// The URI of a link of Markdown with other words: `[sign in](https://…)`.
  fileprivate var insideLink: Substring? {
    guard unicodeScalars.first == "[", unicodeScalars.last == ")", let start = firstRange(of: "](") else {
      return nil
    }
    let uri = self[start.upperBound...].dropLast()
    guard let parts = URIParts(uri), parts.hasScheme, !parts.isEmpty else { return nil }
    return uri
  }

  /// What follows the words that a list or a letter has before a URI: `URL: https://…`.
  fileprivate var behindLabel: Substring? {
    let scalars = unicodeScalars
    var start = scalars.startIndex
    while start < scalars.endIndex, !(start > scalars.startIndex && scalars[start...].isHTTPBeginning) {
      let scalar = scalars[start]
      // What has one of these is more than words.
      guard !"/.?#".unicodeScalars.contains(scalar) else { return nil }
      start = scalars.index(after: start)
    }
    guard start < scalars.endIndex else { return nil }
    let label = scalars[..<start]
    guard let blank = label.last, blank.properties.isWhitespace,
      let end = label.lastIndex(where: { !$0.properties.isWhitespace }),
      !label[..<end].contains(":")
    else { return nil }
    return self[start...]
  }

  /// Whether it is where a file lies on Windows: `C:\…`.
  fileprivate var isFilePath: Bool {
    let start = Array(unicodeScalars.prefix(3))
    return start.count == 3 && start[0].isASCIILetter && start[1] == ":" && start[2] == "\\"
  }

  /// The text with each backslash as a slash, and other printable ASCII that is not for URIs as escapes.
  fileprivate var withoutStrangeCharacters: String {
    let slashes = unicodeScalars.map { $0 == "\\" ? "/" : $0 }
    return String(String.UnicodeScalarView(slashes)).percentEncoding { "\"^`|".unicodeScalars.contains($0) }
  }

  /// Whether a second URI follows the first: behind a comma, a blank or a line break, or, of http, straight behind it,
  /// as of lines that were joined.
  fileprivate var hasSeveralURIs: Bool {
    let scalars = Array(unicodeScalars)
    let separators = ",;|+\"'".unicodeScalars
    var isPastAuthority = false
    var isInQuery = false
    let first = scalars.prefix { $0 != ":" }
    for index in scalars.indices.dropFirst() {
      let before = scalars[index - 1]
      // Schemes may have a plus sign.
      if index > first.count, before != "+", separators.contains(before) || before.properties.isWhitespace,
        scalars[index...].isURIBeginning(like: first)
      {
        return true
      }
      if scalars[index...].isHTTPBeginning {
        if separators.contains(before) || (before == "&" && !isInQuery) || before.properties.isWhitespace
          || before.isUnseen
        {
          return true
        }
        if isPastAuthority, !isInQuery, before.isASCIILetter || before.isASCIIDigit { return true }
      }
      if before == "/", scalars[index] == "/" { isPastAuthority = true }
      if before == "?" { isInQuery = true }
    }
    return false
  }

  /// The first `<app>`, `{app}` or `${APP}`.
  fileprivate var placeholder: Substring? {
    let scalars = unicodeScalars
    guard let start = scalars.firstIndex(where: { $0 == "<" || $0 == "{" }) else { return nil }
    let closing: Unicode.Scalar = scalars[start] == "<" ? ">" : "}"
    guard var end = scalars[start...].firstIndex(of: closing) else { return nil }
    let next = scalars.index(after: end)
    if next < scalars.endIndex, scalars[next] == closing { end = next }
    let isVariable = start > scalars.startIndex && scalars[scalars.index(before: start)] == "$"
    let placeholder = scalars[(isVariable ? scalars.index(before: start) : start)...end]
    return placeholder.count <= 40 ? Substring(placeholder) : nil
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// Whether a URI begins here, and nothing that a path or a parameter would have: `scheme://`, or one slash where the
  /// scheme is a domain in reverse or that of the first.
  fileprivate func isURIBeginning(like first: ArraySlice<Unicode.Scalar>) -> Bool {
    guard self.first?.isASCIILetter == true else { return false }
    let scheme = prefix { $0.isASCIILetter || $0.isASCIIDigit || "+-.".unicodeScalars.contains($0) }
    let rest = dropFirst(scheme.count)
    if rest.starts(with: "://".unicodeScalars) { return true }
    guard rest.starts(with: ":/".unicodeScalars) else { return false }
    let labels = scheme.split(separator: ".", omittingEmptySubsequences: false)
    return scheme == first || labels.count > 1 && labels.allSatisfy { $0.first?.isASCIILetter == true }
  }
}

extension Collection<Unicode.Scalar> {
  /// Whether `http://` or `https://` stands here.
  fileprivate var isHTTPBeginning: Bool {
    // Asked at every position, so that it must not make a text of what stands there.
    var rest = makeIterator()
    for letter in "http".unicodeScalars {
      guard let scalar = rest.next(), scalar.value | 0x20 == letter.value else { return false }
    }
    guard var scalar = rest.next() else { return false }
    if scalar == "s" || scalar == "S" {
      guard let next = rest.next() else { return false }
      scalar = next
    }
    return scalar == ":" && rest.next() == "/" && rest.next() == "/"
  }
}
