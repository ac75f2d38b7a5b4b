/// The parts of an absolute URI that findings are made of.
///
/// FoundationEssentials' `URL` repairs what it reads; a text that is sent verbatim has to be judged verbatim.
struct URIReference: Hashable, Sendable {
  /// The scheme in lower case.
  let scheme: String
  /// The host in lower case, an IPv6 address without its brackets; nil where there is none.
  let host: String?
  /// Whether there is a fragment, be it an empty one.
  let hasFragment: Bool

  /// Whether the scheme is one that cannot do without a host.
  var isHierarchical: Bool { scheme == "https" || scheme == "http" }

  /// Reads a URI; nil where it is not absolute: no scheme, or nothing after it.
  ///
  /// Private-use schemes such as `com.example.app:/callback` (RFC 8252 7.1) and `urn:` are absolute too.
  init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":"), Self.isScheme(text[..<colon]) else { return nil }
    let rest = text[colon...].dropFirst()
    guard let first = rest.first, first != "#", !Self.isPort(rest) else { return nil }
    scheme = text[..<colon].lowercased()
    hasFragment = rest.contains("#")
    host = rest.hasPrefix("//") ? Self.host(in: rest.dropFirst(2)) : nil
  }

  /// RFC 3986 3.1.
  private static func isScheme(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        true
      default: isLetter(byte)
      }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  /// Whether what follows the colon is a port: `localhost:5000/callback` is a URI by the grammar, with the scheme
  /// `localhost`, but only ever written by somebody who forgot `http://`.
  private static func isPort(_ rest: Substring) -> Bool {
    let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
    let next = rest[digits.endIndex...].first
    return !digits.isEmpty && (next == nil || next == "/" || next == "?" || next == "#")
  }

  /// The host of what follows `//`; a backslash ends it too, as browsers have it.
  private static func host(in text: Substring) -> String? {
    let authority = text.prefix { !["/", "\\", "?", "#"].contains($0) }
    let afterUser = authority.lastIndex(of: "@").map { authority[$0...].dropFirst() } ?? authority
    let host: Substring
    if afterUser.hasPrefix("[") {
      host = afterUser.dropFirst().prefix { $0 != "]" }
    } else {
      host = afterUser.prefix { $0 != ":" }
    }
    return host.isEmpty ? nil : host.lowercased()
  }
}
