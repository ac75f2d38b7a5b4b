import HerokuAPI
import TerminalText

/// What a change would do, as rows of a page: the old above the new, with the difference marked, and what there is to say
/// about the new.
extension Change {
  /// The rows below the name.
  func rows(width: Int) -> [Presentation.Row] {
    switch self {
    case .create(let draft):
      PageRows.breaking([.init(CleanText(draft.redirectURI).text)], sign: "    + ", at: 6, width: width)
        + findings(about: draft.redirectURI, width)
    case .update(let changes, let shown):
      changes.fields.flatMap { field -> [Presentation.Row] in
        let new = changes[field] ?? ""
        guard !new.utf8.elementsEqual(shown[field].utf8) else { return [] }
        let difference = TextDifference(CleanText(shown[field]).text, CleanText(new).text)
        return PageRows.breaking(difference.oldPieces, sign: "    - ", at: 6, width: width)
          + PageRows.breaking(difference.newPieces, sign: "    + ", at: 6, width: width)
          + (field == .redirectURI ? findings(about: new, width) : [])
      }
    case .delete(let client), .rotate(let client):
      PageRows.breaking([.init(CleanText(client.redirectURI).text, .dim)], at: 6, width: width)
    case .renewSecret(let renewal):
      PageRows.wrapping(renewal.names.joined(separator: ", "), .dim, at: 6, width: width)
    case .movePair(let move):
      PageRows.wrapping(move.names.joined(separator: ", "), .dim, at: 6, width: width)
    case .setConfigVars: []
    }
  }

  private func findings(about redirectURI: String, _ width: Int) -> [Presentation.Row] {
    FieldFinding.judging(redirectURI, in: .redirectURI).flatMap { finding in
      PageRows.wrapping(
        finding.text,
        Presentation.Tone(finding.severity),
        sign: "    \(finding.severity.sign) ",
        at: 6,
        width: width
      )
    }
  }
}

extension TextDifference {
  /// The old text, with what it alone has marked.
  fileprivate var oldPieces: [Presentation.Row.Piece] { pieces(old, rest: .dim) }

  /// The new text, with what it alone has marked.
  fileprivate var newPieces: [Presentation.Row.Piece] { pieces(new, rest: .plain) }

  private func pieces(_ own: Substring, rest: Presentation.Tone) -> [Presentation.Row.Piece] {
    [.init(String(beginning), rest), .init(String(own), .difference), .init(String(end), rest)]
  }
}
