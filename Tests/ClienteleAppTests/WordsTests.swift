import FoundationEssentials
import Testing

/// Words have their places: what is said is made in the view-model, what keys are called in the keymap.
@Suite struct WordsTests {
  /// A text in quotes in a source file, and where it stands.
  private struct Literal {
    let text: String
    let place: String
  }

  @Test func `the front end says nothing of its own, but what is wrong with the terminal`() throws {
    let sentence = /\p{L}+['’]?\p{L}* \p{L}{2,}/
    let said = try literals(in: "Sources/TerminalUI", except: ["TerminalError.swift", "Clipboard.swift"])
      .filter { $0.text.firstMatch(of: sentence) != nil }
    #expect(said.isEmpty, "\(said.map { "\($0.place): \($0.text)" })")
  }

  @Test func `the test finds a sentence where there is one`() throws {
    let errors = try literals(in: "Sources/TerminalUI", except: []).filter {
      $0.place.contains("TerminalError")
    }
    #expect(errors.contains { $0.text.firstMatch(of: /\p{L}+ \p{L}{2,}/) != nil })
  }

  @Test func `no sentence names a key but by the keymap`() throws {
    let named = /\b(Esc|Enter|Tab|Space|PgUp|PgDn|Backspace|Ctrl-[A-Z])\b/
    let letter =
      /(^|[ .(])[a-zA-Z\/?] (shows|loads|tries|creates|opens|quits|clears|stops|wants|closes|does not)\b/
    let said = try
      (literals(in: "Sources/ClientBrowser", except: ["Key.swift", "Keymap+Standard.swift"])
      + literals(in: "Sources/HerokuAPI", except: []) + literals(in: "Sources/TerminalUI", except: []))
      .filter { $0.text.firstMatch(of: named) != nil || $0.text.firstMatch(of: letter) != nil }
    #expect(said.isEmpty, "\(said.map { "\($0.place): \($0.text)" })")
  }

  /// The texts in quotes below a folder, without what is interpolated and without comments.
  private func literals(in path: String, except files: Set<String>) throws -> [Literal] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../\(path)")
      .standardizedFileURL.path(percentEncoded: false)
    return try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter {
        $0.hasSuffix(".swift") && !files.contains($0.split(separator: "/").last.map(String.init) ?? $0)
      }
      .flatMap { file in
        let text = try String(contentsOf: URL(filePath: folder).appending(path: file), encoding: .utf8)
        return literals(of: text).map { Literal(text: $0, place: file) }
      }
  }

  private func literals(of source: String) -> [String] {
    var texts: [String] = []
    var block: String?
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.drop { $0 == " " }
      if let text = block {
        block = trimmed.hasPrefix(#"""""#) ? nil : text + "\n" + trimmed
        if block == nil { texts.append(text) }
      } else if line.hasSuffix(#"""""#) {
        block = ""
      } else if !trimmed.hasPrefix("//") {
        texts += line.matches(of: /"((?:[^"\\]|\\.)*)"/).map { String($0.output.1) }
      }
    }
    return texts.map { $0.replacing(/\\\([^()]*(\([^()]*\)[^()]*)*\)/, with: "…") }
  }
}
