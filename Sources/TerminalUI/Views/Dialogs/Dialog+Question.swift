import ClientBrowser

extension Dialog {
  /// A question with its two answers.
  init(_ question: Question) {
    let yes: String
    let no: String
    switch question.subject {
    case .discardForm:
      title = "Discard what you typed?"
      blocks = [.text("The form has changes that are not saved.")]
      (yes, no) = ("Discard", "Keep editing")
    case .saveAnyway(let warning):
      title = "Save anyway?"
      blocks = [.message(Status(.warning, warning))]
      (yes, no) = ("Save anyway", "Keep editing")
    case .quit(.typedText):
      title = "Quit?"
      blocks = [.text("What you typed in a form is not saved.")]
      (yes, no) = ("Quit", "Stay")
    case .quit(.outcome):
      title = "Quit?"
      blocks = [.text("A change is under way. It goes on, but you will not see how it ends.")]
      (yes, no) = ("Quit", "Stay")
    }
    buttons = [
      Button(label: yes, isFocused: question.isYesFocused),
      Button(label: no, isFocused: !question.isYesFocused),
    ]
  }
}
