import CNcurses
import Testing

@testable import TerminalUI

struct ThemeTests {
  @Test(arguments: Style.allCases)
  func `sets one colour alone only if it can be read on dark and on light`(style: Style) {
    let attributes = Theme.colour[style]
    switch (attributes.foreground, attributes.background) {
    case (nil, nil): break
    case (.some(let foreground), nil): #expect([.magenta, .red].contains(foreground))
    case (nil, .some): Issue.record("a background without a foreground")
    case (.some(let foreground), .some(let background)): #expect(foreground != background)
    }
  }

  @Test(arguments: Style.allCases)
  func `uses red for what destroys, and for nothing else`(style: Style) {
    let attributes = Theme.colour[style]
    let isRed = attributes.foreground == .red || attributes.background == .red
    #expect(isRed == (style == .danger))
  }

  @Test(arguments: Style.allCases)
  func `has no colour in monochrome`(style: Style) {
    #expect(Theme.monochrome[style].foreground == nil)
    #expect(Theme.monochrome[style].background == nil)
  }

  @Test(arguments: [Theme.colour, Theme.monochrome])
  func `shows what has the focus and what is selected`(theme: Theme) {
    #expect(theme[.selected] != theme[.plain])
    #expect(theme[.selectedDim] != theme[.plain])
    #expect(theme[.selectedDim] != theme[.selected])
    #expect(theme[.fieldFocused] != theme[.field])
    #expect(theme[.buttonFocused] != theme[.button])
    #expect(theme[.buttonDisabled] != theme[.button])
    #expect(theme[.danger] != theme[.plain])
    #expect(theme[.warning] != theme[.plain])
  }
}

/// What must be seen on every terminal, whatever it can show.
struct ColourTests {
  @Test func `with 8 colours what is selected without the focus is told by an attribute`() {
    let selected = Theme.eightColours[.selectedDim]
    #expect(selected.foreground == nil && selected.background == nil)
    #expect(selected.bold || selected.underline || selected.reverse)
    for style in Style.allCases where style != .selectedDim {
      #expect(Theme.eightColours[style] == Theme.colour[style])
    }
  }

  @Test(arguments: [
    ncurses_reverse, ncurses_standout, ncurses_bold, ncurses_underline, ncurses_reverse | ncurses_bold,
    ncurses_bold | ncurses_underline,
  ])
  func `whatever a terminal can show, the selection and the field with the focus show`(shown: attr_t) {
    for style in [Style.selected, .selectedDim, .fieldFocused, .buttonFocused] {
      for theme in [Theme.monochrome, .eightColours] {
        #expect(theme[style].ncurses(among: shown) & shown != 0, "\(style)")
      }
    }
  }

  @Test(arguments: [8, 16, 88, 256, 32_767, 1 << 24]) func `no pair of colours falls together`(count: Int) {
    let theme = count < 16 ? Theme.eightColours : .colour
    for style in Style.allCases {
      guard let foreground = theme[style].foreground, let background = theme[style].background else {
        continue
      }
      #expect(foreground.number(amongColours: count) != background.number(amongColours: count), "\(style)")
    }
  }

  @Test func `direct colours past the first 8 are bright, not numbers of a palette`() {
    for colour in TerminalColour.allCases where colour.rawValue >= 8 {
      let number = colour.number(amongColours: 1 << 24)
      #expect([number >> 16, number >> 8 & 0xff, number & 0xff].max() ?? 0 >= 0x7f)
      #expect(colour.number(amongColours: 256) == Int32(colour.rawValue))
      #expect(colour.number(amongColours: 8) == Int32(colour.rawValue) - 8)
    }
  }
}
