import ClientBrowser
import TestSupport
import Testing

@testable import TerminalUI

struct FrameTests {
  private func frame(_ columns: Int, _ rows: Int) -> Frame { Frame(size: Size(columns: columns, rows: rows)) }

  @Test func `draws text and says how many columns it took`() {
    var frame = frame(12, 2)
    #expect(frame.draw("name", row: 0, column: 1, style: .heading) == 4)
    #expect(frame.draw("日本", row: 1, column: 0) == 4)
    #expect(frame.text() == [" name", "日本"])
    #expect(frame.styleMap() == [".hhhh", ""])
  }

  @Test func `clips at its width and at the edges`() {
    var frame = frame(6, 2)
    #expect(frame.draw("dashboard", row: 0, column: 0, width: 4) == 4)
    #expect(frame.draw("dashboard", row: 1, column: 2) == 4)
    #expect(frame.text() == ["dash", "  dash"])
    #expect(frame.draw("x", row: 2, column: 0) == 0)
    #expect(frame.draw("x", row: -1, column: 0) == 0)
    #expect(frame.draw("x", row: 0, column: 6) == 0)
    #expect(frame.draw("x", row: 0, column: -1) == 0)
    #expect(frame.draw("x", row: 0, column: 0, width: 0) == 0)
    #expect(frame.draw("x", row: 0, column: 0, width: -2) == 0)
    #expect(frame.text() == ["dash", "  dash"])
  }

  @Test func `draws no half of a wide character`() {
    var frame = frame(5, 2)
    #expect(frame.draw("日本語", row: 0, column: 0) == 4)
    #expect(frame.draw("日本語", row: 1, column: 0, width: 3) == 2)
    #expect(frame.text() == ["日本", "日"])
  }

  @Test func `blanks the other half of a wide character that it draws over`() {
    var frame = frame(8, 3)
    for row in 0..<3 { frame.draw("日本語", row: row, column: 0) }
    frame.draw("x", row: 0, column: 1)
    frame.draw("x", row: 1, column: 2)
    frame.fill(Rect(row: 2, column: 1, rows: 1, columns: 2), style: .selected)
    #expect(frame.text() == [" x本語", "日x 語", "    語"])
    #expect(frame.styleMap()[2] == ".SS")
  }

  @Test func `puts combining marks into the cell of their base`() {
    var frame = frame(6, 1)
    #expect(frame.draw("e\u{301}\u{323}日\u{301}x", row: 0, column: 0) == 4)
    #expect(frame.text() == ["e\u{301}\u{323}日\u{301}x"])
    #expect(frame.cells.map(\.width) == [1, 2, 0, 1, 1, 1])
    frame.draw("a", row: 0, column: 0)
    #expect(frame.text() == ["a日\u{301}x"])
  }

  @Test func `leaves out a mark without a base, and more than fit into a cell`() {
    var frame = frame(6, 1)
    frame.draw("ab", row: 0, column: 0)
    #expect(frame.draw("\u{301}c", row: 0, column: 1) == 1)
    #expect(frame.draw("d" + String(repeating: "\u{301}", count: 9), row: 0, column: 2) == 1)
    #expect(frame.text() == ["acd" + String(repeating: "\u{301}", count: 4)])
  }

  @Test func `replaces what is unsafe all the same`() {
    var frame = frame(10, 1)
    #expect(frame.draw("a\u{1b}[2J\u{202e}", row: 0, column: 0) == 6)
    #expect(frame.text() == ["a�[2J�"])
  }

  @Test func `fills and restyles what lies within it`() {
    var frame = frame(6, 3)
    for row in 0..<3 { frame.draw("abcdef", row: row, column: 0) }
    frame.fill(Rect(row: 1, column: 4, rows: 9, columns: 9), style: .dim)
    frame.restyle(Rect(row: -1, column: -1, rows: 2, columns: 3), style: .selected)
    #expect(frame.text() == ["abcdef", "abcd", "abcd"])
    #expect(frame.styleMap() == ["SS", "....dd", "....dd"])
    frame.fill(Rect(row: 0, column: 3, rows: 3, columns: -2), style: .danger)
    frame.fill(Rect(row: 7, column: 0, rows: 1, columns: 1), style: .danger)
    #expect(frame.text() == ["abcdef", "abcd", "abcd"])
  }

  @Test func `draws a box around what stays within`() {
    var frame = frame(12, 4)
    frame.draw("inside", row: 1, column: 3)
    frame.box(Rect(row: 0, column: 0, rows: 4, columns: 12), title: "Help", style: .dim, titleStyle: .title)
    #expect(frame.text() == ["┌─ Help ───┐", "│  inside  │", "│          │", "└──────────┘"])
    #expect(frame.styleMap()[0] == "ddttttttdddd")
  }

  @Test func `cuts the title of a box, and draws none where no border fits`() {
    var frame = frame(10, 3)
    frame.box(Rect(row: 0, column: 0, rows: 2, columns: 10), title: "日本語クライアント")
    #expect(frame.text() == ["┌─ 日… ──┐", "└────────┘", ""])
    var small = self.frame(4, 3)
    small.box(Rect(row: 0, column: 0, rows: 3, columns: 1), title: "x")
    small.box(Rect(row: 0, column: 0, rows: 1, columns: 4), title: "x")
    #expect(small.text() == ["", "", ""])
    small.box(Rect(row: 0, column: 0, rows: 3, columns: 4), title: "Help")
    #expect(small.text() == ["┌──┐", "│  │", "└──┘"])
  }

  @Test func `copes with any size`() {
    for (columns, rows) in [(0, 0), (1, 0), (0, 1), (1, 1), (-1, -1)] {
      var frame = frame(columns, rows)
      frame.box(frame.bounds, title: "title")
      frame.box(Rect(row: 0, column: 0, rows: 10, columns: 10), title: "title")
      frame.fill(Rect(row: 0, column: 0, rows: 10, columns: 10))
      frame.draw("日x", row: 0, column: 0)
      #expect(frame.text().count == max(0, rows))
    }
  }

  @Test func `is equal to a frame that shows the same`() {
    var first = frame(4, 1)
    var second = frame(4, 1)
    first.draw("ab", row: 0, column: 0)
    #expect(first != second)
    second.draw("ab", row: 0, column: 0)
    #expect(first == second)
    second.cursor = Position(row: 0, column: 1)
    #expect(first != second)
  }

  @Test(arguments: 0..<40) func `tells the columns in which a row has changed`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let size = Size(columns: 12, rows: 2)
    for _ in 0..<50 {
      let old = Frame.random(size, &random)
      var new = old
      let text = ["x", "日", "ab", "日本", " ", ""].randomElement(using: &random) ?? ""
      new.draw(text, row: 0, column: Int.random(in: 0..<12, using: &random), style: .dim)
      if Bool.random(using: &random) { new = Frame.random(size, &random) }
      let (before, after) = (old.cells[old.range(ofRow: 1)], new.cells[new.range(ofRow: 0)])
      guard let columns = new.changedColumns(ofRow: 0, since: 1, of: old) else {
        #expect(Array(before) == Array(after))
        continue
      }
      // What stands there, put in the place of what stood there, makes the row, and halves nothing.
      var cells = Array(before)
      cells.replaceSubrange(columns, with: Array(after)[columns])
      #expect(cells == Array(after))
      #expect(cells[columns.lowerBound].width > 0)
      #expect(columns.upperBound == 12 || cells[columns.upperBound].width > 0)
      #expect(columns.upperBound == 12 || Array(before)[columns.upperBound].width > 0)
      #expect(Array(before)[columns.lowerBound].width > 0)
      let changed = (0..<12).filter { Array(before)[$0] != Array(after)[$0] }
      let (first, last) = try (#require(changed.first), #require(changed.last))
      #expect(columns.contains(first) && columns.contains(last))
      #expect(columns.count <= last - first + 3, "what has not changed is left out")
    }
  }

  @Test func `a row with combining marks has changed as a whole`() {
    var frame = frame(6, 1)
    frame.draw("e\u{301}", row: 0, column: 2)
    #expect(frame.changedColumns(ofRow: 0, since: 0, of: frame) == 0..<6)
  }
}

extension Frame {
  /// Narrow and wide characters anywhere.
  fileprivate static func random(_ size: Size, _ random: inout SeededGenerator) -> Frame {
    var frame = Frame(size: size)
    for row in 0..<size.rows {
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let text = ["a", "日本", "b 日"].randomElement(using: &random) ?? ""
        frame.draw(text, row: row, column: Int.random(in: 0..<size.columns, using: &random))
      }
    }
    return frame
  }
}
