import HerokuAPI
import TerminalText

/// What goes to the terminal's clipboard.
extension Browser {
  /// Copies a text and says so.
  ///
  /// Terminals do not answer, so no more than the sending can be told.
  mutating func copy(_ text: Secret, named what: String, of client: OAuthClient) -> [Effect] {
    status = Status(.success, "\(what) of “\(client.name)” was sent to the terminal’s clipboard.")
    return [.copy(text)]
  }

  /// Copies a redirect URI without what could act on the terminal or shell that it is pasted into.
  mutating func copyRedirectURI(of client: OAuthClient) -> [Effect] {
    let clean = CleanText(client.redirectURI)
    let what = clean.wasChanged ? "A cleaned redirect URI (unsafe characters replaced)" : "The redirect URI"
    return copy(Secret(clean.text), named: what, of: client)
  }

  /// The key after `y` in the hand-over panel.
  mutating func copy(_ command: Command?, from panel: HandOver) -> [Effect] {
    let client = panel.credentials.client
    var effects: [Effect] = []
    var panel = panel
    switch command {
    case .copyID: effects = copy(Secret(client.id.text), named: "The id", of: client)
    case .copyRedirectURI: effects = copyRedirectURI(of: client)
    case .copySecret:
      if let secret = panel.credentials.secret {
        effects = copy(secret, named: "The secret", of: client)
      } else {
        status = Status(.warning, "The API did not give the secret.")
      }
    default: status = nil
    }
    panel.message = status
    status = nil
    replaceTop(.handOver(panel))
    return effects
  }
}
