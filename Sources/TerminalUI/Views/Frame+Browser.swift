public import ClientBrowser
import TerminalText

extension Frame {
  /// Draws the whole screen of a browser.
  public init(_ browser: Browser) {
    self.init(size: browser.size)
    let layout = browser.layout
    guard layout.arrangement != .tooSmall else {
      drawTooSmall()
      return
    }
    HeaderView(browser).draw(on: &self)
    if case .help(let page) = browser.layers.last, browser.twoFactor == nil {
      HelpView(page, rows: browser.helpRows).draw(on: &self)
    } else {
      ListView(browser, layout).draw(on: &self)
      DetailView(browser, layout).draw(on: &self)
      StatusView(browser, layout).draw(on: &self)
      if let dialog = Dialog(browser) {
        DialogView(dialog, fillsScreen: layout.dialogsFillScreen).draw(on: &self)
      }
    }
    HintsView(browser.hints).draw(on: &self)
  }

  private mutating func drawTooSmall() {
    let wanted = Layout.minimum
    let text =
      "clientele wants \(wanted.columns) columns and \(wanted.rows) rows; here are \(size.columns) and \(size.rows)."
    for (row, line) in text.wrapped(toWidth: max(1, size.columns)).enumerated() {
      draw(line, row: row, column: 0, style: .warning)
    }
  }
}
