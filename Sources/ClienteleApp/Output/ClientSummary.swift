import HerokuAPI
import TerminalText

/// One client for people, as `heroku clients:info` prints it.
enum ClientSummary {
  /// What stands in the place of a secret that was not asked for; it does not tell its length.
  static let mask = "********"

  /// The heading, a blank line, and an attribute a line; a secret that the API withheld has none.
  static func document(_ credentials: ClientCredentials, withSecret: Bool) -> String {
    let client = credentials.client
    let secret = credentials.secret.map { withSecret ? $0.reveal() : mask }
    let attributes = [
      ("id", client.id.text), ("name", client.name), ("redirect_uri", client.redirectURI),
    ]
    let lines = (attributes + (secret.map { [("secret", $0)] } ?? [])).map { name, value in
      "\(name):" + String(repeating: " ", count: "redirect_uri: ".count - name.count - 1)
        + CleanText(value).text
    }
    return (["=== \(CleanText(client.name).text)", ""] + lines).map { $0 + "\n" }.joined()
  }
}
