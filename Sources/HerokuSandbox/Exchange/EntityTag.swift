import HTTPTypes

/// The version of a representation, as `ETag` tells it: a digest of the body, so that equal bodies have
/// equal tags and no state is kept.
struct EntityTag: Equatable {
  /// With its quotes, and `W/` before them if it is weak.
  let text: String

  /// The strong tag of a body.
  init(of body: [UInt8]) {
    // FNV-1a, 64 bits wide: a tag has to notice a change, not to withstand a forger.
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    body.withUnsafeBufferPointer { bytes in
      for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    var characters = [UInt8(ascii: "\"")]
    for shift in stride(from: 60, through: 0, by: -4) {
      characters.append(
        UInt8(hexadecimalDigit: UInt8(truncatingIfNeeded: digest >> UInt64(shift)) & 0xf)
      )
    }
    characters.append(UInt8(ascii: "\""))
    text = String(decoding: characters, as: UTF8.self)
  }

  /// Whether `If-Match` asks for this version; weak tags never do (RFC 9110, 13.1.1).
  func meets(ifMatch values: [String]) -> Bool {
    Self.tags(in: values).contains { $0 == "*" || $0 == text }
  }

  /// Whether `If-None-Match` names this version, for which a weak tag is good enough.
  func isKnown(ifNoneMatch values: [String]) -> Bool {
    Self.tags(in: values).contains { $0 == "*" || Self.opaque($0) == Self.opaque(text[...]) }
  }

  private static func tags(in values: [String]) -> [Substring] {
    values.flatMap { $0.split(separator: ",") }.map { tag in
      Substring(tag.filter { !$0.isWhitespace })
    }
  }

  private static func opaque(_ tag: Substring) -> Substring {
    tag.hasPrefix("W/") ? tag.dropFirst(2) : tag
  }
}
