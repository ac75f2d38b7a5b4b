import ClientBrowser
import HerokuAPI

extension Dialog {
  /// The question for the second factor.
  init(_ prompt: TwoFactorPrompt, host: String, account: String?) {
    title = "Second factor"
    let whose = account.map { " of \($0)" } ?? ""
    blocks = [.text("\(host) wants a code from the authenticator\(whose)."), .blank]
    if prompt.question == .again {
      blocks += [
        .message(Status(.warning, "The last code was not accepted; wait for the next one.")), .blank,
      ]
    }
    blocks.append(.field(label: "code", prompt.editor, isFocused: true))
    if let message = prompt.message { blocks += [.blank, .message(Status(.failure, message))] }
  }
}
