/// Finds stretches of base64, in either alphabet (RFC 4648 4 and 5), and decodes them.
///
/// A stretch may be wrapped, as `base64` and PEM do it, and what is sought may begin anywhere in it: a slash or a word before it
/// are letters too. So each is decoded from each of the four places at which a group of letters can begin.
enum Base64Scan {
  /// As many letters as a UUID has in base64.
  private static let shortest = 48

  /// Calls `body` with what the stretches mean that are long enough for a UUID, in time and memory that grow with the text alone.
  static func each(in bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var letters: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let letter = value(of: bytes[index]) {
        letters.append(letter)
        index += 1
        continue
      }
      let gap = Gap(in: bytes, at: index)
      if !gap.isLineEnd { decode(&letters, body) }
      index = gap.end
    }
    decode(&letters, body)
  }

  /// Decodes a stretch at all four alignments, and empties it.
  private static func decode(_ letters: inout [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    defer { letters.removeAll(keepingCapacity: true) }
    guard letters.count >= shortest else { return }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(letters.count * 3 / 4)
    for start in 0..<4 where letters.count - start >= shortest {
      decoded.removeAll(keepingCapacity: true)
      var bits: UInt32 = 0
      var count = 0
      for letter in letters[start...] {
        bits = bits << 6 | UInt32(letter)
        count += 6
        if count >= 8 {
          count -= 8
          decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
      }
      decoded.withUnsafeBufferPointer(body)
    }
  }

  private static func value(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }

  /// What stands between two stretches of letters: the end of a line with blanks around it, or something that ends a stretch.
  private struct Gap {
    /// Where it ends; behind where it began.
    let end: Int
    /// Whether the stretch goes on behind it.
    let isLineEnd: Bool

    init(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
      var end = start
      var isLineEnd = false
      scan: while end < bytes.count {
        switch bytes[end] {
        case UInt8(ascii: " "), UInt8(ascii: "\t"): end += 1
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
          isLineEnd = true
          end += 1
        // As JSON, and whoever keeps a key in one line, writes the end of a line; or one that a shell goes on behind.
        case UInt8(ascii: "\\"):
          guard end + 1 < bytes.count, Self.escaped.contains(bytes[end + 1]) else { break scan }
          isLineEnd = true
          end += 2
        default: break scan
        }
      }
      self.end = max(end, start + 1)
      self.isLineEnd = isLineEnd
    }

    private static let escaped = [
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
    ]
  }
}
