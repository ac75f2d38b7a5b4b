/// A cell of a frame.
///
/// It holds no reference, so that making and copying a frame is copying memory: 8 bytes a cell. A cell has at
/// most one base scalar; its combining marks, which hardly any cell has, stand in a table of the frame.
struct Cell: Hashable, Sendable {
  /// What is drawn; of no meaning if `width` is 0.
  var scalar: Unicode.Scalar
  /// Columns that it takes: 1, 2, or 0 for the second half of the wide character to its left.
  var width: UInt8
  /// What it means.
  var style: Style
  /// Where the combining marks are in `Frame.marks`, counted from 1; 0 if there are none.
  var marks: UInt16

  /// An empty cell.
  static func blank(_ style: Style) -> Cell {
    Cell(scalar: " ", width: 1, style: style, marks: 0)
  }

  /// The second half of a wide character.
  static func continuation(_ style: Style) -> Cell {
    Cell(scalar: " ", width: 0, style: style, marks: 0)
  }
}

/// What a cell looks like.
public struct CellAttributes: Hashable, Sendable {
  /// The colour of the text; the terminal's own if nil.
  public var foreground: TerminalColour?
  /// The colour behind it; the terminal's own if nil.
  public var background: TerminalColour?
  /// Bold, or brighter.
  public var bold: Bool
  /// Fainter.
  public var dim: Bool
  /// Foreground and background swapped.
  public var reverse: Bool
  /// Underlined.
  public var underline: Bool

  /// Makes attributes.
  public init(
    foreground: TerminalColour? = nil,
    background: TerminalColour? = nil,
    bold: Bool = false,
    dim: Bool = false,
    reverse: Bool = false,
    underline: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
    self.dim = dim
    self.reverse = reverse
    self.underline = underline
  }
}

/// The 16 colours that every colour terminal has, and that a person can have made readable.
public enum TerminalColour: UInt8, CaseIterable, Hashable, Sendable {
  case black, red, green, yellow, blue, magenta, cyan, white
  case brightBlack, brightRed, brightGreen, brightYellow, brightBlue, brightMagenta, brightCyan, brightWhite
}

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
