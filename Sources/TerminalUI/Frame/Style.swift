/// What a cell means; ``Theme`` says what that looks like.
public enum Style: UInt8, CaseIterable, Hashable, Sendable {
  /// Ordinary text.
  case plain
  /// What is secondary: rules, ages, hints.
  case dim
  /// The head of a column or a section.
  case heading
  /// The title of a pane or a dialog.
  case title
  /// What has the focus, or wants to be seen first.
  case accent
  /// The selected row while its pane has the focus.
  case selected
  /// The selected row while another pane has the focus.
  case selectedDim
  /// A row that is marked.
  case marked
  /// What tells a text from another.
  case difference
  /// Letters that the filter has matched.
  case match
  /// The same in the selected row.
  case matchSelected
  /// A key in a hint.
  case key
  /// What the key does.
  case keyLabel
  /// What deserves a second look.
  case warning
  /// What destroys, and errors.
  case danger
  /// What went well.
  case success
  /// A text field.
  case field
  /// The text field that is typed into.
  case fieldFocused
  /// A button.
  case button
  /// The button that Enter presses.
  case buttonFocused
  /// A button that cannot be pressed now.
  case buttonDisabled
  /// The name of the program.
  case brand
}
