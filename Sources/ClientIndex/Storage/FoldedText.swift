import Platform

/// A text with its case and the accents of its Latin letters folded, as UTF-8: what a filter searches and a list is sorted
/// by.
///
/// Two spellings of the same characters are the same bytes, and so are the cases of a letter, and a Latin letter with and
/// without accents (é, as one character or two, is e). Marks of other scripts make another letter of one, and stay. There
/// is no zero byte in it: that is what ends a text among others.
struct FoldedText: Hashable, Sendable {
  /// The text.
  let bytes: [UInt8]

  /// Whether there is no text.
  var isEmpty: Bool { bytes.isEmpty }

  /// Folds a text.
  init(_ text: String) {
    var bytes: [UInt8] = []
    Self.append(text, to: &bytes)
    self.bytes = bytes
  }

  /// Folds a text behind other bytes.
  ///
  /// - Returns: whether it is the same as it came.
  @discardableResult
  static func append(_ text: String, to bytes: inout [UInt8]) -> Bool {
    var text = text
    return text.withUTF8 { utf8 in
      var ored: UInt8 = 0
      for byte in utf8 { ored |= byte }
      guard ored >= 0x80 else { return append(ascii: utf8, to: &bytes) }
      let start = bytes.count
      for scalar in canonical(String(decoding: utf8, as: UTF8.self)) {
        bytes += UTF8.encode(scalar).map(Array.init) ?? []
      }
      for index in start..<bytes.count where bytes[index] == 0 { bytes[index] = blank }
      return bytes[start...].elementsEqual(utf8)
    }
  }

  private static func append(ascii: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) -> Bool {
    var isSame = true
    for byte in ascii {
      var folded = byte
      if byte &- UInt8(ascii: "A") < 26 { folded |= 0x20 }
      if byte == 0 { folded = blank }
      isSame = isSame && folded == byte
      bytes.append(folded)
    }
    return isSame
  }

  private static let blank = UInt8(ascii: " ")

  /// Folds the case by way of the capitals, so that ς is σ and ß is ss, as Unicode's case folding has it.
  ///
  /// Small letters come first since the capital ẞ stays what it is.
  private static func canonical(_ text: String) -> [Unicode.Scalar] {
    var folded = String.UnicodeScalarView()
    var isBehindLatin = false
    for scalar in text.lowercased().uppercased().lowercased().decomposedScalars {
      if scalar.properties.generalCategory == .nonspacingMark {
        if isBehindLatin { continue }
      } else {
        isBehindLatin = scalar.isLatin
      }
      folded.append(strokeless[scalar] ?? scalar)
    }
    return String(folded).composedScalars
  }

  /// Latin letters whose stroke is no mark that could be taken apart, without it.
  private static let strokeless: [Unicode.Scalar: Unicode.Scalar] = [
    "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ƀ": "b", "ǥ": "g", "ɨ": "i", "ƶ": "z",
  ]
}

extension Unicode.Scalar {
  /// Whether it lies in one of Unicode's blocks of Latin letters.
  fileprivate var isLatin: Bool {
    switch value {
    case 0x61...0x7A, 0x41...0x5A, 0xDF...0x2AF, 0x1D00...0x1DBF, 0x1E00...0x1EFF, 0x2C60...0x2C7F,
      0xA720...0xA7FF, 0xAB30...0xAB6F:
      true
    default: false
    }
  }
}
