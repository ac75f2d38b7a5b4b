/// A pattern in which `*` stands for any text, or none, and all else for itself.
struct Glob: Sendable {
  /// The texts between the stars; one where there is no star.
  private let pieces: [Needle]

  /// - Parameter block: a block of the kind that is to be searched.
  init(_ text: FoldedText, rareIn block: [UInt8]) {
    pieces = text.bytes.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
      .map { Needle($0, rareIn: block) }
  }

  /// The longest text that occurs in all that this matches; nil where it is stars alone.
  var needle: Needle? {
    pieces.filter { !$0.bytes.isEmpty }.max { $0.bytes.count < $1.bytes.count }
  }

  /// Whether the pattern is all of a part of a block.
  func matches(_ block: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    guard let first = pieces.first, let last = pieces.last,
      first.stands(in: block, at: range.lowerBound, of: range)
    else { return false }
    var start = range.lowerBound + first.bytes.count
    guard pieces.count > 1 else { return start == range.upperBound }
    let end = range.upperBound - last.bytes.count
    guard end >= start, last.stands(in: block, at: end, of: range) else { return false }
    for piece in pieces[1..<pieces.count - 1] {
      guard let found = piece.first(in: block, from: start, to: end) else { return false }
      start = found + piece.bytes.count
    }
    return true
  }
}
