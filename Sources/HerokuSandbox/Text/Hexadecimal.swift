import FoundationEssentials

extension UInt8 {
  /// What this ASCII character stands for as a hexadecimal digit, in either case.
  var hexadecimalValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The lower case ASCII character for a value under 16.
  init(hexadecimalDigit value: UInt8) {
    self = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}

/// Bytes as letters (RFC 4648).
enum Base64 {
  static func text(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString()
  }
}
