import ClientBrowser

/// A dialog as a value: every dialog is one of these, so that all have one manner.
struct Dialog {
  /// A part of the dialog's body, from top to bottom.
  enum Block {
    /// A blank line; the first to go where there is little room.
    case blank
    /// Text, wrapped. Where there is little room its first line has this weight, the others are extra.
    case text(String, Style = .plain, weight: DialogWeight = .essential)
    /// A value with a label before it, wrapped in its column; of a weight like text.
    case value(label: String, String, Style = .plain, weight: DialogWeight = .essential)
    /// A text field with what there is to say about it.
    case field(label: String, LineEditor, isFocused: Bool, findings: [FieldFinding] = [])
    /// A message with the sign of its tone.
    case message(Status)
  }

  /// A button; which key presses it, the bottom line says.
  struct Button {
    var label: String
    var isFocused: Bool
    var isEnabled = true
  }

  var title: String
  /// Whether it is about destroying something.
  var isDangerous = false
  var blocks: [Block]
  var buttons: [Button] = []
}
