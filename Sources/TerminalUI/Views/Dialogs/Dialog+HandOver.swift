import ClientBrowser
import HerokuAPI
import TerminalText

extension Dialog {
  /// Id and secret after a creation or a rotation.
  init(_ panel: HandOver) {
    let client = panel.credentials.client
    let name = client.displayName.cut(toWidth: 40)
    title = panel.occasion == .created ? "New client “\(name)”" : "New secret for “\(name)”"
    let secret =
      switch panel.credentials.secret {
      case nil: "withheld: the API did not give it"
      case let secret? where panel.isSecretShown: secret.reveal()
      case _?: "•••• (s shows it)"
      }
    blocks = [.value(label: "id", client.id.text), .value(label: "secret", secret)]
    if panel.occasion == .rotated { blocks += [.blank, .text("The old secret has stopped working.")] }
    if let fileName = panel.fileName {
      blocks += [.blank, .field(label: "file", fileName, isFocused: panel.request == nil)]
    }
    if let appName = panel.appName {
      blocks += [.blank, .field(label: "app", appName, isFocused: panel.request == nil)]
      blocks.append(
        panel.request == nil
          ? .text(
            """
            APP sets HEROKU_OAUTH_ID and HEROKU_OAUTH_SECRET, APP:PREFIX sets PREFIX_ID and PREFIX_SECRET. What they \
            hold is replaced, and the app restarts.
            """,
            .dim,
            weight: .extra
          )
          : .text("Setting its config vars…", .accent)
      )
    }
    if let message = panel.message { blocks += [.blank, .message(message)] }
  }
}
