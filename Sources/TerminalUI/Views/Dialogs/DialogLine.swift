/// One line of a dialog, ready to be placed.
struct DialogLine {
  /// What has to give way where there is little room, from first to last.
  enum Weight: Int, Comparable {
    case blank, optional, essential

    static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
  }

  /// A piece of the line.
  struct Run {
    var column: Int
    var text: String
    var style: Style
    /// How many columns the style covers; those of the text if nil.
    var width: Int?
  }

  var runs: [Run]
  var weight = Weight.essential
  /// The column of the cursor, on the line that has it.
  var cursorColumn: Int?

  /// An empty line.
  static let blank = DialogLine(runs: [], weight: .blank)
}

extension [DialogLine] {
  /// As many lines as fit: blank ones give way first, then optional ones from the end; if that is not enough,
  /// the lines around the cursor are shown.
  func fitted(to rows: Int) -> [DialogLine] {
    var lines = self
    for weight in [DialogLine.Weight.blank, .optional] {
      while lines.count > rows, let index = lines.lastIndex(where: { $0.weight == weight }) {
        lines.remove(at: index)
      }
    }
    guard lines.count > rows else { return lines }
    let cursor = lines.lastIndex { $0.cursorColumn != nil } ?? 0
    let start = Swift.max(0, Swift.min(cursor - rows + 2, lines.count - rows))
    return Array(lines[start..<start + rows])
  }
}
