import HerokuAPI
import TerminalText

/// Rows of a page, made of texts: none is wider than the page.
enum PageRows {
  /// A text, wrapped between words.
  ///
  /// - Parameters:
  ///   - sign: what stands before it, in the first row.
  ///   - column: where the text begins.
  static func wrapping(
    _ text: String,
    _ tone: Presentation.Tone = .plain,
    sign: String = "",
    at column: Int = 0,
    width: Int
  ) -> [Presentation.Row] {
    CleanText(text).text.wrapped(toWidth: max(1, width - column)).enumerated().map { index, line in
      Presentation.Row([.init(lead(index == 0 ? sign : "", column), tone), .init(line, tone)])
    }
  }

  /// Pieces of one text without blanks, broken wherever a row is full.
  static func breaking(
    _ pieces: [Presentation.Row.Piece],
    sign: String = "",
    at column: Int = 0,
    width: Int
  ) -> [Presentation.Row] {
    let room = max(2, width - column)
    var rows: [Presentation.Row] = []
    var row = [Presentation.Row.Piece(lead(sign, column), .dim)]
    var used = 0
    for piece in pieces {
      var text = ""
      for character in piece.text {
        let width = String(character).cellWidth
        if used + width > room {
          rows.append(Presentation.Row(row + [.init(text, piece.tone)]))
          (row, text, used) = ([.init(lead("", column), .dim)], "", 0)
        }
        text.append(character)
        used += width
      }
      if !text.isEmpty { row.append(.init(text, piece.tone)) }
    }
    return rows + [Presentation.Row(row)]
  }

  private static func lead(_ sign: String, _ column: Int) -> String {
    let room = max(0, column - sign.cellWidth)
    return sign + String(repeating: " ", count: room)
  }
}

extension Presentation.Tone {
  /// How a finding is meant.
  init(_ severity: FindingSeverity) {
    switch severity {
    case .error: self = .failure
    case .warning: self = .warning
    case .note: self = .plain
    }
  }
}
