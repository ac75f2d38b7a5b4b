/// What each ``Style`` looks like.
///
/// The themes are made for a terminal of which we know neither background nor palette:
/// * text in a colour on the terminal's own background is only ever magenta or red, the two of the 16 that
///   keep a contrast of about 4 to black and to white in the palettes of the common terminals (yellow and
///   cyan vanish on white, blue on black); every other colour comes with a background of its own;
/// * the selection is the terminal's own colours, swapped;
/// * red is for what destroys and for errors, yellow for warnings, magenta is the one accent; what went well
///   needs no colour;
/// * no meaning hangs on colour alone: views add a sign or a word.
public struct Theme: Sendable, Hashable {
  private let attributes: [CellAttributes]

  /// Makes a theme of a rule.
  public init(_ attributes: (Style) -> CellAttributes) {
    self.attributes = Style.allCases.map(attributes)
  }

  /// What a style looks like.
  public subscript(style: Style) -> CellAttributes { attributes[Int(style.rawValue)] }

  /// For terminals with colours.
  public static let colour = Theme { style in
    switch style {
    case .plain, .button: CellAttributes()
    case .dim, .keyLabel, .buttonDisabled: CellAttributes(dim: true)
    case .heading, .title, .success, .marked: CellAttributes(bold: true)
    case .accent, .key: CellAttributes(foreground: .magenta, bold: true)
    case .selected: CellAttributes(reverse: true)
    case .selectedDim: CellAttributes(foreground: .brightWhite, background: .brightBlack)
    case .match: CellAttributes(foreground: .magenta, bold: true, underline: true)
    case .matchSelected: CellAttributes(bold: true, reverse: true, underline: true)
    case .warning: CellAttributes(foreground: .black, background: .yellow)
    case .danger: CellAttributes(foreground: .red, bold: true)
    case .field: CellAttributes(underline: true)
    case .fieldFocused, .difference: CellAttributes(bold: true, underline: true)
    case .buttonFocused: CellAttributes(bold: true, reverse: true)
    case .brand: CellAttributes(foreground: .brightWhite, background: .magenta, bold: true)
    }
  }

  /// For terminals with 8 colours, on which a bright colour is the ordinary one: grey behind white would be black.
  public static let eightColours = Theme { style in
    style == .selectedDim ? monochrome[style] : colour[style]
  }

  /// For terminals without colours, and for people who set `NO_COLOR`: attributes only.
  public static let monochrome = Theme { style in
    switch style {
    case .plain, .button: CellAttributes()
    case .dim, .keyLabel, .buttonDisabled: CellAttributes(dim: true)
    case .heading, .title, .success, .key, .accent, .danger, .marked: CellAttributes(bold: true)
    case .selected: CellAttributes(reverse: true)
    case .selectedDim: CellAttributes(bold: true, underline: true)
    case .match: CellAttributes(bold: true, underline: true)
    case .matchSelected: CellAttributes(bold: true, reverse: true, underline: true)
    case .warning, .field: CellAttributes(underline: true)
    case .fieldFocused, .difference: CellAttributes(bold: true, underline: true)
    case .buttonFocused, .brand: CellAttributes(bold: true, reverse: true)
    }
  }
}
