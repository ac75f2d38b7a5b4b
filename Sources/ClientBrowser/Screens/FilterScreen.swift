import ClientIndex
import HerokuAPI
import TerminalText

/// The filter line, which narrows the list with every letter.
///
/// Of a text with a mistake nothing is shown but what is wrong and where; the list stays as the last filter left it. Of one that is
/// not typed to its end, nothing is wrong yet: what is to follow is said, and the list is what the words before it leave.
struct FilterScreen: Screen, Hashable {
  private(set) var editor: LineEditor
  /// What is wrong with the text; nil where it is a filter.
  private(set) var mistake: ClientFilter.Mistake?
  private var recall: Recall?
  /// What else there is to say, until the next key.
  private var note: FieldFinding?

  /// Earlier filters that are gone through, and where.
  private struct Recall: Hashable {
    let typed: String
    let earlier: [String]
    var position = -1
  }

  init(_ text: String = "") {
    editor = LineEditor(text)
    mistake = Self.mistake(in: text)
  }

  var context: Context { .filtering }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    note = nil
    switch input {
    case .command(.keepFilter): return mistake == nil ? [.rememberFilter(editor.text), .close] : []
    case .command(.clearFilter): return [.rememberFilter(shared.filter), .filter(""), .close]
    case .command(.recallFilter): return recallNext(in: shared)
    case .told(let status):
      note = FieldFinding(status.tone == .warning ? .warning : .note, status.text)
      return []
    case .command(.moveDown), .command(.moveUp), .command(.pageDown), .command(.pageUp):
      guard case .command(let command) = input else { return [] }
      return [.moveInList(command)]
    default:
      guard editor.take(input) else { return [] }
      recall = nil
      return judge()
    }
  }

  /// Puts the filter before the last one in, and at the end what was typed.
  private mutating func recallNext(in shared: Shared) -> [Wish] {
    var recall =
      recall
      ?? Recall(typed: editor.text, earlier: shared.filters.reversed().filter { $0 != editor.text })
    guard !recall.earlier.isEmpty else {
      note = FieldFinding(.note, "There is no earlier filter yet.")
      return []
    }
    recall.position = recall.position + 1 < recall.earlier.count ? recall.position + 1 : -1
    editor = LineEditor(recall.position < 0 ? recall.typed : recall.earlier[recall.position])
    self.recall = recall
    return judge()
  }

  private mutating func judge() -> [Wish] {
    mistake = Self.mistake(in: editor.text)
    guard let mistake else { return [.filter(editor.text)] }
    // What stands before a word that is only not typed to its end is a filter, which the word will narrow.
    return mistake.isUnfinished ? [.filter(String(editor.text[..<mistake.range.lowerBound]))] : []
  }

  private static func mistake(in text: String) -> ClientFilter.Mistake? {
    do throws(ClientFilter.Mistake) {
      _ = try ClientFilter(text)
      return nil
    } catch {
      return error
    }
  }

  func presentation(in shared: Shared) -> Presentation {
    var field = Presentation.Field(label: "/", editor, isFocused: true)
    field.findings = [
      note, mistake.map { FieldFinding($0.isUnfinished ? .note : .error, $0.reason) }, schemeNote,
    ].compactMap { $0 }
    field.fault = mistake.flatMap { mistake in
      guard !mistake.isUnfinished else { return nil }
      let text = editor.text
      let start = CleanText(String(text[..<mistake.range.lowerBound])).text.cellWidth
      return start..<start + CleanText(String(text[mistake.range])).text.cellWidth
    }
    return Presentation(.statusLine, title: "/", blocks: [.field(field)])
  }

  /// What somebody wants to know who types the name of a scheme, which a word looks for in names and addresses alone.
  private var schemeNote: FieldFinding? {
    let word = editor.text.split(separator: " ").last?.lowercased() ?? ""
    guard word == "http" || word == "https" else { return nil }
    return FieldFinding(.note, "As a word: scheme:\(word) finds the redirect URIs with that scheme.")
  }

  func reasonAgainst(_ command: Command, in shared: Shared) -> String? {
    command == .keepFilter ? mistake?.reason : nil
  }
}
