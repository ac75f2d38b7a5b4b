public import ClientBrowser
import Platform
import TerminalText

/// One whole screen as a value: a grid of styled cells, and where the cursor is.
///
/// Views draw into it, tests read it as text, and ``Terminal`` paints it. Every operation clips at the edges,
/// so that a view need not fear a small terminal.
public struct Frame: Sendable, Equatable {
  /// The size of the screen it is for.
  public let size: Size
  /// Where the terminal's cursor is; hidden, and anywhere, if nil.
  public var cursor: Position?
  /// Whether the cursor shows there, as in a text field.
  ///
  /// Hidden, too, it should stand on what is selected: that is what a screen reader says, and a magnifier shows.
  public var cursorIsVisible = true
  /// The rows that move together when what they show scrolls, if there are such.
  public var scrolling: ScrollingRows?
  /// Row after row.
  private(set) var cells: [Cell]
  /// The combining marks of the cells that have some; a cell knows its index here, plus 1.
  private(set) var marks: [[Unicode.Scalar]] = []

  /// Makes an empty frame.
  public init(size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = Array(repeating: .blank(.plain), count: self.size.columns * self.size.rows)
  }

  /// The whole of it.
  public var bounds: Rect { Rect(row: 0, column: 0, rows: size.rows, columns: size.columns) }
}

extension Frame {
  /// The combining marks of a cell.
  func marks(of cell: Cell) -> [Unicode.Scalar] {
    cell.marks == 0 ? [] : marks[Int(cell.marks) - 1]
  }

  /// Puts text into the cells of one row, and returns the index behind the last one.
  mutating func place(_ text: String, from start: Int, room: Int, style: Style) -> Int {
    if text.isPrintableASCII {
      return place(ascii: text.utf8.prefix(max(0, room)), from: start, style: style)
    }
    var next = start
    var base: Int?
    for scalar in text.unicodeScalars {
      let (shown, width) = scalar.inCell
      if width == 0 {
        if let base { addMark(shown, at: base) }
        continue
      }
      guard next + width <= start + room else { break }
      if next == start { mendLeft(of: start) }
      cells[next] = Cell(scalar: shown, width: UInt8(width), style: style, marks: 0)
      if width == 2 { cells[next + 1] = .continuation(style) }
      base = next
      next += width
    }
    mendRight(of: next)
    return next
  }

  /// The same for text of one column a byte, as nearly all is; a frame has some thousand of them.
  private mutating func place(ascii: Substring.UTF8View, from start: Int, style: Style) -> Int {
    guard !ascii.isEmpty else { return start }
    mendLeft(of: start)
    var next = start
    cells.withUnsafeMutableBufferPointer { cells in
      for byte in ascii {
        cells[next] = Cell(scalar: Unicode.Scalar(byte), width: 1, style: style, marks: 0)
        next += 1
      }
    }
    mendRight(of: next)
    return next
  }

  /// Adds a combining mark to a cell; more than there is room for are left out.
  mutating func addMark(_ mark: Unicode.Scalar, at index: Int) {
    if cells[index].marks == 0 {
      guard marks.count < Int(UInt16.max) else { return }
      marks.append([])
      cells[index].marks = UInt16(marks.count)
    }
    let entry = Int(cells[index].marks) - 1
    if marks[entry].count < Frame.mostMarks { marks[entry].append(mark) }
  }

  /// As many combining marks as ncurses has room for in a cell.
  static let mostMarks = 4

  /// Overwrites cells of one row with blanks.
  mutating func blank(_ range: Range<Int>, style: Style) {
    guard !range.isEmpty else { return }
    mendLeft(of: range.lowerBound)
    for index in range { cells[index] = .blank(style) }
    mendRight(of: range.upperBound)
  }

  /// Gives cells of one row another style.
  mutating func restyle(_ range: Range<Int>, style: Style) {
    for index in range { cells[index].style = style }
  }

  /// Blanks the first half of a wide character whose second half, here, is about to be overwritten: a
  /// terminal cannot show half of one, and each has its own idea of what to show instead.
  private mutating func mendLeft(of index: Int) {
    guard cells[index].width == 0 else { return }
    cells[index - 1] = .blank(cells[index - 1].style)
  }

  /// Blanks the second half of a wide character whose first half has been overwritten.
  private mutating func mendRight(of index: Int) {
    guard index < cells.count, cells[index].width == 0 else { return }
    cells[index] = .blank(cells[index].style)
  }

  /// The cells of a rectangle, as far as it lies within the frame, by row.
  func ranges(of rect: Rect) -> [Range<Int>] {
    let columns = max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.column + rect.columns))
    let rows = max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.row + rect.rows))
    guard !columns.isEmpty else { return [] }
    return rows.map { row in
      row * size.columns + columns.lowerBound..<row * size.columns + columns.upperBound
    }
  }

  /// Takes part of a row over from another frame of this width; false where it has combining marks, whose table is each
  /// frame's own.
  mutating func copy(_ columns: Range<Int>, from other: Int, of frame: Frame, to row: Int) -> Bool {
    let source = other * size.columns + columns.lowerBound..<other * size.columns + columns.upperBound
    guard frame.marks.isEmpty || frame.cells[source].allSatisfy({ $0.marks == 0 }) else { return false }
    let start = row * size.columns + columns.lowerBound
    cells.withUnsafeMutableBufferPointer { cells in
      frame.cells.withUnsafeBufferPointer { others in
        for offset in 0..<columns.count { cells[start + offset] = others[source.lowerBound + offset] }
      }
    }
    return true
  }

  /// The cells of a row.
  func range(ofRow row: Int) -> Range<Int> { row * size.columns..<(row + 1) * size.columns }

  /// The columns from the first to the last in which a row looks otherwise than one of another frame of this width; nil
  /// where all looks the same.
  ///
  /// No wide character is cut in two. A row with combining marks, which hardly any has, looks otherwise as a whole: their
  /// table is each frame's own.
  func changedColumns(ofRow row: Int, since other: Int, of frame: Frame) -> Range<Int>? {
    let (start, otherStart) = (row * size.columns, other * size.columns)
    let hasMarks = !marks.isEmpty && cells[range(ofRow: row)].contains { $0.marks != 0 }
    guard !hasMarks else { return 0..<size.columns }
    return cells.withUnsafeBufferPointer { cells in
      frame.cells.withUnsafeBufferPointer { others in
        // Nearly every row is as it was, which the system finds out many cells at a time.
        if let our = cells.baseAddress, let their = others.baseAddress,
          memcmp(our + start, their + otherStart, size.columns * MemoryLayout<Cell>.stride) == 0
        {
          return nil
        }
        var columns = 0..<size.columns
        func isSame(_ column: Int) -> Bool { cells[start + column] == others[otherStart + column] }
        while let first = columns.first, isSame(first) { columns = first + 1..<columns.upperBound }
        guard !columns.isEmpty else { return nil }
        while let last = columns.last, isSame(last) { columns = columns.lowerBound..<last }
        // Half of a wide character is no change without the other.
        if cells[start + columns.lowerBound].width == 0 {
          columns = columns.lowerBound - 1..<columns.upperBound
        }
        if cells[start + columns.upperBound - 1].width == 2 {
          columns = columns.lowerBound..<columns.upperBound + 1
        }
        return columns
      }
    }
  }
}

/// A cell of the screen; row and column 0 are at the top left.
public struct Position: Hashable, Sendable {
  /// Its row.
  public var row: Int
  /// Its column.
  public var column: Int

  /// Makes a position.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}
