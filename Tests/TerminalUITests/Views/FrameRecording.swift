import ClientBrowser
import FoundationEssentials
import TerminalUI
import TestSupport
import Testing

/// Compares a frame with what was recorded of it: its text, and what it looks like with and without colours.
///
/// With `CLIENTELE_RECORD=1` in the environment it records instead; look at the difference before it is committed.
func expectRecording(
  of browser: Browser,
  named name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let frame = Frame(browser)
  let parts = [
    "text": frame.text(), "colour": frame.looks(in: .colour), "monochrome": frame.looks(in: .monochrome),
  ]
  let drawn = ["text", "colour", "monochrome"].map {
    "=== \($0)\n" + (parts[$0] ?? []).joined(separator: "\n")
  }
  .joined(separator: "\n")
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Recordings")
  let file = folder.appending(path: "\(name).txt")
  if isRecording {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data((drawn + "\n").utf8).write(to: file)
    return
  }
  let recorded = try String(contentsOf: file, encoding: .utf8)
  #expect(
    recorded == drawn + "\n",
    "\(name) is not as recorded:\n\(drawn)",
    sourceLocation: sourceLocation
  )
}

extension Frame {
  /// One letter a cell for what it looks like: the initial of its colour, or of its attribute; `.` for neither.
  fileprivate func looks(in theme: Theme) -> [String] {
    let letters = Dictionary(uniqueKeysWithValues: Style.allCases.map { ($0.letter, theme[$0].letter) })
    return styleMap().map { row in
      var letters = row.map { letters[$0] ?? "?" }
      while letters.last == "." { letters.removeLast() }
      return String(letters)
    }
  }
}

extension CellAttributes {
  fileprivate var letter: Character {
    if let background { return Character("\(background)".prefix(1).uppercased()) }
    if let foreground { return "\(foreground)".first ?? "?" }
    return reverse ? "R" : underline ? "u" : bold ? "B" : dim ? "d" : "."
  }
}
