/// An IPv6 address as it stands between the brackets of a URL.
struct IPv6Address: Hashable, Sendable {
  /// The eight groups, the most significant first.
  let groups: [UInt16]

  /// Reads the text form of RFC 4291, with `::` and a dotted end; a zone after `%` is left out.
  init?(_ text: some StringProtocol) {
    let address = text.prefix { $0 != "%" }
    let halves = Self.halves(of: String(address))
    guard let head = Self.groups(in: halves.head) else { return nil }
    guard let tailText = halves.tail else {
      guard head.count == 8 else { return nil }
      groups = head
      return
    }
    guard let tail = Self.groups(in: tailText), head.count + tail.count < 8 else { return nil }
    groups = head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
  }

  /// What stands before and after the first `::`.
  private static func halves(of text: String) -> (head: String, tail: String?) {
    var rest = text[...]
    var head = ""
    while let first = rest.first {
      if rest.hasPrefix("::") { return (head, String(rest.dropFirst(2))) }
      head.append(first)
      rest = rest.dropFirst()
    }
    return (head, nil)
  }

  /// The groups of a text without `::`; an empty text has none.
  private static func groups(in text: String) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var groups: [UInt16] = []
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, let dotted = IPv4Address(part) {
        groups.append(UInt16(dotted.bytes[0]) << 8 | UInt16(dotted.bytes[1]))
        groups.append(UInt16(dotted.bytes[2]) << 8 | UInt16(dotted.bytes[3]))
      } else {
        guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
          let group = UInt16(part, radix: 16)
        else { return nil }
        groups.append(group)
      }
    }
    return groups
  }

  /// An address that is only reachable on this machine or its own network.
  ///
  /// `::1`, fe80::/10 (RFC 4291), fc00::/7 (RFC 4193), and IPv4 addresses of that kind in their mapped form.
  var isLocal: Bool {
    if groups == [0, 0, 0, 0, 0, 0, 0, 1] { return true }
    if groups[0] & 0xffc0 == 0xfe80 || groups[0] & 0xfe00 == 0xfc00 { return true }
    guard groups[..<5].allSatisfy({ $0 == 0 }), groups[5] == 0xffff else { return false }
    let bytes = groups[6...].flatMap { [$0 >> 8, $0 & 0xff] }
    return IPv4Address(bytes.map(String.init).joined(separator: "."))?.isLocal ?? false
  }
}
