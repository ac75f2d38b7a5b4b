import TerminalText

/// One line of text being edited: the text before the cursor and the text after it.
///
/// Kept as two halves, so that the cursor always stands between two graphemes, whatever is typed.
public struct LineEditor: Hashable, Sendable {
  /// The text before the cursor.
  public private(set) var before: String
  /// The text after the cursor.
  public private(set) var after: String
  /// What was last cut out, to be put in again.
  var cut = ""
  private(set) var history = EditHistory()

  /// Begins with a text, the cursor at its end.
  public init(_ text: String = "") {
    before = text
    after = ""
  }

  /// The same with a dot in the place of each character, for what must not be seen.
  var masked: LineEditor {
    func dots(_ text: String) -> String { String(repeating: "•", count: text.count) }
    var editor = LineEditor(dots(before))
    editor.after = dots(after)
    return editor
  }

  /// The whole text, verbatim.
  public var text: String { before + after }

  /// Types a text at the cursor, verbatim but for control characters.
  mutating func type(_ text: String) {
    let typed = Self.withoutControls(text)
    let startsWord = typed.first.map(Self.isWord) == true && before.last.map(Self.isWord) != true
    edit(.typing(startsWord: startsWord)) { $0.before += typed }
  }

  /// Pastes a text at the cursor, as one line.
  ///
  /// White space within, line breaks too, becomes one blank, so that no two words are joined; at the ends it goes.
  mutating func paste(_ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace).map { Self.withoutControls(String($0)) }
    edit(.other) { $0.before += words.filter { !$0.isEmpty }.joined(separator: " ") }
  }

  private static func withoutControls(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.isControl }))
  }

  /// Takes what was typed, pasted or asked for; nothing else has a meaning here.
  ///
  /// Returns whether it had one.
  @discardableResult
  mutating func take(_ input: ScreenInput) -> Bool {
    switch input {
    case .command(let command): return perform(command)
    case .typed(let text): type(text)
    case .pasted(let text): paste(text)
    default: return false
    }
    return true
  }

  /// Carries an editing command out.
  ///
  /// Returns whether it was one.
  @discardableResult
  mutating func perform(_ command: Command) -> Bool {
    switch command {
    case .cursorLeft: moveLeft(1)
    case .cursorRight: moveRight(1)
    case .cursorWordLeft: moveLeft(wordLengthBefore)
    case .cursorWordRight: moveRight(wordLengthAfter)
    case .cursorStart: moveLeft(before.count)
    case .cursorEnd: moveRight(after.count)
    case .deleteBackward: edit(.other) { $0.before.removeLast(min(1, $0.before.count)) }
    case .deleteForward: edit(.other) { $0.after.removeFirst(min(1, $0.after.count)) }
    case .deleteWordBackward: cutBefore(wordLengthBefore)
    case .deleteWordForward: cutAfter(wordLengthAfter)
    case .deleteToStart: cutBefore(before.count)
    case .deleteToEnd: cutAfter(after.count)
    case .yank: edit(.other) { $0.before += $0.cut }
    case .undoTyping: undo()
    default: return false
    }
    return true
  }

  // MARK: Moving

  private mutating func moveLeft(_ count: Int) {
    history.endStep()
    after = String(before.suffix(count)) + after
    before = String(before.dropLast(count))
  }

  private mutating func moveRight(_ count: Int) {
    history.endStep()
    before += after.prefix(count)
    after = String(after.dropFirst(count))
  }

  /// A word is a run of letters and digits; the signs between words go with the word they stand next to.
  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  private var wordLengthBefore: Int {
    let backwards = Array(before.reversed())
    let word = backwards.drop { !Self.isWord($0) }.drop { Self.isWord($0) }
    return backwards.count - word.count
  }

  private var wordLengthAfter: Int {
    let rest = after.drop { !Self.isWord($0) }.drop { Self.isWord($0) }
    return after.count - rest.count
  }

  // MARK: Cutting

  /// Cuts characters out before the cursor; what was cut just before stands behind them.
  private mutating func cutBefore(_ count: Int) {
    guard count > 0 else { return }
    let joins = history.isCutting
    edit(.cutting) { editor in
      let piece = String(editor.before.suffix(count))
      editor.before = String(editor.before.dropLast(count))
      editor.cut = piece + (joins ? editor.cut : "")
    }
  }

  /// Cuts characters out after the cursor; what was cut just before stands before them.
  private mutating func cutAfter(_ count: Int) {
    guard count > 0 else { return }
    let joins = history.isCutting
    edit(.cutting) { editor in
      let piece = String(editor.after.prefix(count))
      editor.after = String(editor.after.dropFirst(count))
      editor.cut = (joins ? editor.cut : "") + piece
    }
  }

  // MARK: Undoing

  /// Changes the text, and keeps what it was; a change that changes nothing is none.
  private mutating func edit(_ kind: EditHistory.Kind, _ change: (inout LineEditor) -> Void) {
    let (oldBefore, oldAfter) = (before, after)
    change(&self)
    // Byte by byte: two spellings of a letter are two texts.
    guard
      !before.utf8.elementsEqual(oldBefore.utf8) || !after.utf8.elementsEqual(oldAfter.utf8)
    else { return }
    history.keep(before: oldBefore, after: oldAfter, kind)
  }

  private mutating func undo() {
    guard let moment = history.takeBack() else { return }
    (before, after) = (moment.before, moment.after)
  }
}
