import HerokuAPI

/// The question for the second factor: requests wait for it.
struct TwoFactorScreen: Screen, Hashable {
  /// What is asked.
  let question: TwoFactorQuestion
  private(set) var editor = LineEditor()
  /// What is wrong with what was typed.
  private(set) var message: String?

  init(_ question: TwoFactorQuestion) {
    self.question = question
  }

  var context: Context { .twoFactor }

  /// The code as it is sent; nil where what is typed cannot be one.
  ///
  /// Authenticators show it in groups, which are not part of it. A recovery code has letters.
  private var code: Secret? {
    let text = editor.text.filter { $0 != " " }
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else {
      return nil
    }
    return Secret(text)
  }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .command(.cancel): return [.close, .answerTwoFactor(nil)]
    case .command(.accept):
      if let code { return [.close, .answerTwoFactor(code)] }
      message = "A code is made of digits; a recovery code may have letters, too."
    default:
      editor.take(input)
      message = nil
    }
    return []
  }

  func presentation(in shared: Shared) -> Presentation {
    var blocks: [Presentation.Block] = [
      .text("\(shared.host) wants a code from your authenticator."), .blank,
    ]
    if let account = shared.account {
      blocks.append(.value(label: "account", account.email, weight: .context))
    }
    blocks.append(.field(.init(label: "code", editor, isFocused: true)))
    if question == .again {
      let text = "The last code was not accepted; wait for the next one."
      blocks += [.blank, .message(Status(.warning, text))]
    }
    if let message { blocks += [.blank, .message(Status(.failure, message))] }
    return Presentation(title: "Second factor", isUrgent: true, blocks: blocks)
  }
}
