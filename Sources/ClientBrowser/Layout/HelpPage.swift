import TerminalText

/// The keymap as lines of a page: sections beside each other in as many columns as fit, those that a search leaves.
struct HelpPage: Hashable {
  /// The lines, each made of a block a column.
  let lines: [Presentation.Block]

  /// A column is at least so wide: keys with what they do, which may take two lines.
  private static let narrowest = 56
  /// The room for keys.
  private static let keysWidth = 20
  /// The blanks between two columns.
  private static let gap = 2

  init(_ sections: [Keymap.Section], matching search: String, width: Int) {
    let found = sections.compactMap { $0.matching(search) }
    let count = max(1, (width + Self.gap) / (Self.narrowest + Self.gap))
    let columnWidth = (width - (count - 1) * Self.gap) / count
    let keysWidth = Self.keysWidth(in: columnWidth, of: sections)
    let blocks = found.map { Self.blocks(of: $0, keysWidth, columnWidth) }
    let columns = Self.columns(of: blocks, count)
    let height = columns.map(\.count).max() ?? 0
    lines = (0..<height).map { row in
      .beside(columns.map { row < $0.count ? $0[row] : .blank }, labelWidth: keysWidth)
    }
  }

  /// The room for keys: in a column that is narrow, what makes the page the shortest, whatever is looked for.
  private static func keysWidth(in columnWidth: Int, of sections: [Keymap.Section]) -> Int {
    guard columnWidth < narrowest else { return keysWidth }
    let widths = (1...keysWidth).reversed().filter { $0 >= min(8, columnWidth / 5) }
    return widths.min { left, right in
      func height(_ width: Int) -> Int {
        sections.reduce(0) { $0 + blocks(of: $1, width, columnWidth).count }
      }
      return height(left) < height(right)
    } ?? keysWidth
  }

  /// A section's lines: its heading, and its rows with what is too long for one line on the next.
  private static func blocks(
    of section: Keymap.Section,
    _ keysWidth: Int,
    _ columnWidth: Int
  ) -> [Presentation.Block] {
    let titleWidth = max(1, columnWidth - keysWidth - 4)
    return [.heading(section.title)]
      + section.rows.flatMap { row in
        let keys = row.keys.joined(separator: " ").wrapped(toWidth: keysWidth)
        let title = row.title.wrapped(toWidth: titleWidth)
        return (0..<max(keys.count, title.count)).map { line in
          Presentation.Block.keys(
            line < keys.count ? keys[line] : "",
            line < title.count ? title[line] : ""
          )
        }
      }
  }

  /// Whole sections one below the other, a blank line between them, in columns that are as even as that allows.
  private static func columns(of sections: [[Presentation.Block]], _ count: Int) -> [[Presentation.Block]] {
    var height = sections.map(\.count).max() ?? 0
    while true {
      var columns: [[Presentation.Block]] = [[]]
      for section in sections {
        let last = columns.count - 1
        if columns[last].isEmpty {
          columns[last] = section
        } else if columns[last].count + 1 + section.count <= height {
          columns[last] += [.blank] + section
        } else {
          columns.append(section)
        }
      }
      if columns.count <= count { return columns }
      height += 1
    }
  }
}

extension Keymap.Section {
  /// What of it has to do with a text: all of it, if its title has; nil where nothing has.
  fileprivate func matching(_ text: String) -> Keymap.Section? {
    let wanted = text.lowercased()
    guard !wanted.isEmpty, !title.lowercased().contains(wanted) else { return self }
    let rows = rows.filter { row in
      row.title.lowercased().contains(wanted) || row.keys.contains { $0.lowercased() == wanted }
    }
    return rows.isEmpty ? nil : Keymap.Section(title: title, rows: rows)
  }
}
