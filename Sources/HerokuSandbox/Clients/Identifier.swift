/// The 128 bits of a UUID.
///
/// They compare as the lower case text of the UUID does, so a list sorted by
/// identifier is also sorted by what its readers see.
struct Identifier: Hashable, Comparable, Sendable {
  let bits: UInt128

  init(bits: UInt128) {
    self.bits = bits
  }

  /// A random (version 4) UUID.
  init(using generator: inout some RandomNumberGenerator) {
    let random = UInt128(generator.next()) << 64 | UInt128(generator.next())
    let version: UInt128 = 0x4 << 76
    let variant: UInt128 = 0x2 << 62
    let free = ~((0xf << 76 as UInt128) | (0x3 << 62 as UInt128))
    bits = random & free | version | variant
  }

  static func < (left: Identifier, right: Identifier) -> Bool {
    left.bits < right.bits
  }
}

extension Identifier: LosslessStringConvertible {
  /// Reads the form with four hyphens, in either case, and nothing else.
  init?(_ description: some StringProtocol) {
    var bits: UInt128 = 0
    var position = 0
    for byte in description.utf8 {
      if Self.hyphens.contains(position) {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard let digit = byte.hexadecimalValue else { return nil }
        bits = bits << 4 | UInt128(digit)
      }
      position += 1
    }
    guard position == Self.length else { return nil }
    self.bits = bits
  }

  var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.length)
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the lower case text.
  func write(to bytes: inout [UInt8]) {
    for (word, startsAt) in [
      (UInt64(truncatingIfNeeded: bits >> 64), 0), (UInt64(truncatingIfNeeded: bits), 18),
    ] {
      var position = startsAt
      for shift in stride(from: 60, through: 0, by: -4) {
        if Self.hyphens.contains(position) {
          bytes.append(UInt8(ascii: "-"))
          position += 1
        }
        bytes.append(
          UInt8(hexadecimalDigit: UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 0xf)
        )
        position += 1
      }
    }
  }

  private static let length = 36
  private static let hyphens = HyphenPositions()

  /// Where a UUID has its hyphens: a comparison instead of a set, since this runs for every character.
  private struct HyphenPositions {
    func contains(_ position: Int) -> Bool {
      position == 8 || position == 13 || position == 18 || position == 23
    }
  }
}
