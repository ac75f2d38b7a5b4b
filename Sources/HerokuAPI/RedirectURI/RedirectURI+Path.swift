import TerminalText

extension RedirectURIJudgement {
  /// Judges what follows the host, up to the query.
  mutating func judgePath(of uri: URIParts) {
    if uri.isHTTP, uri.path.isEmpty {
      say(.noPath, "without a path it is another URI than with “/”; it is compared letter by letter")
    }
    let segments = uri.path.segments
    if uri.path.contains("/"), segments.contains(where: \.isDotSegment) {
      say(
        .dotSegments,
        "browsers take “.” and “..” out of the path",
        correction: uri.text(path: segments.withoutDotSegments)
      )
    } else if let segment = segments.first(where: \.hidesDotSegment) {
      say(.dotSegments, "“\(segment)” goes up to another path once its escapes are read")
    }
    let rest = [uri.path, uri.query ?? ""]
    if rest.contains(where: { $0.contains("*") }) {
      say(.wildcard, "“*” is no wildcard: redirect URIs are compared letter by letter")
    }
    if let variable = rest.lazy.compactMap(\.shellVariable).first {
      say(.variable, "“\(variable)”: is it a variable that the shell has not filled in?")
    }
    func isBracket(_ scalar: Unicode.Scalar) -> Bool { scalar == "[" || scalar == "]" }
    if rest.contains(where: { $0.unicodeScalars.contains(where: isBracket) }) {
      say(
        .brackets,
        "brackets are for IPv6 addresses only, elsewhere they are %5B and %5D",
        correction: uri.text(
          path: uri.path.percentEncoding(isBracket),
          query: uri.query?.percentEncoding(isBracket)
        )
      )
    }
    if ["/http://", "/https://"].contains(where: uri.path.lowercased().contains) {
      say(.openRedirector, "its path holds another address: who goes there must not be up to the caller")
    }
    if let escape = rest.lazy.compactMap(\.encodedControl).first {
      say(.encodedControl, "“\(escape)” is a control character, which no address has")
    }
  }

  /// Judges the parameters.
  mutating func judgeQuery(of uri: URIParts) {
    var leading: String?
    var reserved: String?
    for parameter in uri.query?.unicodeScalars.split(separator: "&") ?? [] {
      let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0]).lowercased()
      let value = parts.count > 1 ? String(parts[1]) : ""
      let decoded = value.percentDecoded ?? value
      guard !decoded.hasPrefix("//"), URIParts(decoded[...])?.authority == nil else {
        return say(
          .openRedirector,
          "“\(name)” holds another address: who goes there must not be up to the caller"
        )
      }
      if leading == nil, Self.redirectNames.contains(name) { leading = name }
      if reserved == nil, Self.reservedNames.contains(String(parts[0])) { reserved = name }
    }
    if let reserved {
      say(.reservedParameter, "the server adds “\(reserved)” itself: it would stand there twice")
    }
    guard let leading else { return }
    say(.redirectParameter, "“\(leading)” says where to go next: it must not be up to the caller")
  }

  /// Letters beyond ASCII: the URI as a browser would send it.
  mutating func judgeEncoding(of uri: URIParts) {
    let whole = uri.text()
    guard let first = whole.unicodeScalars.first(where: { !$0.isASCII && !$0.isOdd }) else { return }
    let host = uri.isHTTP ? uri.authority.map { URIAuthority($0).host } : nil
    if let host, let other = InternationalName(host).readOtherwise {
      return say(.notASCII, "“\(other)” in its host is another letter to browsers, and only ASCII is sent")
    }
    let isURIOtherwise = findings.allSatisfy { $0.severity != .error || $0.code == .fragment }
    say(
      .notASCII,
      "“\(first)” is not ASCII, and only ASCII is sent",
      correction: isURIOtherwise ? uri.ascii : nil
    )
  }

  /// The parameters that the server adds; their names are compared letter by letter.
  static let reservedNames: Set = ["code", "state"]

  /// What parameters are called that say where somebody is sent next.
  static let redirectNames: Set = [
    "back", "back_url", "backurl", "callback_url", "continue", "continue_to", "dest", "destination",
    "forward", "go",
    "goto", "next", "next_url", "redirect", "redirect_to", "redirect_uri", "redirect_url", "redirecturi",
    "redirecturl", "return", "return_to", "return_url", "returnto", "returnurl", "rurl", "success_url",
    "target",
    "target_url", "uri", "url",
  ]
}

extension Unicode.Scalar {
  /// Whether it is not ASCII and not to be seen, which is said in other words.
  var isOdd: Bool { !isASCII && (isUnseen || properties.isWhitespace) }
}

extension URIParts {
  /// The URI in ASCII; nil where the host has no such form.
  fileprivate var ascii: String? {
    func encoded(_ text: Substring) -> String { text.percentEncoding { !$0.isASCII } }
    var asciiAuthority: String?
    if let authority {
      let parts = URIAuthority(authority)
      guard let host = isHTTP ? InternationalName(parts.host).ascii : encoded(parts.host) else { return nil }
      asciiAuthority = URIAuthority(encoded(authority)[...]).text(host: host, port: parts.port)
    }
    return text(authority: asciiAuthority, path: encoded(path), query: query.map(encoded))
  }
}

extension Substring {
  /// The parts of a path between its slashes.
  fileprivate var segments: [Substring] {
    unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).map { Substring($0) }
  }

  /// Whether a segment means the one above, or nothing.
  fileprivate var isDotSegment: Bool { [".", ".."].contains(lowercased().replacing("%2e", with: ".")) }

  /// Whether it has a way up behind an escaped slash: `..%2F`.
  fileprivate var hidesDotSegment: Bool {
    guard contains("%"), let decoded = percentDecoded else { return false }
    let parts = decoded.unicodeScalars.split { $0 == "/" || $0 == "\\" }
    return parts.count > 0 && decoded != self && parts.contains { String($0) == ".." }
  }

  /// `$APP`, `$(command)`.
  fileprivate var shellVariable: Substring? {
    var rest = unicodeScalars
    while let dollar = rest.firstIndex(of: "$") {
      rest = rest[rest.index(after: dollar)...]
      let name = rest.prefix { ("A"..."Z").contains($0) || $0 == "_" || $0.isASCIIDigit }
      if let first = name.first, !first.isASCIIDigit || rest.first == "(" {
        return Substring(unicodeScalars[dollar..<name.endIndex])
      }
      if rest.first == "(" { return "$(" }
    }
    return nil
  }

  /// The first escape of a control character.
  fileprivate var encodedControl: Substring? {
    for part in unicodeScalars.split(separator: "%", omittingEmptySubsequences: false).dropFirst() {
      guard let byte = UInt8(String(part.prefix(2)), radix: 16), part.prefix(2).count == 2 else { continue }
      if byte < 0x20 || byte == 0x7f { return Substring("%\(String(part.prefix(2)))") }
    }
    return nil
  }
}

extension [Substring] {
  /// RFC 3986 5.2.4.
  fileprivate var withoutDotSegments: String {
    var kept: [Substring] = []
    for (index, segment) in enumerated() {
      guard segment.isDotSegment else {
        kept.append(segment)
        continue
      }
      if segment.lowercased().replacing("%2e", with: ".") == "..", kept.count > 1 { kept.removeLast() }
      if index == count - 1 { kept.append("") }
    }
    return kept.joined(separator: "/")
  }
}
