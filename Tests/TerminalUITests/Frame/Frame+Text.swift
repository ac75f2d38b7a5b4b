import ClientBrowser

@testable import TerminalUI

extension Frame {
  /// Its rows as text, without the blanks at their ends.
  func text() -> [String] {
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
  func styleMap() -> [String] {
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

extension Style {
  /// The letter that stands for the style in a map of styles; `.` for ordinary text.
  var letter: Character {
    switch self {
    case .plain: "."
    case .dim: "d"
    case .heading: "h"
    case .title: "t"
    case .accent: "a"
    case .selected: "S"
    case .selectedDim: "s"
    case .marked: "m"
    case .difference: "i"
    case .key: "k"
    case .keyLabel: "l"
    case .warning: "w"
    case .danger: "D"
    case .success: "g"
    case .field: "f"
    case .fieldFocused: "F"
    case .button: "b"
    case .buttonFocused: "B"
    case .buttonDisabled: "x"
    case .brand: "c"
    case .match: "n"
    case .matchSelected: "N"
    }
  }
}
