extension Keymap {
  /// A part of the help: a heading, and what keys do under it.
  public struct Section: Hashable, Sendable {
    /// The heading.
    public let title: String
    /// The rows, from top to bottom.
    public let rows: [Row]
  }

  /// A line of the help.
  public struct Row: Hashable, Sendable {
    /// What people call each of the keys.
    public let keys: [String]
    /// What they do.
    public let title: String
  }

  /// The keymap as help and `docs/keys.md` show it.
  ///
  /// First the list with all that is in force there; then for every other place what it has of its own.
  public var sections: [Section] {
    var sections: [Section] = []
    for context in Context.allCases {
      let bindings =
        context == .list ? bindings(in: .list) : ownBindings(in: context).filter { !isToldInList($0) }
      sections.append(Section(title: context.title, rows: rows(bindings, in: context)))
      // What may follow a key stands behind the two places where that key is known best.
      guard context == .detail else { continue }
      for prefix in prefixes {
        let rows = self.bindings(after: prefix, in: context).map { binding in
          Row(keys: binding.sequences.map { Self.name(of: Array($0.dropFirst())) }, title: binding.title)
        }
        sections.append(
          Section(
            title: "\(prefix.heading), after \(prefix.key.name)",
            rows: rows + [Row(keys: [Key.escape.name], title: prefix.cancelTitle)]
          )
        )
      }
    }
    return sections.filter { !$0.rows.isEmpty }
  }

  private func isToldInList(_ binding: Binding) -> Bool {
    binding.contexts.contains(where: ([.list] + Context.list.inherited).contains)
  }

  /// Rows, with a prefix in the place of what it begins.
  private func rows(_ bindings: [Binding], in context: Context) -> [Row] {
    var rows: [Row] = []
    for binding in bindings {
      let alone = binding.sequences.filter { $0.count == 1 }
      if !alone.isEmpty {
        rows.append(Row(keys: alone.map(Self.name(of:)), title: binding.title))
      } else if let first = binding.sequences.first?.first, let prefix = prefix(first, in: context) {
        let row = Row(keys: [prefix.key.name], title: prefix.title)
        if !rows.contains(row) { rows.append(row) }
      }
    }
    return rows
  }

  /// The keymap as `docs/keys.md` shows it, in Markdown.
  public var manual: String {
    var lines = [
      "# Keys",
      "",
      "This page is made of the keymap (`Sources/ClientBrowser/Keymap/Keymap+Standard.swift`); a test keeps it true.",
      "`?` shows the same in the program.",
    ]
    for section in sections {
      lines += ["", "## \(section.title)", "", "| Keys | |", "| --- | --- |"]
      for row in section.rows {
        let keys = row.keys.map { $0 == "|" ? "`\\|`" : "`\($0)`" }.joined(separator: " ")
        lines.append("| \(keys) | \(row.title) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
