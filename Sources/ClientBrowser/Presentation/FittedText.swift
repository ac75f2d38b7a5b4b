import TerminalText

/// A text that was made to fit into a width, in pieces that know where they come from.
public struct FittedText: Hashable, Sendable {
  /// The pieces from left to right; nil stands for what was left out.
  let pieces: [Substring?]

  init(pieces: [Substring?]) {
    self.pieces = pieces
  }

  /// A part of a text, as it is.
  init(part: Substring) {
    pieces = [part]
  }

  /// The text to draw.
  public var text: String { pieces.count == 1 ? pieces[0].map(String.init) ?? "…" : joined }

  private var joined: String { pieces.map { $0.map(String.init) ?? "…" }.joined() }

  /// The columns in which parts of the whole text stand, as far as they are shown.
  public func columns(of ranges: [Range<String.Index>]) -> [Range<Int>] {
    var columns: [Range<Int>] = []
    var column = 0
    for piece in pieces {
      guard let piece else {
        column += 1
        continue
      }
      for range in ranges {
        let start = max(range.lowerBound, piece.startIndex)
        let end = min(range.upperBound, piece.endIndex)
        guard start < end else { continue }
        let first = column + piece[..<start].cellWidth
        columns.append(first..<first + piece[start..<end].cellWidth)
      }
      column += piece.cellWidth
    }
    return columns
  }
}
