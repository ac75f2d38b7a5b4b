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
