extension Keymap {
  /// What keys of list and detail are for: the headings under which the help tells them, in this order.
  public enum Group: String, Hashable, Sendable, CaseIterable {
    case finding, changing, marking, underWay, past, secrets, copying, moving, program

    /// The heading.
    public var title: String {
      switch self {
      case .finding: "Find"
      case .changing: "Change a client"
      case .marking: "Mark clients, to change several"
      case .underWay: "Changes of several under way"
      case .past: "Take back"
      case .secrets: "Secrets"
      case .copying: "Copy to the clipboard"
      case .moving: "Move"
      case .program: "Program"
      }
    }
  }

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
  /// First by task what is in force in list and detail; then for every other place what it has of its own.
  public var sections: [Section] {
    let main = Group.allCases.map { group in
      Section(title: group.title, rows: rows(bindings.filter { $0.group == group && isToldByTask($0) }))
    }
    let others = Context.allCases.map { context in
      Section(title: context.title, rows: rows(ownBindings(in: context).filter { !isToldByTask($0) }))
    }
    return (main + others).filter { !$0.rows.isEmpty }
  }

  private func isToldByTask(_ binding: Binding) -> Bool {
    let places = [.list, .detail] + Context.list.inherited + Context.detail.inherited
    return binding.contexts.contains(where: places.contains)
  }

  /// Rows, each sequence of keys whole; what is the same for several places once.
  private func rows(_ bindings: [Binding]) -> [Row] {
    var rows: [Row] = []
    for binding in bindings {
      let row = Row(keys: binding.sequences.map(Self.name(of:)), title: binding.title)
      if !rows.contains(row) { rows.append(row) }
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
