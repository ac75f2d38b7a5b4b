public import HerokuAPI

/// The question for the second factor, on top of everything else: requests wait for it.
public struct TwoFactorPrompt: Hashable, Sendable {
  /// What is asked.
  public let question: TwoFactorQuestion
  /// What is typed.
  public internal(set) var editor = LineEditor()
  /// What is wrong with what was typed.
  public internal(set) var message: String?

  init(_ question: TwoFactorQuestion) {
    self.question = question
  }

  /// The code as it is sent; nil where what is typed cannot be one.
  ///
  /// Authenticators show it in groups, which are not part of it. A recovery code has letters.
  var code: Secret? {
    let text = editor.text.filter { $0 != " " }
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else {
      return nil
    }
    return Secret(text)
  }
}
