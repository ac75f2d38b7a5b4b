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
