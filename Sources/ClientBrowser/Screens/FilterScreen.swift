/// The filter line, which narrows the list with every letter.
struct FilterScreen: Screen, Hashable {
  private(set) var editor: LineEditor

  init(_ text: String = "") {
    editor = LineEditor(text)
  }

  var context: Context { .filtering }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .command(.keepFilter): return [.close]
    case .command(.clearFilter): return [.filter(""), .close]
    case .command(.moveDown), .command(.moveUp), .command(.pageDown), .command(.pageUp):
      guard case .command(let command) = input else { return [] }
      return [.moveInList(command)]
    default: return editor.take(input) ? [.filter(editor.text)] : []
    }
  }

  func presentation(in shared: Shared) -> Presentation {
    Presentation(.statusLine, title: "/", blocks: [.field(.init(label: "/", editor, isFocused: true))])
  }
}
