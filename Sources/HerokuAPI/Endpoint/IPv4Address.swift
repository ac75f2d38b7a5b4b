/// An IPv4 address in the one form that every program reads alike: four decimal numbers without leading zeros.
struct IPv4Address: Hashable, Sendable {
  /// The four bytes, the most significant first.
  let bytes: [UInt8]

  /// Reads `127.0.0.1`; not `127.1`, `2130706433`, `0x7f.0.0.1` or `0177.0.0.1`, which resolvers read differently.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard part.utf8.allSatisfy(Self.digits.contains), part.utf8.count == 1 || part.first != "0",
        let byte = UInt8(part, radix: 10)
      else { return nil }
      bytes.append(byte)
    }
    self.bytes = bytes
  }

  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  /// 127.0.0.0/8.
  var isLoopback: Bool { bytes[0] == 127 }

  /// An address that is only reachable on this machine or its own network.
  ///
  /// 127/8 (RFC 1122), 10/8, 172.16/12 and 192.168/16 (RFC 1918), 169.254/16 (RFC 3927).
  var isLocal: Bool {
    switch (bytes[0], bytes[1]) {
    case (127, _), (10, _), (172, 16...31), (192, 168), (169, 254): true
    default: false
    }
  }
}
