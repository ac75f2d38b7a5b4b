import ClientBrowser
import HerokuAPI
import TerminalText

/// The first row: program, host, whose account it is, how many clients.
struct HeaderView {
  private let browser: Browser

  init(_ browser: Browser) {
    self.browser = browser
  }

  func draw(on frame: inout Frame) {
    let columns = frame.size.columns
    let count = browser.countText
    let countColumn = max(0, columns - count.cellWidth - 1)
    var column = frame.draw(" clientele ", row: 0, column: 0, style: .brand)
    column += 2
    for (text, style) in [(browser.host, Style.title), (browser.account?.email ?? "", .dim)] {
      let room = countColumn - column - 2
      guard room > 3, !text.isEmpty else { continue }
      column += 2 + frame.draw(CleanText(text).text.cut(toWidth: room), row: 0, column: column, style: style)
    }
    frame.draw(count, row: 0, column: countColumn, style: .dim)
    drawFilter(on: &frame, before: countColumn, after: column)
  }

  /// A filter that is kept shows beside the count that it explains.
  private func drawFilter(on frame: inout Frame, before end: Int, after start: Int) {
    guard !browser.filter.text.isEmpty, !browser.isFiltering else { return }
    let room = end - start - 2
    guard room >= 4 else { return }
    let text = "/" + CleanText(browser.filter.text).text.cut(toWidth: room - 1)
    frame.draw(text, row: 0, column: end - 2 - text.cellWidth, style: .accent)
  }
}
