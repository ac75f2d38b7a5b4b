/// A host as it is compared and connected to: one spelling for each host, or none.
///
/// Where programs differ in what a text means, as with `127.1`, trailing dots, percent signs or letters beyond
/// ASCII, it is refused rather than guessed: what is judged must be what is connected to.
struct HostName: Hashable, Sendable {
  /// The host in lower case, an IPv6 address with its brackets.
  let text: String

  /// Reads the host of a URL.
  init?(_ raw: some StringProtocol) {
    // Before lower-casing: the Kelvin sign, for one, has an ASCII letter as its lower case.
    guard raw.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let host = raw.lowercased()
    if host.hasPrefix("[") {
      guard host.hasSuffix("]"), !host.contains("%"), IPv6Address(host.dropFirst().dropLast()) != nil else {
        return nil
      }
      text = host
      return
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard host.utf8.count <= 253, labels.allSatisfy(Self.isLabel), let last = labels.last else { return nil }
    // RFC 3696: no top-level domain is a number, so that resolvers take such a text for an address.
    if last.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) || last.hasPrefix("0x")
    {
      guard IPv4Address(host) != nil else { return nil }
    }
    text = host
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
