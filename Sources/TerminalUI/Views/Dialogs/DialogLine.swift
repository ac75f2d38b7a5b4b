import ClientBrowser
import TerminalText

/// One line of a dialog, ready to be placed.
struct DialogLine {
  /// A piece of the line.
  struct Run {
    var column: Int
    var text: String
    var style: Style
    /// How many columns the style covers; those of the text if nil.
    var width: Int?
  }

  var runs: [Run]
  var weight = Presentation.Weight.essential
  /// Whether it goes on with the text of the line before.
  var isContinuation = false
  /// Whether it tells of a field, among others that do.
  var isOfFinding = false
  /// The column of the cursor, on the line that has it.
  var cursorColumn: Int?
  /// The column of the button that is pressed, on the line of the buttons.
  var focusColumn: Int?

  /// An empty line.
  static let blank = DialogLine(runs: [], weight: .blank)

  /// Says that text after this line was left out, within the room it has.
  mutating func markCut(width: Int) {
    guard let last = runs.indices.last else { return }
    let room = width - runs[last].column
    runs[last].text =
      runs[last].text.cellWidth < room
      ? runs[last].text + "…" : (runs[last].text.cut(toWidth: room - 1).droppingEllipsis + "…")
  }
}

extension [DialogLine] {
  /// As many lines as fit: the lightest give way first, of those the last.
  ///
  /// If that is not enough, the lines around the cursor are shown.
  ///
  /// - Parameter room: how many rows there are; a terminal may have none left.
  func fitted(to room: Int, width: Int) -> [DialogLine] {
    let rows = Swift.max(0, room)
    var lines = self
    for weight in Presentation.Weight.allCases where weight < .essential {
      while lines.count > rows, let index = lines.lastIndex(where: { $0.weight == weight }) {
        let removed = lines.remove(at: index)
        guard index > 0, removed.isContinuation || (removed.isOfFinding && lines[index - 1].isOfFinding)
        else { continue }
        lines[index - 1].markCut(width: width)
      }
    }
    guard lines.count > rows else { return lines }
    let cursor = lines.lastIndex { $0.cursorColumn != nil } ?? 0
    let start = Swift.max(0, Swift.min(cursor - rows + 2, lines.count - rows))
    return Array(lines[start..<start + rows])
  }
}

extension String {
  fileprivate var droppingEllipsis: String { hasSuffix("…") ? String(dropLast()) : self }
}
