/// A question with two answers.
///
/// The safe one, No, has the focus.
public struct Question: Hashable, Sendable {
  /// What is asked.
  public enum Subject: Hashable, Sendable {
    /// Leave a form with typed text.
    case discardForm
    /// Save a redirect URI in spite of a warning.
    case saveAnyway(warning: String)
    /// Quit although something would be lost.
    case quit(loss: Loss)
  }

  /// What quitting would lose.
  public enum Loss: Hashable, Sendable {
    /// Text typed in a form.
    case typedText
    /// The outcome of a change that is under way.
    case outcome
  }

  /// What is asked.
  public let subject: Subject
  /// Whether Yes has the focus.
  public internal(set) var isYesFocused = false

  /// What Yes means here, as its button says it.
  public var yesLabel: String {
    switch subject {
    case .discardForm: "Discard"
    case .saveAnyway: "Save anyway"
    case .quit: "Quit"
    }
  }

  /// What No means here.
  public var noLabel: String {
    switch subject {
    case .discardForm, .saveAnyway: "Keep editing"
    case .quit: "Stay"
    }
  }

  init(_ subject: Subject) {
    self.subject = subject
  }
}
