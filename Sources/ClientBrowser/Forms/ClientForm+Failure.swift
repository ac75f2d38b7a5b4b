import HerokuAPI
import TerminalText

extension ClientForm {
  /// Shows a failed save in the form.
  ///
  /// Everything typed stays. Returns a conflict to choose about, if it is one.
  mutating func take(_ error: APIError, _ explanation: Explanation) -> EditConflict? {
    switch error {
    case .conflict(let current, let fields):
      guard let original else { return nil }
      return EditConflict(original: original, theirs: current, mine: changes, fields: fields)
    case .refused(let refusal):
      if let field = refusal.field {
        refusals[field] = explanation.text
        focus = field == .name ? .name : .redirectURI
        return nil
      }
    case .unreachable, .outcomeUnknown:
      offersRetry = true
    case .notFound, .changedSinceShown, .unreadable, .cancelled, .readOnly: break
    }
    message = CleanText(explanation.text).text
    return nil
  }
}
