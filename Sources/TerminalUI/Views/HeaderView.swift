import ClientBrowser
import TerminalText

/// The first row: program, host, whose account it is, how many clients.
struct HeaderView {
  private let header: Browser.Header

  init(_ header: Browser.Header) {
    self.header = header
  }

  func draw(on frame: inout Frame) {
    let countColumn = max(0, frame.size.columns - header.count.cellWidth - 1)
    var column = frame.draw(" \(header.program) ", row: 0, column: 0, style: .brand)
    column += 2
    for (text, style) in [(header.host, Style.title), (header.account, .dim)] {
      let room = countColumn - column - 2
      guard room > 3, !text.isEmpty else { continue }
      column += 2 + frame.draw(text.cut(toWidth: room), row: 0, column: column, style: style)
    }
    frame.draw(header.count, row: 0, column: countColumn, style: .dim)
    drawFilter(on: &frame, before: countColumn, after: column)
  }

  /// A filter that is kept shows beside the count that it explains.
  private func drawFilter(on frame: inout Frame, before end: Int, after start: Int) {
    let room = end - start - 2
    guard room >= 4, !header.filter.isEmpty else { return }
    let text = header.filter.cut(toWidth: room)
    frame.draw(text, row: 0, column: end - 2 - text.cellWidth, style: .accent)
  }
}
