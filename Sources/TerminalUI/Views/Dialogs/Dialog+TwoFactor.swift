import ClientBrowser
import HerokuAPI

extension Dialog {
  /// The question for the second factor.
  init(_ prompt: TwoFactorPrompt, host: String, account: String?) {
    title = "Second factor"
    blocks = [.text("\(host) wants a code from your authenticator."), .blank]
    if let account { blocks.append(.value(label: "account", account, weight: .context)) }
    blocks.append(.field(label: "code", prompt.editor, isFocused: true))
    if prompt.question == .again {
      let text = "The last code was not accepted; wait for the next one."
      blocks += [.blank, .message(Status(.warning, text))]
    }
    if let message = prompt.message { blocks += [.blank, .message(Status(.failure, message))] }
  }
}
