import Platform

/// A text with its case folded, as UTF-8 bytes: what a filter searches and a list is sorted by.
///
/// Bytes, because searching 100,000 Strings takes 200 ms and searching as many byte arrays a few.
struct FoldedText: Hashable, Sendable {
  private let bytes: [UInt8]

  /// Folds a text.
  init(_ text: String) {
    bytes = Array(text.lowercased().utf8)
  }

  /// Whether there is no text.
  var isEmpty: Bool { bytes.isEmpty }

  /// Whether a text occurs anywhere in this one.
  ///
  /// The empty text occurs everywhere.
  ///
  /// By `memchr` and `memcmp`: Swift cannot see libc's `memmem` on Linux.
  func contains(_ other: FoldedText) -> Bool {
    guard let first = other.bytes.first else { return true }
    return bytes.withUnsafeBytes { hay in
      other.bytes.withUnsafeBytes { needle in
        guard let hayStart = hay.baseAddress, let needleStart = needle.baseAddress else { return false }
        var offset = 0
        while offset + needle.count <= hay.count {
          let starts = hay.count - needle.count - offset + 1
          guard let found = memchr(hayStart + offset, Int32(first), starts) else { return false }
          if memcmp(found, needleStart, needle.count) == 0 { return true }
          offset = UnsafeRawPointer(found) - hayStart + 1
        }
        return false
      }
    }
  }

  /// Whether this text begins with another.
  func hasPrefix(_ other: FoldedText) -> Bool {
    bytes.starts(with: other.bytes)
  }
}

extension FoldedText: Comparable {
  /// Orders texts by their bytes, which for UTF-8 is the order of their code points.
  static func < (left: FoldedText, right: FoldedText) -> Bool {
    left.bytes.withUnsafeBytes { leftBytes in
      right.bytes.withUnsafeBytes { rightBytes in
        guard let leftStart = leftBytes.baseAddress, let rightStart = rightBytes.baseAddress else {
          return leftBytes.count < rightBytes.count
        }
        let order = memcmp(leftStart, rightStart, min(leftBytes.count, rightBytes.count))
        return order == 0 ? leftBytes.count < rightBytes.count : order < 0
      }
    }
  }
}
