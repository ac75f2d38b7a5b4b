/// A cell of a frame.
///
/// It holds no reference, so that making and copying a frame is copying memory: 8 bytes a cell. A cell has at
/// most one base scalar; its combining marks, which hardly any cell has, stand in a table of the frame.
struct Cell: Hashable, Sendable {
  /// What is drawn; of no meaning if `width` is 0.
  var scalar: Unicode.Scalar
  /// Columns that it takes: 1, 2, or 0 for the second half of the wide character to its left.
  var width: UInt8
  /// What it means.
  var style: Style
  /// Where the combining marks are in `Frame.marks`, counted from 1; 0 if there are none.
  var marks: UInt16

  /// An empty cell.
  static func blank(_ style: Style) -> Cell {
    Cell(scalar: " ", width: 1, style: style, marks: 0)
  }

  /// The second half of a wide character.
  static func continuation(_ style: Style) -> Cell {
    Cell(scalar: " ", width: 0, style: style, marks: 0)
  }
}
