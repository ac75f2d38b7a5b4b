import TerminalText

/// Clients as a text that a person edits: a line each, with id, name and redirect URI.
///
/// What is in it survives the round trip to the byte: names stand in quotes, and whatever could be lost or be overlooked in
/// an editor is escaped. No secret can be in it, since ``OAuthClient`` has none.
///
/// ```swift
/// let sheet = ClientSheet(marked)
/// let edits = try sheet.reading(edited(sheet.text))
/// ```
public struct ClientSheet: Hashable, Sendable {
  /// The clients, as they were shown.
  public let clients: [OAuthClient]

  /// Makes a sheet of some clients, none of them twice.
  public init(_ clients: [OAuthClient]) {
    self.clients = clients
  }

  /// The text, with a header that explains it.
  public var text: String {
    let names = clients.map { SheetWord.quoted($0.name) }
    let widest = names.map(\.cellWidth).filter { $0 <= Self.widestColumn }.max() ?? 0
    let lines = zip(clients, names).map { client, name in
      [SheetWord.plain(client.id.text), Self.padded(name, widest), SheetWord.plain(client.redirectURI)]
        .joined(separator: "  ")
    }
    return (header + lines).map { $0 + "\n" }.joined()
  }

  /// A name, whole however wide it is.
  private static func padded(_ name: String, _ width: Int) -> String {
    name + String(repeating: " ", count: max(0, width - name.cellWidth))
  }

  /// Names up to this width have their redirect URIs below each other.
  private static let widestColumn = 40

  private var header: [String] {
    [
      "# \(clients.count == 1 ? "One client" : "\(clients.count) clients"): a line each, with id, name and redirect URI.",
      "#",
      "# Change names and redirect URIs; ids stay as they are. A name stands in quotes, where \\\" is a quote and \\\\",
      "# a backslash. A line that is taken out leaves its client alone: nothing is created or deleted here.",
      "# Save and leave the editor: every difference is shown before anything is sent.",
      "# If the text stays as it is, or the editor fails, nothing is done.",
      "",
    ]
  }
}

/// What somebody has made of a ``ClientSheet``.
public struct ClientSheetEdits: Hashable, Sendable {
  /// The changes, in the order of the sheet; what is as it was is not among them.
  public let changes: [Change]
  /// How many clients have no line any more; they are left alone.
  public let removedCount: Int
}

/// Something in a text that is no ``ClientSheet``, or would make of a client what it cannot be.
public struct ClientSheetMistake: Hashable, Sendable {
  /// The line that it is in, counted from 1.
  public let line: Int
  /// What that line says.
  public let text: String
  /// What is wrong, as a sentence without its end; foreign text in it is not cleaned.
  public let reason: String
}

/// Why a text cannot be read as a ``ClientSheet``: at least one mistake, in the order of its lines.
public struct ClientSheetMistakes: Error, Hashable {
  /// The mistakes.
  public let mistakes: [ClientSheetMistake]
}
