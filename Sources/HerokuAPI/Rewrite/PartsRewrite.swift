/// A part of a redirect URI that a rewrite can set, everything else staying as it is.
public enum RewritePart: String, Hashable, Sendable, CaseIterable {
  /// What stands before the colon.
  case scheme
  /// The host: a name, an IPv4 address, or an IPv6 address with or without its brackets.
  case host
  /// The port; an empty text takes it away.
  case port
  /// The path, up to `?`; an empty text takes it away.
  case path
}

/// New parts for a URI, known to be such.
struct PartsRewrite: Hashable, Sendable {
  private var parts: [RewritePart: String]

  init(_ parts: [RewritePart: String]) throws(RewriteMistake) {
    self.parts = parts
    guard !parts.isEmpty else { throw RewriteMistake(.old, at: 0, "nothing is to be set") }
    if let scheme = parts[.scheme] { try Self.check(scheme: scheme) }
    if let host = parts[.host] { self.parts[.host] = try Self.checked(host: host) }
    if let port = parts[.port] { try Self.check(port: port) }
    if let path = parts[.path] { try Self.check(path: path) }
  }

  /// A URI with the new parts; nil where it has no place for one of them.
  func replacing(in uri: String) -> String? {
    guard let old = URIParts(uri[...]) else { return nil }
    var authority = old.authority.map(String.init)
    if parts[.host] != nil || parts[.port] != nil {
      guard let text = old.authority else { return nil }
      let whole = URIAuthority(text)
      guard whole.isWhole, !whole.host.isEmpty, !whole.isBareIPv6 else { return nil }
      let host = parts[.host] ?? (whole.isLiteral ? "[\(whole.host)]" : String(whole.host))
      let port = (parts[.port] ?? whole.port.map(String.init)).map { ":\($0)" } ?? ""
      let isPortTakenAway = parts[.port]?.isEmpty == true
      authority = "\(whole.userInfo.map { "\($0)@" } ?? "")\(host)\(isPortTakenAway ? "" : port)"
    }
    // Two slashes at the start of a path would be the start of a host.
    if authority == nil, parts[.path]?.hasPrefix("//") == true { return nil }
    return old.text(scheme: parts[.scheme], authority: authority, path: parts[.path])
  }

  // MARK: Mistakes

  /// RFC 3986 3.1.
  private static func check(scheme: String) throws(RewriteMistake) {
    let scalars = scheme.unicodeScalars
    guard let first = scalars.first else {
      throw RewriteMistake(.part(.scheme), at: 0, "a scheme is required")
    }
    guard first.isASCIILetter else {
      throw RewriteMistake(.part(.scheme), at: 0, "a scheme begins with a letter")
    }
    try find(.scheme, in: scheme) { scalar in
      if scalar.isASCIILetter || scalar.isASCIIDigit || "+-.".unicodeScalars.contains(scalar) { return nil }
      return scalar == ":"
        ? "a scheme is given without its colon" : "“\(scalar)” cannot be in a scheme"
    }
  }

  /// RFC 3986 3.2.2, as far as the host would not become something else.
  private static func checked(host: String) throws(RewriteMistake) -> String {
    guard !host.isEmpty else { throw RewriteMistake(.part(.host), at: 0, "a host is required") }
    if host.contains(":"), IPAddress(host[...]) != nil { return "[\(host)]" }
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    if isBracketed, IPAddress(host.dropFirst().dropLast()) != nil { return host }
    try find(.host, in: host) { scalar in
      switch scalar {
      case ":": "a port, or a scheme, is set apart from the host"
      case "/", "?", "#": "“\(scalar)” ends a host: the path is set apart from it"
      case "@": "“@” ends a user’s name, and would not be part of the host"
      case "[", "]": "there is no IPv6 address in brackets"
      default: nil
      }
    }
    return host
  }

  /// RFC 3986 3.2.3.
  private static func check(port: String) throws(RewriteMistake) {
    try find(.port, in: port) { $0.isASCIIDigit ? nil : "a port is a number" }
    guard port.isEmpty || UInt16(port) != nil else {
      throw RewriteMistake(.part(.port), at: 0, "a port is a number from 0 to 65535")
    }
  }

  /// RFC 3986 3.3.
  private static func check(path: String) throws(RewriteMistake) {
    guard path.isEmpty || path.utf8.first == UInt8(ascii: "/") else {
      throw RewriteMistake(.part(.path), at: 0, "a path begins with a slash")
    }
    try find(.path, in: path) { scalar in
      scalar == "?" || scalar == "#" ? "“\(scalar)” ends a path" : nil
    }
  }

  /// Throws at the first scalar that there is something to say about.
  private static func find(
    _ part: RewritePart,
    in text: String,
    _ reason: (Unicode.Scalar) -> String?
  ) throws(RewriteMistake) {
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      if let reason = reason(scalar) { throw RewriteMistake(.part(part), at: offset, reason) }
    }
  }
}
