import Testing

@testable import TerminalText

struct CellWidthTests {
  @Test(arguments: [
    ("", 0),
    ("Production dashboard", 20),
    ("日本語", 6),
    ("Größe", 5),
    ("e\u{301}", 1),
    ("한글", 4),
    ("\u{1112}\u{1161}\u{11ab}", 2),
    ("…│▌•", 4),
    ("🚀", 2),
    ("🇫🇷", 2),
  ])
  func `counts the columns that wcwidth gives`(text: String, width: Int) {
    #expect(text.cellWidth == width)
    #expect(text.reduce(0) { $0 + $1.cellWidth } == width)
  }

  @Test func `counts one column for what is replaced when it is drawn`() {
    #expect("\u{1b}[2J".cellWidth == 4)
    #expect("\u{202e}".cellWidth == 1)
    #expect("\u{200b}".cellWidth == 1)
    #expect("\r\n".cellWidth == 2)
  }

  @Test func `takes a short cut only where libc says the same`() {
    let narrow = (0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).filter(
      \.isSurelyNarrow
    )
    #expect(narrow.count > 800)
    let wrong = narrow.filter { scalar in
      scalar.libcWidth != 1 || scalar.properties.isDefaultIgnorableCodePoint
        || [.control, .format, .unassigned].contains(scalar.properties.generalCategory)
    }
    #expect(wrong == [])
  }
}
