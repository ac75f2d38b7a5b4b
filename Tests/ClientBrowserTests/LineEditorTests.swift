import TerminalText
import Testing

@testable import ClientBrowser

@Suite struct LineEditorTests {
  private func editing(_ text: String, _ commands: Command...) -> LineEditor {
    var editor = LineEditor(text)
    for command in commands { editor.perform(command) }
    return editor
  }

  @Test func `moves by grapheme, not by scalar`() {
    let editor = editing("a👨‍👩‍👧e\u{301}", .cursorLeft, .cursorLeft)
    #expect(editor.before == "a")
    #expect(editing("a👨‍👩‍👧e\u{301}", .deleteBackward).text == "a👨‍👩‍👧")
  }

  @Test func `moves by word over the signs between words`() {
    #expect(editing("https://app.example.com/cb", .cursorWordLeft).before == "https://app.example.com/")
    #expect(
      editing("https://app.example.com/cb", .cursorWordLeft, .cursorWordLeft).before == "https://app.example."
    )
    #expect(editing("one  two", .cursorStart, .cursorWordRight).before == "one")
    #expect(editing("one  two", .cursorStart, .cursorWordRight, .cursorWordRight).before == "one  two")
  }

  @Test func `deletes to the start, to the end and by word`() {
    #expect(editing("one two", .cursorWordLeft, .deleteToStart).text == "two")
    #expect(editing("one two", .cursorWordLeft, .deleteToEnd).text == "one ")
    #expect(editing("one two", .deleteWordBackward).text == "one ")
    #expect(editing("one two", .cursorStart, .deleteForward).text == "ne two")
  }

  @Test func `stops at its ends`() {
    #expect(
      editing("", .cursorLeft, .cursorRight, .deleteBackward, .deleteForward, .cursorWordLeft).text == ""
    )
    #expect(editing("a", .cursorRight).before == "a")
  }

  @Test(arguments: [
    ("\r\none\ttwo\u{1B}[31m\u{2028}\u{7F}\n", "one two[31m"),
    ("Billing\nportal\tnorth\r\n", "Billing portal north"),
    ("  one  ", "one"), ("\n\n", ""), ("https://a.test\nhttps://b.test", "https://a.test https://b.test"),
    ("a\u{7}b", "ab"),
  ])
  func `a paste becomes one line, in which no two words are joined`(pasted: String, text: String) {
    var editor = LineEditor()
    editor.paste(pasted)
    #expect(editor.text == text)
  }

  @Test func `what is typed stays as it is, but for control characters`() {
    var editor = LineEditor()
    for key in [" ", "a", " ", " ", "\u{1B}", "b", " "] { editor.type(key) }
    #expect(editor.text == " a  b ")
  }

  @Test func `takes a combining mark typed after its base`() {
    var editor = LineEditor("cafe")
    editor.type("\u{301}")
    #expect(editor.text.count == 4)
    editor.perform(.deleteBackward)
    #expect(editor.text == "caf")
  }

  @Test(arguments: [2, 3, 10, 40]) func `shows the cursor and no more than the field's width`(width: Int) {
    for text in ["", "short", String(repeating: "abcdefghij", count: 9), String(repeating: "日本語", count: 20)]
    {
      var editor = LineEditor(text)
      for _ in 0...text.count {
        let window = editor.window(width: width)
        #expect(window.text.cellWidth <= width)
        #expect((0..<width).contains(window.cursorColumn), "\(editor) in \(width)")
        #expect(window.isCutLeft == (window.cursorColumn < editor.before.cellWidth))
        editor.perform(.cursorLeft)
      }
    }
  }

  @Test func `stands still while one moves within what is shown`() {
    var editor = LineEditor(String(repeating: "0123456789", count: 5))
    let text = editor.window(width: 20).text
    editor.perform(.cursorLeft)
    editor.perform(.cursorLeft)
    #expect(editor.window(width: 20).text.hasPrefix(text))
  }
}
