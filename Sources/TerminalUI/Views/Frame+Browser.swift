public import ClientBrowser
import TerminalText

extension Frame {
  /// Draws the whole screen of a browser.
  public init(_ browser: Browser) {
    self.init(size: browser.size)
    let layout = browser.layout
    let presentation = browser.presentation
    guard layout.arrangement != .tooSmall else {
      drawTooSmall(browser, presentation)
      return
    }
    HeaderView(browser.header).draw(on: &self)
    if let presentation, case .page(let top) = presentation.place {
      PageView(presentation, top: top).draw(on: &self)
    } else {
      ListView(browser, layout).draw(on: &self)
      DetailView(browser, layout).draw(on: &self)
      StatusView(browser, layout).draw(on: &self)
      if let presentation, presentation.place == .dialog {
        DialogView(presentation, fillsScreen: layout.dialogsFillScreen).draw(on: &self)
      }
    }
    HintsView(browser.hints).draw(on: &self)
  }

  /// Shows the cursor in a text field.
  mutating func showCursor(at position: Position) {
    cursor = isInside(position) ? position : nil
    cursorIsVisible = true
  }

  /// Lets the cursor stand, hidden, where the focus is: that is where screen readers, braille displays and magnifiers
  /// look.
  mutating func pointCursor(at position: Position) {
    cursor = isInside(position) ? position : nil
    cursorIsVisible = false
  }

  /// Where a dialog hardly fits, a field may lie outside.
  private func isInside(_ position: Position) -> Bool {
    (0..<size.rows).contains(position.row) && (0..<size.columns).contains(position.column)
  }

  /// Nothing but what must be answered, or how large the screen should be.
  private mutating func drawTooSmall(_ browser: Browser, _ presentation: Presentation?) {
    if let presentation, presentation.isUrgent {
      DialogView(presentation, fillsScreen: true).draw(on: &self)
      HintsView(browser.hints).draw(on: &self)
      return
    }
    for (row, line) in browser.tooSmallText.wrapped(toWidth: max(1, size.columns)).enumerated() {
      draw(line, row: row, column: 0, style: .warning)
    }
  }
}
