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

  /// A message, with the sign that tells its tone without colours.
  static func saying(_ status: Status, width: Int) -> [Presentation.Row] {
    wrapping(status.text, Presentation.Tone(status.tone), sign: status.tone.sign, at: 2, width: width)
  }

  /// The same in one row, cut where it is longer.
  static func saying(_ status: Status, inOneRowOf width: Int) -> Presentation.Row {
    let text = CleanText(status.text).text.cut(toWidth: max(1, width - 2))
    return saying(Status(status.tone, text), width: width)[0]
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

extension Status.Tone {
  /// The sign before a message in a row.
  fileprivate var sign: String {
    switch self {
    case .information: "  "
    case .success: "✓ "
    case .warning: "! "
    case .failure: "✗ "
    }
  }
}

extension Presentation.Tone {
  /// How a message is meant.
  init(_ tone: Status.Tone) {
    switch tone {
    case .information, .success: self = .plain
    case .warning: self = .warning
    case .failure: self = .failure
    }
  }

  /// How a finding is meant.
  init(_ severity: FindingSeverity) {
    switch severity {
    case .error: self = .failure
    case .warning: self = .warning
    case .note: self = .plain
    }
  }
}
