/// Bodies that are compressed, written down so that the tests need no compressor.
enum Gzipped {
  /// An account.
  static let account = bytes(
    "1f8b0800000000000203ab56ca4c51b252503254d251504acd4dcccc01f1121d522b12730b7252f592f373956a01469fd8d725000000"
  )

  /// 200,000 zeros in 230 bytes.
  static let bomb = bytes(
    "1f8b0800000000000203edc13101000000c2a04aeb9fce0cfe4001" + String(repeating: "00", count: 199)
      + "af01947d2336400d0300"
  )

  private static func bytes(_ digits: String) -> [UInt8] {
    var rest = digits[...]
    var bytes: [UInt8] = []
    while let byte = UInt8(rest.prefix(2), radix: 16) {
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}
