import HerokuAPI
import TerminalText

/// Clients as a text in the person's editor, and what came back where it is not to be done as it is.
///
/// It opens the editor as soon as it stands there. A text that can be read goes on to ``PreviewScreen``; behind that, and
/// with mistakes in it, the text is kept here to be opened again.
struct EditorScreen: Screen, Hashable {
  /// The clients, as they were when the editor was opened first.
  let sheet: ClientSheet
  /// What is to be known before.
  private let remark: String?
  /// The text as it is to be opened next.
  private(set) var text: String
  /// Why the text is here.
  private(set) var reason = Reason.opened
  /// The first row on the screen.
  private var top = 0
  /// The editor, while it has the terminal.
  var request: RequestID?

  /// Why the text is here and not on its way.
  enum Reason: Hashable {
    /// The editor has the terminal.
    case opened
    /// It cannot be read.
    case mistakes([ClientSheetMistake])
    /// The editor has failed, as the sentence says, and had saved it before.
    case failed(String)
    /// It was shown in a preview.
    case shown
  }

  /// Opens the editor on some clients.
  init(_ clients: [OAuthClient], remark: String?) {
    sheet = ClientSheet(clients)
    self.remark = remark
    text = sheet.text
  }

  var context: Context { .editor }
  var isLocked: Bool { request != nil }
  var isPartOfRun: Bool { true }
  var holdsTypedText: Bool { text != sheet.text }
  var wishesOnOpening: [Wish] { [.edit(text: text)] }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    if isLocked, case .command = input { return [] }
    switch input {
    case .edited(.left(let text)): return take(text)
    case .edited(.failed(let reason, let saved)): return take(failure: reason, saved)
    case .command(.accept): return [.edit(text: text)]
    case .command(.dismiss):
      return [.close, .say(Status(.information, "The edited text was dropped. Nothing was changed."))]
    case .command(let command): scroll(command, in: shared)
    default: break
    }
    return []
  }

  private mutating func take(_ edited: String) -> [Wish] {
    do throws(ClientSheetMistakes) {
      let edits = try sheet.reading(edited)
      guard !edits.changes.isEmpty else {
        return [.close, .say(Status(.information, unchangedWords(edits)))]
      }
      (text, reason, top) = (edited, .shown, 0)
      let proposal = Proposal(title, edits.changes, remarks: remarks(edits))
      return [.push(PreviewScreen(proposal))]
    } catch {
      (text, reason, top) = (
        ClientSheet.text(edited, telling: error.mistakes), .mistakes(error.mistakes), 0
      )
      // A key that was meant for the editor must not open it again.
      return [.rest(.accept), .rest(.dismiss)]
    }
  }

  private mutating func take(failure: String, _ saved: String?) -> [Wish] {
    guard let saved, !saved.utf8.elementsEqual(sheet.text.utf8) else {
      return [.close, .say(Status(.failure, "\(failure) Nothing was changed."))]
    }
    (text, reason, top) = (saved, .failed(failure), 0)
    return [.rest(.accept), .rest(.dismiss)]
  }
}

// MARK: What it says

extension EditorScreen {
  func presentation(in shared: Shared) -> Presentation {
    Presentation(.page(top: top), title: title, blocks: rows(in: shared).map { .row($0) })
  }

  private var title: String { "Edit \(Counted.clients(sheet.clients.count))" }

  private func unchangedWords(_ edits: ClientSheetEdits) -> String {
    "Nothing was changed in the editor." + (removedWords(edits).map { " \($0)" } ?? "")
  }

  private func remarks(_ edits: ClientSheetEdits) -> [String] {
    let same = sheet.clients.count - edits.changes.count - edits.removedCount
    let sameWords = same == 0 ? nil : "\(Counted.number(same)) \(same == 1 ? "stays" : "stay") as before."
    return [remark, removedWords(edits), sameWords].compactMap(\.self)
  }

  private func removedWords(_ edits: ClientSheetEdits) -> String? {
    let count = edits.removedCount
    guard count > 0 else { return nil }
    return count == 1
      ? "1 line was taken out: its client is left alone."
      : "\(Counted.number(count)) lines were taken out: their clients are left alone."
  }

  private func rows(in shared: Shared) -> [Presentation.Row] {
    let width = shared.pageColumns
    func paragraph(_ text: String, _ tone: Presentation.Tone = .plain) -> [Presentation.Row] {
      PageRows.wrapping(text, tone, width: width)
    }
    switch reason {
    case .opened: return paragraph("The editor has the terminal…", .dim)
    case .shown: return paragraph("The edited text is kept; nothing of it was done.")
    case .failed(let reason):
      return paragraph(reason, .failure) + paragraph("What was saved before is kept here.")
    case .mistakes(let mistakes):
      let words =
        mistakes.count == 1
        ? "One line cannot be taken as it is; nothing was done."
        : "\(Counted.number(mistakes.count)) lines cannot be taken as they are; nothing was done."
      return paragraph(words, .title) + mistakes.flatMap { rows(of: $0, width) }
    }
  }

  private func rows(of mistake: ClientSheetMistake, _ width: Int) -> [Presentation.Row] {
    PageRows.wrapping(
      "Line \(mistake.line): \(mistake.reason).",
      .failure,
      sign: "✗ ",
      at: 2,
      width: width
    ) + PageRows.wrapping(mistake.text, .dim, at: 4, width: width)
  }

  private mutating func scroll(_ command: Command, in shared: Shared) {
    let (rows, page) = (rows(in: shared).count, shared.pageRows)
    let wanted =
      switch command {
      case .moveDown: top + 1
      case .moveUp: top - 1
      case .pageDown: top + page
      case .pageUp: top - page
      case .halfPageDown: top + max(1, page / 2)
      case .halfPageUp: top - max(1, page / 2)
      case .moveToBottom: rows
      case .moveToTop: 0
      default: top
      }
    top = max(0, min(wanted, rows - page))
  }
}
