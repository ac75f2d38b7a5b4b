extension CommandTable {
  /// The table as `docs/keys.md` shows it, in Markdown.
  public static var manual: String {
    var lines = [
      "# Keys",
      "",
      "This page is made of the command table (`Sources/ClientBrowser/Commands/CommandTable.swift`); a test keeps",
      "it true. `?` shows the same in the program.",
    ]
    for context in Context.allCases {
      lines += ["", "## \(context.title)", "", "| Keys | |", "| --- | --- |"]
      for binding in bindings(in: context) {
        let keys = binding.keys.map { $0.name == "|" ? "`\\|`" : "`\($0.name)`" }.joined(separator: " ")
        lines.append("| \(keys) | \(binding.title) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
