/// A pattern in which `*` stands for any text, or none, and all else for itself.
struct Glob: Hashable, Sendable {
  /// The texts between the stars.
  private let pieces: [[UInt8]]

  init(_ text: FoldedText) {
    pieces = text.bytes.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
  }

  /// Whether the pattern is all of a text.
  func matches(_ text: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = pieces.first, let last = pieces.last, text.starts(with: first) else { return false }
    guard pieces.count > 1 else { return text.count == first.count }
    var rest = text.dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() {
      guard let end = rest.end(ofFirst: piece) else { return false }
      rest = rest[end...]
    }
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
  }
}

extension Slice<UnsafeRawBufferPointer> {
  fileprivate func end(ofFirst piece: [UInt8]) -> Index? {
    guard count >= piece.count else { return nil }
    for start in startIndex...(endIndex - piece.count) where self[start...].starts(with: piece) {
      return start + piece.count
    }
    return nil
  }
}
