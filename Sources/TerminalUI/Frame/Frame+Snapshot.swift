import ClientBrowser

extension Frame {
  /// Its rows as text, without the blanks at their ends.
  public func text() -> [String] {
    rows { row in
      var text = ""
      for cell in row where cell.width > 0 {
        text.unicodeScalars.append(cell.scalar)
        text.unicodeScalars.append(contentsOf: marks(of: cell))
      }
      return text.dropping(trailing: " ")
    }
  }

  /// The styles of its cells, one ``Style/letter`` a cell, without the ordinary ones at the end of a row.
  public func styleMap() -> [String] {
    rows { row in
      String(row.map(\.style.letter)).dropping(trailing: Style.plain.letter)
    }
  }

  private func rows(_ render: (ArraySlice<Cell>) -> String) -> [String] {
    (0..<size.rows).map { row in
      render(cells[row * size.columns..<(row + 1) * size.columns])
    }
  }
}

extension String {
  fileprivate func dropping(trailing character: Character) -> String {
    var text = self[...]
    while text.last == character { text.removeLast() }
    return String(text)
  }
}
