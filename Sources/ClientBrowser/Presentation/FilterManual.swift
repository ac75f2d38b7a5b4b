/// What can be typed into a filter, for help and guide.
public enum FilterManual {
  /// A word, and what it asks for.
  public struct Row: Hashable, Sendable {
    /// The word: a filter by itself.
    public let example: String
    /// What it asks for.
    public let meaning: String
  }

  /// The heading of the rows.
  public static let title = "Words of a filter"

  /// The rows, from top to bottom.
  public static let rows = [
    Row("staging dash", "Both words, in name, id or redirect URI, but for https://"),
    Row("\"staging dash\"", "Just this text"),
    Row("!staging", "Not this; before any other word too"),
    Row("~stgdsh", "These letters in this order, in name or host"),
    Row("localhost:3000", "A text with a colon, in the whole redirect URI"),
    Row("name:dash", "In the name alone; so uri:, host:, path: and id:"),
    Row("name:\"host:x\"", "Quotes protect blanks and colons"),
    Row("host:*.example.com", "A whole host, * for anything"),
    Row("scheme:http", "Just this scheme"),
    Row("is:error", "The worst finding is an error; so is:warning, is:note"),
    Row("is:duplicate", "Another client has the name or the redirect URI"),
    Row("app:billing", "Used by an app of this name, once it was looked where clients are used"),
    Row("is:stale", "Such an app has a stale secret; is:nowhere: none has the client"),
    Row("is:marked", "Marked, in the browser alone"),
    Row("updated:<30d", "Changed less than 30 days ago; min, h, d, w, mo, y"),
    Row("created:>2024-01-31", "Created after this day (UTC); <, <=, >= and no sign too"),
  ]

  /// The same as a part of the help; made when that is opened, and not kept.
  static var section: Keymap.Section {
    Keymap.Section(title: title, rows: rows.map { Keymap.Row(keys: [$0.example], title: $0.meaning) })
  }

  /// The same for `docs/guide.md`, in Markdown; a test alone asks for it.
  public static var manual: String {
    (["| word | |", "| --- | --- |"] + rows.map { "| `\($0.example)` | \($0.meaning) |" }).joined(
      separator: "\n"
    )
  }
}

extension FilterManual.Row {
  fileprivate init(_ example: String, _ meaning: String) {
    self.init(example: example, meaning: meaning)
  }
}
