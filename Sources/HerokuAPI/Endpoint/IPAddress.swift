import Platform

/// An IP address, as the system's own `inet_pton` reads it.
///
/// That takes IPv4 addresses in the one form that all programs read alike: not `127.1`, `2130706433`, `0x7f.0.0.1` or
/// `0177.0.0.1`.
public struct IPAddress: Hashable, Sendable {
  /// The sixteen bytes of its IPv6 form.
  ///
  /// An IPv4 address has those of its mapped form (RFC 4291), so that `192.0.2.7` and `::ffff:192.0.2.7` are one.
  public let bytes: [UInt8]

  /// Reads an IPv4 address, or an IPv6 address without brackets and zone.
  public init?(_ text: some StringProtocol) {
    // libc would take a NUL for the end.
    guard !text.utf8.contains(0) else { return nil }
    let isIPv6 = text.utf8.contains(UInt8(ascii: ":"))
    var bytes = [UInt8](repeating: 0, count: isIPv6 ? 16 : 4)
    let read = String(text).withCString { inet_pton(isIPv6 ? AF_INET6 : AF_INET, $0, &bytes) }
    guard read == 1 else { return nil }
    self.bytes = isIPv6 ? bytes : Self.mappedPrefix + bytes
  }

  /// Whether it is an IPv4 address, in whichever form it was written.
  public var isIPv4: Bool { bytes.starts(with: Self.mappedPrefix) }

  /// The one spelling of its IPv6 form that RFC 5952 wants.
  public var ipv6Text: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(AF_INET6, bytes, &text, socklen_t(text.count)) != nil else { return "" }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static let mappedPrefix = [UInt8](repeating: 0, count: 10) + [0xff, 0xff]
}

/// All addresses that begin with the same bits: `10.0.0.0/8`, `2001:db8::/32`.
public struct IPNetwork: Hashable, Sendable {
  private let first: IPAddress
  /// How many bits count, of the 128 of the IPv6 form.
  private let length: Int

  /// The network of one address.
  public init(_ address: IPAddress) {
    first = address
    length = 128
  }

  /// Reads an address, a slash and the number of bits that count, or for IPv4 their mask (`255.255.255.0`); what the
  /// address has behind them does not matter.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPAddress(parts[0]) else { return nil }
    let isDotted = !parts[0].utf8.contains(UInt8(ascii: ":"))
    let size = String(parts[1])
    guard let bits = Self.number(size) ?? (isDotted ? Self.bits(ofMask: size) : nil),
      bits <= (isDotted ? 32 : 128)
    else { return nil }
    first = address
    length = isDotted ? 96 + bits : bits
  }

  private static func number(_ text: String) -> Int? {
    (1...3).contains(text.utf8.count) && text.utf8.allSatisfy(\.isASCIIDigit) ? Int(text) : nil
  }

  /// How many bits a mask of IPv4 has; nil where they are not the first ones.
  private static func bits(ofMask text: String) -> Int? {
    guard let mask = IPAddress(text), mask.isIPv4 else { return nil }
    let bits = mask.bytes.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let length = (~bits).leadingZeroBitCount
    return ~bits == UInt32.max >> UInt32(length) ? length : nil
  }

  /// Whether an address is one of them.
  ///
  /// A short IPv6 prefix, such as `::/0`, does not mean the IPv4 addresses that are mapped into its range.
  public func contains(_ address: IPAddress) -> Bool {
    guard length >= 96 || !address.isIPv4 else { return false }
    return zip(first.bytes, address.bytes).enumerated().allSatisfy { index, pair in
      let bits = min(8, max(0, length - 8 * index))
      return (pair.0 ^ pair.1) >> (8 - bits) == 0
    }
  }
}

extension UInt8 {
  fileprivate var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
