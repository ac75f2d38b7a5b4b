/// A host as it is compared and connected to: one spelling for each host, or none.
///
/// Where programs differ in what a text means, as with `127.1`, trailing dots, percent signs or letters beyond
/// ASCII, it is refused rather than guessed: what is judged must be what is connected to.
public struct HostName: Hashable, Sendable {
  /// The host in lower case; an IPv6 address with its brackets, in the spelling of RFC 5952.
  public let text: String

  /// Reads the host of a URL.
  public init?(_ raw: some StringProtocol) {
    // Before lower-casing: the Kelvin sign, for one, has an ASCII letter as its lower case.
    guard raw.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let host = raw.lowercased()
    if host.hasPrefix("[") {
      let inside = host.dropFirst().dropLast()
      guard host.hasSuffix("]"), inside.contains(":"), let address = IPAddress(inside) else { return nil }
      text = "[\(address.ipv6Text)]"
      return
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard host.utf8.count <= 253, labels.allSatisfy(Self.isLabel), let last = labels.last else { return nil }
    // RFC 3696: no top-level domain is a number, so that resolvers take such a text for an address.
    if last.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) || last.hasPrefix("0x")
    {
      guard IPAddress(host) != nil else { return nil }
    }
    text = host
  }

  /// Reads the host that a name is looked up as, which may have letters beyond ASCII: `bücher.example`.
  public init?(lookedUp name: Substring) {
    guard let ascii = InternationalName(name).ascii else { return nil }
    self.init(ascii)
  }

  /// The address that the host is; nil where it is a name.
  public var address: IPAddress? {
    IPAddress(text.hasPrefix("[") ? text.dropFirst().dropLast() : text[...])
  }

  /// Whether a text is one part of a domain name; the underscore is no part of one, but is in use.
  private static func isLabel(_ label: Substring) -> Bool {
    guard (1...63).contains(label.utf8.count), label.first != "-", label.last != "-" else { return false }
    return label.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        true
      default:
        false
      }
    }
  }
}

/// A host and, where one is named, a port, as they stand in a URL.
public struct Authority: Hashable, Sendable {
  /// The host.
  public let host: HostName
  /// The port; nil where none is named.
  public let port: UInt16?

  /// Reads `HOST` or `HOST:PORT`.
  public init(_ text: Substring) throws(EndpointError) {
    // The colons of an IPv6 address stand before its closing bracket.
    let portSearch = text.lastIndex(of: "]") ?? text.startIndex
    let colon = text[portSearch...].firstIndex(of: ":") ?? text.endIndex
    guard let host = HostName(text[..<colon]) else { throw .badHost(String(text[..<colon])) }
    self.host = host
    guard colon != text.endIndex else {
      port = nil
      return
    }
    let digits = text[colon...].dropFirst()
    guard digits.allSatisfy({ $0.isASCII && $0.isWholeNumber }), let port = UInt16(digits), port > 0 else {
      throw .badPort(String(digits))
    }
    self.port = port
  }
}
