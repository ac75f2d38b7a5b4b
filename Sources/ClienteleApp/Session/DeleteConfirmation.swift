import ClientBrowser
import HerokuAPI

/// What has to be said before clients are deleted.
struct DeleteConfirmation: Confirmation, Hashable, Sendable {
  static let option = "confirm"
  static let doing = "deleting"
  static let nothingDone = "Nothing was deleted."

  /// What is about to be deleted; not empty.
  let clients: [OAuthClient]

  /// What has to be typed: the name, the id where the name cannot be typed, or how many there are.
  var wanted: String {
    guard let client = clients.first, clients.count == 1 else { return "delete \(clients.count)" }
    return client.hasTypableName ? client.name : client.id.text
  }

  /// The question for a terminal, in lines.
  var question: [String] {
    let list = clients.map { "  \($0.name)  \($0.id)  \($0.redirectURI)" }
    let users = clients.count == 1 ? "it" : "them"
    return ["About to delete, for good:"] + list
      + ["Programs that use \(users) stop working. Type \(wanted) to go on:"]
  }

  /// Whether a text confirms it: what is wanted, and for one client its id or its verbatim name too.
  func accepts(_ text: String) -> Bool {
    if text == wanted { return true }
    guard let client = clients.first, clients.count == 1 else { return false }
    return text == client.id.text || (text == client.name && !text.isEmpty)
  }
}
