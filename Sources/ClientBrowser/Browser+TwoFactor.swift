import HerokuAPI

/// The question for the second factor.
extension Browser {
  /// Shows the question; a code that was typed for an earlier one is no answer to it.
  mutating func ask(_ question: TwoFactorQuestion) {
    twoFactor = TwoFactorPrompt(question)
  }

  mutating func press(_ key: Key, _ command: Command?, in prompt: TwoFactorPrompt) -> [Effect] {
    switch command {
    case .cancel: return answerTwoFactor(nil)
    case .accept:
      if let code = prompt.code { return answerTwoFactor(code) }
      twoFactor?.message = "A code is made of digits; a recovery code may have letters, too."
    default: editTwoFactor { $0.type(key, command) }
    }
    return []
  }

  /// Carries an editing command or a text out on the code.
  mutating func editTwoFactor(_ change: (inout LineEditor) -> Void) {
    guard var prompt = twoFactor else { return }
    change(&prompt.editor)
    prompt.message = nil
    twoFactor = prompt
  }

  /// Sends the requests that wait on their way, or lets them fail.
  mutating func answerTwoFactor(_ code: Secret?) -> [Effect] {
    guard twoFactor != nil else { return [] }
    twoFactor = nil
    return [.answerTwoFactor(code)]
  }
}
