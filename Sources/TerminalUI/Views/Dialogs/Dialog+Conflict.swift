import ClientBrowser
import HerokuAPI

extension Dialog {
  /// The field that both have changed: as it was, theirs and mine.
  init(_ conflict: EditConflict) {
    title = "Somebody else has changed this client"
    blocks = conflict.fields.flatMap { field -> [Block] in
      [
        .text(field.label, .title),
        .value(label: "was", conflict.original[field]),
        .value(label: "theirs", conflict.theirs[field]),
        .value(label: "mine", conflict.mine[field] ?? "", .accent),
        .blank,
      ]
    }
    blocks.append(.text("Nothing was saved yet.", .dim, weight: .extra))
    buttons = [
      Button(label: "Back", isFocused: conflict.focus == .back),
      Button(label: "Save mine", isFocused: conflict.focus == .keepMine),
      Button(label: "Keep theirs", isFocused: conflict.focus == .takeTheirs),
    ]
  }
}
