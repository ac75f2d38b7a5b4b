import ClientBrowser

@testable import TerminalUI

/// The colours of a picture: a terminal's own, and what it makes of the few that the program asks for.
struct PicturePalette {
  /// The terminal's own background and text, text that is fainter, and the line round the picture.
  let background, foreground, dim, edge: String
  /// The colours of text, and of what is behind it.
  let texts, fields: [TerminalColour: String]

  static let light = PicturePalette(
    background: "#ffffff",
    foreground: "#24292f",
    dim: "#6a737d",
    edge: "#d0d7de",
    texts: [.magenta: "#8e3bb0", .red: "#c4261d", .black: "#1f2328", .brightWhite: "#ffffff"],
    fields: [.magenta: "#8e3bb0", .yellow: "#f6d774", .brightBlack: "#6a737d"]
  )

  static let dark = PicturePalette(
    background: "#16181d",
    foreground: "#d7dae0",
    dim: "#8b929e",
    edge: "#2e323b",
    texts: [.magenta: "#d494e8", .red: "#ff7b72", .black: "#16181d", .brightWhite: "#ffffff"],
    fields: [.magenta: "#8a4aa6", .yellow: "#e3b341", .brightBlack: "#4a505c"]
  )
}

extension Frame {
  /// The frame as a picture, as a terminal with colours shows it.
  func svg(_ palette: PicturePalette, title: String) -> String {
    let width = Double(size.columns) * cellWidth + 2 * margin
    let height = Double(size.rows) * cellHeight + 2 * margin
    var lines = [
      #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(width.short) \#(height.short)" role="img">"#,
      "<title>\(title.escaped)</title>",
      #"<rect x=".5" y=".5" width="\#((width - 1).short)" height="\#((height - 1).short)" rx="8" "#
        + #"fill="\#(palette.background)" stroke="\#(palette.edge)"/>"#,
      #"<g font-family="ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14" "#
        + #"xml:space="preserve">"#,
    ]
    for row in 0..<size.rows { lines += pieces(ofRow: row, palette) }
    return (lines + ["</g>", "</svg>", ""]).joined(separator: "\n")
  }

  private func pieces(ofRow row: Int, _ palette: PicturePalette) -> [String] {
    let range = range(ofRow: row)
    var fields: [String] = []
    var texts: [String] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let look = Theme.colour[cells[start].style]
      let end =
        cells[start..<range.upperBound].firstIndex { Theme.colour[$0.style] != look } ?? range.upperBound
      let column = start - range.lowerBound
      if let fill = look.field(palette) {
        fields.append(
          #"<rect x="\#(x(column))" y="\#(y(row))" width="\#((Double(end - start) * cellWidth).short)" "#
            + #"height="\#(cellHeight.short)" fill="\#(fill)"/>"#
        )
      }
      texts += words(start..<end, row, look, palette)
      start = end
    }
    return fields + texts
  }

  /// The text of cells that look alike.
  ///
  /// Each word has its own place, so that no font moves what follows.
  private func words(
    _ range: Range<Int>,
    _ row: Int,
    _ look: CellAttributes,
    _ palette: PicturePalette
  ) -> [String] {
    let first = row * size.columns
    let colour = look.text(palette)
    var pieces: [String] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let cell = cells[index]
      if let arms = boxArms[cell.scalar] {
        pieces.append(line(arms, column: index - first, row, colour))
        index += 1
      } else if cell.scalar == " " && !look.underline {
        index += 1
      } else {
        var text = ""
        let start = index
        repeat {
          if cells[index].width > 0 {
            text.unicodeScalars.append(cells[index].scalar)
            text.unicodeScalars.append(contentsOf: marks(of: cells[index]))
          }
          index += 1
        } while index < range.upperBound && boxArms[cells[index].scalar] == nil
          && (look.underline || cells[index].scalar != " " || cells[index].width == 0)
        pieces.append(
          #"<text x="\#(x(start - first))" y="\#((margin + Double(row) * cellHeight + baseline).short)" "#
            + #"textLength="\#((Double(index - start) * cellWidth).short)" fill="\#(colour)"\#(look.font)>"#
            + text.escaped + "</text>"
        )
      }
    }
    return pieces
  }

  private func line(_ arms: BoxArms, column: Int, _ row: Int, _ colour: String) -> String {
    let left = margin + Double(column) * cellWidth
    let top = margin + Double(row) * cellHeight
    let (midX, midY) = (left + cellWidth / 2, top + cellHeight / 2)
    let ends = [
      (BoxArms.up, midX, top), (.down, midX, top + cellHeight), (.left, left, midY),
      (.right, left + cellWidth, midY),
    ]
    let path = ends.filter { arms.contains($0.0) }.map {
      "M\(midX.short) \(midY.short)L\($0.1.short) \($0.2.short)"
    }
    return #"<path d="\#(path.joined())" stroke="\#(colour)"/>"#
  }

  private func x(_ column: Int) -> String { (margin + Double(column) * cellWidth).short }
  private func y(_ row: Int) -> String { (margin + Double(row) * cellHeight).short }
}

/// Units of the picture, at a font size of 14.
private let cellWidth = 8.4
private let cellHeight = 19.0
private let baseline = 14.0
private let margin = 12.0

/// Where the lines of a box-drawing character go to from its middle.
private struct BoxArms: OptionSet {
  let rawValue: Int
  static let up = BoxArms(rawValue: 1)
  static let down = BoxArms(rawValue: 2)
  static let left = BoxArms(rawValue: 4)
  static let right = BoxArms(rawValue: 8)
}

/// Drawn as lines: a font's own leave gaps from row to row.
private let boxArms: [Unicode.Scalar: BoxArms] = [
  "│": [.up, .down], "─": [.left, .right], "┌": [.down, .right], "┐": [.down, .left], "└": [.up, .right],
  "┘": [.up, .left], "├": [.up, .down, .right], "┤": [.up, .down, .left], "┬": [.down, .left, .right],
  "┴": [.up, .left, .right], "┼": [.up, .down, .left, .right],
]

extension CellAttributes {
  fileprivate func field(_ palette: PicturePalette) -> String? {
    if reverse { return foreground.flatMap { palette.texts[$0] } ?? palette.foreground }
    return background.flatMap { palette.fields[$0] }
  }

  fileprivate func text(_ palette: PicturePalette) -> String {
    if reverse { return palette.background }
    return foreground.flatMap { palette.texts[$0] } ?? (dim ? palette.dim : palette.foreground)
  }

  fileprivate var font: String {
    (bold ? #" font-weight="600""# : "") + (underline ? #" text-decoration="underline""# : "")
  }
}

extension Double {
  /// With one digit at most after the point.
  fileprivate var short: String {
    let tenths = Int((self * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

extension String {
  fileprivate var escaped: String {
    var text = ""
    for character in self {
      switch character {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      default: text.append(character)
      }
    }
    return text
  }
}
