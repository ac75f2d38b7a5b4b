import ClientBrowser

/// The last row: the keys that work now.
struct HintsView {
  private let hints: [Browser.Hint]

  init(_ hints: [Browser.Hint]) {
    self.hints = hints
  }

  func draw(on frame: inout Frame) {
    let row = frame.size.rows - 1
    var column = 1
    for hint in hints {
      column += frame.draw(hint.key, row: row, column: column, style: .key) + 1
      column += frame.draw(hint.label, row: row, column: column, style: .keyLabel) + 2
    }
  }
}
