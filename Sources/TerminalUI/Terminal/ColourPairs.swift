import CNcurses
import MainLoop

/// The colour pairs of ncurses.
@LoopActor
enum ColourPairs {
  /// Makes ready for colours, and says which theme this terminal can show.
  static func start() -> Theme {
    guard has_colors(), start_color() == OK else { return .monochrome }
    // The terminal's own colours, as -1: black would be wrong for half of the people.
    guard use_default_colors() == OK, ncurses_color_count() >= 8 else { return .monochrome }
    return ncurses_color_count() < 16 ? .eightColours : .colour
  }

  /// Defines the pair that these attributes want, and returns its number; 0, the terminal's own colours, if
  /// they want none.
  static func define(_ number: Int16, for attributes: CellAttributes) -> Int16 {
    guard attributes.foreground != nil || attributes.background != nil else { return 0 }
    let count = Int(ncurses_color_count())
    let foreground = attributes.foreground?.number(amongColours: count) ?? -1
    let background = attributes.background?.number(amongColours: count) ?? -1
    init_extended_pair(Int32(number), foreground, background)
    return number
  }
}

extension TerminalColour {
  /// What a terminal with so many colours calls it.
  ///
  /// With 8 it is the colour that it is the bright form of. With more than 256 the numbers past the first 8 are colours
  /// themselves, red, green and blue: number 15 is nearly black.
  func number(amongColours count: Int) -> Int32 {
    let number = Int32(rawValue)
    if count > 256, number >= 8 { return directColours[Int(number) - 8] }
    return count < 16 ? number % 8 : number
  }
}

/// The bright colours as red, green and blue, as most palettes have them.
private let directColours: [Int32] = [
  0x7f7f7f, 0xff5555, 0x55ff55, 0xffff55, 0x5c5cff, 0xff55ff, 0x55ffff, 0xffffff,
]

extension CellAttributes {
  /// The attributes as ncurses has them, of those that this terminal can show.
  ///
  /// What the selection, the buttons and the field with the focus hang on is shown in any case, by the next best that
  /// there is: what is neither bold nor underlined there is reversed.
  func ncurses(among shown: attr_t) -> attr_t {
    var result: attr_t = 0
    if bold { result |= ncurses_bold }
    if dim { result |= ncurses_dim }
    if reverse { result |= ncurses_reverse }
    if underline { result |= ncurses_underline }
    if bold, underline, shown & (ncurses_bold | ncurses_underline) == 0 { result |= ncurses_reverse }
    guard result & ncurses_reverse != 0, shown & ncurses_reverse == 0 else { return result }
    let substitutes = [ncurses_standout, ncurses_underline, ncurses_bold]
    return result | (substitutes.first { shown & $0 != 0 } ?? 0)
  }
}
