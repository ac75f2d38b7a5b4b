import TerminalText

/// One line of text being edited: the text before the cursor and the text after it.
///
/// Kept as two halves, so that the cursor always stands between two graphemes, whatever is typed.
public struct LineEditor: Hashable, Sendable {
  /// The text before the cursor.
  public private(set) var before: String
  /// The text after the cursor.
  public private(set) var after: String

  /// Begins with a text, the cursor at its end.
  public init(_ text: String = "") {
    before = text
    after = ""
  }

  /// The whole text, verbatim.
  public var text: String { before + after }

  /// Types a text at the cursor, verbatim but for control characters.
  mutating func type(_ text: String) {
    before += Self.withoutControls(text)
  }

  /// Pastes a text at the cursor, as one line.
  ///
  /// White space within, line breaks too, becomes one blank, so that no two words are joined; at the ends it goes.
  mutating func paste(_ text: String) {
    before += text.split(whereSeparator: \.isWhitespace).map { Self.withoutControls(String($0)) }
      .filter { !$0.isEmpty }
      .joined(separator: " ")
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
    case .deleteBackward: before = String(before.dropLast(1))
    case .deleteForward: after = String(after.dropFirst(1))
    case .deleteWordBackward: before = String(before.dropLast(wordLengthBefore))
    case .deleteToStart: before = ""
    case .deleteToEnd: after = ""
    default: return false
    }
    return true
  }

  private mutating func moveLeft(_ count: Int) {
    after = String(before.suffix(count)) + after
    before = String(before.dropLast(count))
  }

  private mutating func moveRight(_ count: Int) {
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
}

extension LineEditor {
  /// The part of a line that a field of a given width shows.
  public struct Window: Hashable, Sendable {
    /// The text to draw, cleaned and no wider than the field.
    public var text: String
    /// The column of the cursor in the field.
    public var cursorColumn: Int
    /// Whether text is hidden to the left.
    public var isCutLeft: Bool
    /// Whether text is hidden to the right.
    public var isCutRight: Bool
  }

  /// What a field shows: the end of a text that is too long, until the cursor moves out of it; then the window
  /// moves by half its width, so that the text stands still while one moves within.
  ///
  /// - Parameter width: the field's width in columns, with the column for a cursor at the end; at least 2.
  public func window(width: Int) -> Window {
    let width = max(2, width)
    let half = max(1, width / 2)
    let head = before.map { CleanText(String($0)).text }
    let cursor = head.reduce(0) { $0 + $1.cellWidth }
    let tail = after.map { CleanText(String($0)).text }
    let total = cursor + tail.reduce(0) { $0 + $1.cellWidth }
    var start = max(0, total + 1 - width)
    while start > 0, cursor <= start { start = max(0, start - half) }
    var column = 0
    var text = ""
    var used = 0
    var isCutRight = false
    for piece in head + tail {
      let pieceWidth = piece.cellWidth
      defer { column += pieceWidth }
      if column < start {
        // A wide character cut by the left edge leaves a blank.
        let overhang = column + pieceWidth - start
        if overhang > 0 {
          text += String(repeating: " ", count: overhang)
          used += overhang
        }
        continue
      }
      if used + pieceWidth > width {
        isCutRight = true
        break
      }
      text += piece
      used += pieceWidth
    }
    return Window(text: text, cursorColumn: cursor - start, isCutLeft: start > 0, isCutRight: isCutRight)
  }
}
