import ClientBrowser

extension Dialog {
  /// A question with its two answers.
  init(_ question: Question) {
    switch question.subject {
    case .discardForm:
      title = "Discard what you typed?"
      blocks = [.text("The form has changes that are not saved.")]
    case .saveAnyway(let warning):
      title = "Save anyway?"
      blocks = [.message(Status(.warning, warning))]
    case .quit(.typedText):
      title = "Quit?"
      blocks = [.text("What you typed in a form is not saved.")]
    case .quit(.outcome):
      title = "Quit?"
      blocks = [.text("A change is under way. It goes on, but you will not see how it ends.")]
    }
    buttons = [
      Button(label: question.yesLabel, isFocused: question.isYesFocused),
      Button(label: question.noLabel, isFocused: !question.isYesFocused),
    ]
  }
}
