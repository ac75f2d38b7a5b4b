import CNcurses

/// The colour pairs of ncurses.
@MainActor
enum ColourPairs {
  /// Makes ready for colours; says whether the terminal has any.
  static func start() -> Bool {
    guard has_colors(), start_color() == OK else { return false }
    // The terminal's own colours, as -1: black would be wrong for half of the people.
    return use_default_colors() == OK && ncurses_color_count() >= 8
  }

  /// Defines the pair that these attributes want, and returns its number; 0, the terminal's own colours, if
  /// they want none.
  static func define(_ number: Int16, for attributes: CellAttributes) -> Int16 {
    guard attributes.foreground != nil || attributes.background != nil else { return 0 }
    init_pair(number, code(of: attributes.foreground), code(of: attributes.background))
    return number
  }

  /// The number of a colour; of the colour that it is the bright form of, on a terminal with 8.
  private static func code(of colour: TerminalColour?) -> Int16 {
    guard let colour else { return -1 }
    let code = Int16(colour.rawValue)
    return ncurses_color_count() < 16 ? code % 8 : code
  }
}

extension CellAttributes {
  /// The attributes as ncurses has them.
  var ncurses: attr_t {
    var result: attr_t = 0
    if bold { result |= ncurses_bold }
    if dim { result |= ncurses_dim }
    if reverse { result |= ncurses_reverse }
    if underline { result |= ncurses_underline }
    return result
  }
}
