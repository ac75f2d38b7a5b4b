import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct EditHistoryTests {
  private static let edits: [Command] = [
    .deleteBackward, .deleteForward, .deleteWordBackward, .deleteWordForward, .deleteToStart, .deleteToEnd,
    .yank,
    .cursorLeft, .cursorRight, .cursorWordLeft, .cursorWordRight, .cursorStart, .cursorEnd,
  ]

  private func edit(_ editor: inout LineEditor, _ generator: inout SeededGenerator) -> Bool {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0:
      editor.type(["a", " ", "/", "é", "日", "e\u{301}"].randomElement(using: &generator) ?? "")
      return true
    case 1: editor.paste(["one two", "x\ny", ""].randomElement(using: &generator) ?? "")
    default: editor.perform(Self.edits.randomElement(using: &generator) ?? .yank)
    }
    return false
  }

  @Test func `undo comes back to every earlier text, in order, and no further`() {
    var generator = SeededGenerator(seed: 10)
    for _ in 0..<300 {
      var editor = LineEditor("https://example.com/callback")
      var earlier: [String] = []
      for _ in 0..<80 {
        if Int.random(in: 0..<8, using: &generator) == 0 {
          editor.perform(.undoTyping)
          if let text = earlier.popLast() { #expect(editor.text.utf8.elementsEqual(text.utf8)) }
          continue
        }
        let (text, steps) = (editor.text, editor.history.count)
        let wasTyping = edit(&editor, &generator)
        let isStep = editor.history.count > steps
        if isStep { earlier.append(text) }
        // Only what is typed may go on with a step; nothing else goes unnoticed.
        #expect(isStep == !editor.text.utf8.elementsEqual(text.utf8) || wasTyping)
      }
      for text in earlier.reversed() {
        editor.perform(.undoTyping)
        #expect(editor.text.utf8.elementsEqual(text.utf8))
      }
      #expect(editor.history.count == 0)
      editor.perform(.undoTyping)
      #expect(editor.text == "https://example.com/callback")
    }
  }

  @Test func `what is typed is taken back word by word`() {
    var editor = LineEditor()
    for character in "https://a.example/cb" { editor.type(String(character)) }
    var texts: [String] = []
    while !editor.text.isEmpty {
      editor.perform(.undoTyping)
      texts.append(editor.text)
    }
    #expect(texts == ["https://a.example/", "https://a.", "https://", ""])
  }

  @Test func `the cursor comes back too`() {
    var editor = LineEditor("one two")
    editor.perform(.cursorWordLeft)
    editor.perform(.deleteToEnd)
    editor.perform(.cursorStart)
    editor.perform(.undoTyping)
    #expect(editor.before == "one " && editor.after == "two")
  }

  @Test func `puts in again what was cut out last`() {
    var editor = LineEditor("one two three")
    editor.perform(.deleteWordBackward)
    editor.perform(.cursorStart)
    editor.perform(.yank)
    #expect(editor.text == "threeone two ")
    editor.perform(.deleteBackward)
    editor.perform(.yank)
    #expect(editor.text == "threthreeone two ", "what is deleted letter by letter is not kept")
  }

  @Test func `cuts one after the other are one, in the order of the text`() {
    var editor = LineEditor("one two three four")
    editor.perform(.cursorWordLeft)
    editor.perform(.deleteWordBackward)
    editor.perform(.deleteWordBackward)
    editor.perform(.deleteWordForward)
    #expect(editor.text == "one ")
    editor.perform(.yank)
    #expect(editor.text == "one two three four")
  }

  @Test func `a move ends what belongs together`() {
    var editor = LineEditor("one two")
    editor.perform(.deleteWordBackward)
    editor.perform(.cursorLeft)
    editor.perform(.deleteToStart)
    editor.perform(.yank)
    #expect(editor.text == "one ")
  }

  @Test func `cutting where nothing is keeps what was cut before`() {
    var editor = LineEditor("one")
    editor.perform(.deleteToStart)
    editor.perform(.deleteToEnd)
    editor.perform(.deleteWordForward)
    editor.perform(.yank)
    #expect(editor.text == "one")
  }

  @Test func `what is cut out of one field of a form goes into the other`() {
    var browser = Browser.showing([.staging])
    browser.press("e", .control("u"), .backTab, .control("u"), .control("_"), .tab, .control("y"))
    #expect(browser.form?[.name].text == OAuthClient.staging.name)
    #expect(browser.form?[.redirectURI].text == OAuthClient.staging.name)
  }
}
