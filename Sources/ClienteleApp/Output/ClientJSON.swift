import FoundationEssentials
import HerokuAPI

/// Clients as JSON, laid out as `heroku clients --json` does: two blanks a level, members by name.
enum ClientJSON {
  /// One client, as a document.
  static func document(_ client: ClientCredentials) -> String {
    object(client, indent: "") + "\n"
  }

  /// A list of clients, as a document.
  static func document(_ clients: [ClientCredentials]) -> String {
    guard !clients.isEmpty else { return "[]\n" }
    let objects = clients.map { "  " + object($0, indent: "  ") }
    return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  private static func object(_ credentials: ClientCredentials, indent: String) -> String {
    let client = credentials.client
    let members: [(name: String, value: String?)] = [
      ("created_at", client.createdAt.map { JSONString.quoted($0.rfc3339) }),
      ("id", JSONString.quoted(client.id.text)),
      ("ignores_delinquent", client.ignoresDelinquent.map { "\($0)" } ?? "null"),
      ("name", JSONString.quoted(client.name)),
      ("redirect_uri", JSONString.quoted(client.redirectURI)),
      ("secret", credentials.secret.map { JSONString.quoted($0.reveal()) }),
      ("updated_at", client.updatedAt.map { JSONString.quoted($0.rfc3339) }),
    ]
    let lines = members.compactMap { member in
      member.value.map { "\(indent)  \"\(member.name)\": \($0)" }
    }
    return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
  }
}
