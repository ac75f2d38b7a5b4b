import ClientBrowser
import TerminalText

/// The first row: program, host, whose account it is, how many clients.
struct HeaderView {
  private let header: Browser.Header

  init(_ header: Browser.Header) {
    self.header = header
  }

  func draw(on frame: inout Frame) {
    var countColumn = max(0, frame.size.columns - header.count.cellWidth - 1)
    frame.draw(header.count, row: 0, column: countColumn, style: .dim)
    if let progress = header.progress { countColumn = draw(progress, on: &frame, before: countColumn) }
    var column = frame.draw(" \(header.program) ", row: 0, column: 0, style: .brand)
    column += 2
    // What chooses the rows comes before whose they are.
    let reserved =
      header.filter.isEmpty ? 0 : min(header.filter.cellWidth, (countColumn - column) * 2 / 3) + 2
    for (text, style) in [(header.host, Style.title), (header.account, .dim)] {
      let room = countColumn - column - 2 - reserved
      guard room > 3, !text.isEmpty else { continue }
      column += 2 + frame.draw(text.cut(toWidth: room), row: 0, column: column, style: style)
    }
    drawFilter(on: &frame, before: countColumn, after: column)
  }

  /// How far changes are: a count, a bar, how long it will take; less of it where there is little room.
  ///
  /// Returns the column where it begins.
  private func draw(_ progress: Browser.Progress, on frame: inout Frame, before end: Int) -> Int {
    let remark = progress.remark.isEmpty ? "" : " " + progress.remark
    let room = frame.size.columns / 2
    let barWidth = room - progress.count.cellWidth - remark.cellWidth >= 14 ? 10 : 0
    let full = Int((progress.share * Double(barWidth)).rounded(.down))
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: barWidth - full)
    let text = progress.count + (bar.isEmpty ? "" : " " + bar) + remark
    let column = max(12, end - 2 - text.cellWidth)
    frame.draw(text.cut(toWidth: max(0, end - 1 - column)), row: 0, column: column, style: .accent)
    return column
  }

  /// A filter that is kept shows beside the count that it explains.
  private func drawFilter(on frame: inout Frame, before end: Int, after start: Int) {
    let room = end - start - 2
    guard room >= 4, !header.filter.isEmpty else { return }
    let text = header.filter.cut(toWidth: room)
    frame.draw(text, row: 0, column: end - 2 - text.cellWidth, style: .accent)
  }
}
