import Platform

/// Letters that are looked for in their order, with anything between them.
struct FuzzyText: Sendable {
  private let letters: [Needle]
  /// The letters, where each is a byte, which is found quicker.
  private let bytes: [UInt8]?

  /// - Parameter block: a block of the kind that is to be searched.
  init(_ text: FoldedText, rareIn block: [UInt8]) {
    letters = text.scalars.map { Needle($0, rareIn: block) }
    bytes = letters.allSatisfy { $0.bytes.count == 1 } ? text.bytes : nil
  }

  /// Whether they occur in a part of a block.
  func occur(in block: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    guard let bytes, let block = block.baseAddress else { return places(in: block, range) != nil }
    var start = range.lowerBound
    for byte in bytes {
      guard let found = memchr(block + start, Int32(byte), range.upperBound - start) else { return false }
      start = UnsafeRawPointer(found) - block + 1
    }
    return true
  }

  /// Where they occur in a part of a block, each as early as it can; nil where they do not.
  func places(in block: UnsafeRawBufferPointer, _ range: Range<Int>) -> [Range<Int>]? {
    var places: [Range<Int>] = []
    var start = range.lowerBound
    for letter in letters {
      guard let found = letter.first(in: block, from: start, to: range.upperBound) else { return nil }
      start = found + letter.bytes.count
      places.append(found..<start)
    }
    return places
  }
}
