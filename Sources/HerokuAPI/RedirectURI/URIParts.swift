/// The parts of a URI by RFC 3986 appendix B, verbatim: any text that has a colon has them.
///
/// FoundationEssentials' `URL` repairs what it reads; a text that is sent as it is has to be judged as it is. Cut by
/// scalars, because a combining mark would hide the slash before it in a `Character`.
struct URIParts: Hashable, Sendable {
  /// What stands before the first colon.
  let scheme: Substring
  /// What stands between `//` and the path; nil without `//`.
  let authority: Substring?
  /// What follows, up to `?` or `#`.
  let path: Substring
  /// What follows the first `?`, up to `#`.
  let query: Substring?
  /// What follows the first `#`.
  let fragment: Substring?

  /// Cuts a text; nil where no colon stands before the first `/`, `?` or `#`: a relative reference.
  init?(_ text: Substring) {
    let all = text.unicodeScalars
    guard let colon = all.firstIndex(where: { ":/?#".unicodeScalars.contains($0) }), all[colon] == ":" else {
      return nil
    }
    scheme = text[..<colon]
    var rest = all[all.index(after: colon)...]
    if let hash = rest.firstIndex(of: "#") {
      fragment = Substring(rest[rest.index(after: hash)...])
      rest = rest[..<hash]
    } else {
      fragment = nil
    }
    if let mark = rest.firstIndex(of: "?") {
      query = Substring(rest[rest.index(after: mark)...])
      rest = rest[..<mark]
    } else {
      query = nil
    }
    if rest.starts(with: "//".unicodeScalars) {
      let beginning = rest.index(rest.startIndex, offsetBy: 2)
      let end = rest[beginning...].firstIndex(of: "/") ?? rest.endIndex
      authority = Substring(rest[beginning..<end])
      rest = rest[end...]
    } else {
      authority = nil
    }
    path = Substring(rest)
  }

  /// Whether the scheme is one of RFC 3986 3.1.
  var hasScheme: Bool {
    guard let first = scheme.unicodeScalars.first, first.isASCIILetter else { return false }
    return scheme.unicodeScalars.allSatisfy {
      $0.isASCIILetter || $0.isASCIIDigit || "+-.".unicodeScalars.contains($0)
    }
  }

  /// Whether nothing but a fragment follows the scheme.
  var isEmpty: Bool { authority == nil && path.isEmpty && query == nil }

  /// Whether the scheme is one whose URIs have a host.
  var isHTTP: Bool { ["http", "https"].contains(scheme.lowercased()) }

  /// The whole with other parts.
  func text(scheme: String? = nil, authority: String? = nil, path: String? = nil, query: String? = nil)
    -> String
  {
    let authority = (authority ?? self.authority.map(String.init)).map { "//\($0)" } ?? ""
    let query = (query ?? self.query.map(String.init)).map { "?\($0)" } ?? ""
    let fragment = fragment.map { "#\($0)" } ?? ""
    return "\(scheme ?? String(self.scheme)):\(authority)\(path ?? String(self.path))\(query)\(fragment)"
  }
}

/// The parts of an authority by RFC 3986 3.2, verbatim.
struct URIAuthority: Hashable, Sendable {
  /// What stands before the last `@`.
  let userInfo: Substring?
  /// The host: a name, an IPv4 address, or what stands in the brackets.
  let host: Substring
  /// Whether the host begins with a bracket.
  let isLiteral: Bool
  /// Whether that bracket is closed.
  let isClosed: Bool
  /// Whether that bracket is closed, and nothing but a port follows.
  let isWhole: Bool
  /// What follows the colon behind the host.
  let port: Substring?
  /// Everything but the user.
  let hostAndPort: Substring

  init(_ text: Substring) {
    let all = text.unicodeScalars
    var rest = all
    if let at = all.lastIndex(of: "@") {
      userInfo = Substring(all[..<at])
      rest = all[all.index(after: at)...]
    } else {
      userInfo = nil
    }
    hostAndPort = Substring(rest)
    isLiteral = rest.first == "["
    if isLiteral {
      let inside = rest.dropFirst()
      let end = inside.firstIndex(of: "]")
      host = Substring(inside[..<(end ?? inside.endIndex)])
      rest = end.map { rest[rest.index(after: $0)...] } ?? rest[rest.endIndex...]
      isClosed = end != nil
      isWhole = isClosed && (rest.isEmpty || rest.first == ":")
    } else {
      let end = rest.firstIndex(of: ":") ?? rest.endIndex
      host = Substring(rest[..<end])
      rest = rest[end...]
      isClosed = true
      isWhole = true
    }
    port = rest.first == ":" ? Substring(rest.dropFirst()) : nil
  }

  /// Whether it is an IPv6 address without the brackets, whose colons make a port of its end.
  var isBareIPv6: Bool { hostAndPort.contains(":") && IPAddress(hostAndPort) != nil }

  /// The whole with another host, and without a port where `port` is nil.
  func text(host: some StringProtocol, port: Substring?) -> String {
    let host = isLiteral ? "[\(host)]" : String(host)
    return "\(userInfo.map { "\($0)@" } ?? "")\(host)\(port.map { ":\($0)" } ?? "")"
  }
}

// MARK: Characters

extension Unicode.Scalar {
  var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
  var isHexadecimal: Bool { isASCIIDigit || ("a"..."f").contains(self) || ("A"..."F").contains(self) }

  /// Whether it stands for itself wherever RFC 3986 2 lets a character stand for itself.
  var isUnreservedOrSubDelimiter: Bool {
    isASCIILetter || isASCIIDigit || "-._~!$&'()*+,;=".unicodeScalars.contains(self)
  }

  /// `U+200B`.
  var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
  }

  /// The bytes as percent escapes.
  var percentEncoded: String {
    UTF8.encode(self).map { bytes in
      bytes.map { byte in
        let digits = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "%0\(digits)" : "%\(digits)"
      }.joined()
    } ?? ""
  }
}

extension StringProtocol {
  /// The text with every scalar that does not pass as percent escapes.
  func percentEncoding(_ isEncoded: (Unicode.Scalar) -> Bool) -> String {
    var text = ""
    for scalar in unicodeScalars {
      if isEncoded(scalar) { text += scalar.percentEncoded } else { text.unicodeScalars.append(scalar) }
    }
    return text
  }

  /// What the percent escapes mean; nil where one is broken, or the bytes are not UTF-8.
  var percentDecoded: String? {
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      guard digits.count == 2, digits.allSatisfy({ Unicode.Scalar($0).isHexadecimal }),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
