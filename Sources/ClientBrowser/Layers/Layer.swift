/// What stands on top of the main screen.
///
/// The topmost layer gets the keys.
public enum Layer: Hashable, Sendable {
  /// The form for a new or an existing client.
  case form(ClientForm)
  /// Delete or rotate, wanting a text typed.
  case confirmation(TypedConfirmation)
  /// A question with two answers.
  case question(Question)
  /// An edit that somebody else's change stands against.
  case conflict(EditConflict)
  /// Id and secret after a creation or a rotation.
  case handOver(HandOver)
  /// The help, scrolled to a line.
  case help(HelpPage)

  /// Where a key press lands.
  var context: Context {
    switch self {
    case .form: .form
    case .confirmation: .confirmation
    case .question: .question
    case .conflict: .conflict
    case .handOver(let panel): panel.context
    case .help: .help
    }
  }
}
