/// Bytes that have no letter.
enum Byte {
  static let bell: UInt8 = 0x07
  static let escape: UInt8 = 0x1b
  static let delete: UInt8 = 0x7f
  /// The controls of 8 bits: each is Escape and a byte of 0x40 less, in one.
  static let controls8: ClosedRange<UInt8> = 0x80...0x9f
  /// Where the bytes of a scalar after its first are.
  static let continuation: ClosedRange<UInt8> = 0x80...0xbf
}

/// A scalar in UTF-8 of which not all bytes have come.
struct PartialScalar {
  enum Step {
    case unfinished
    case complete(Unicode.Scalar)
    /// The byte does not belong to it.
    case broken
  }

  private var value: UInt32
  private var missing: Int
  /// What the next byte may be: for some first bytes less than all, or one scalar could be written in two
  /// ways, and surrogates and values past U+10FFFF at all.
  private var allowed: ClosedRange<UInt8> = 0x80...0xbf

  /// Begins a scalar of several bytes; nil if none begins with this one.
  init?(first byte: UInt8) {
    switch byte {
    case 0xc2...0xdf: (value, missing) = (UInt32(byte & 0x1f), 1)
    case 0xe0...0xef: (value, missing) = (UInt32(byte & 0x0f), 2)
    case 0xf0...0xf4: (value, missing) = (UInt32(byte & 0x07), 3)
    default: return nil
    }
    switch byte {
    case 0xe0: allowed = 0xa0...0xbf
    case 0xed: allowed = 0x80...0x9f
    case 0xf0: allowed = 0x90...0xbf
    case 0xf4: allowed = 0x80...0x8f
    default: break
    }
  }

  mutating func take(_ byte: UInt8) -> Step {
    guard allowed.contains(byte) else { return .broken }
    allowed = 0x80...0xbf
    value = value << 6 | UInt32(byte & 0x3f)
    missing -= 1
    if missing > 0 { return .unfinished }
    return Unicode.Scalar(value).map(Step.complete) ?? .broken
  }
}
