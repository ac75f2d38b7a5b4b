import HerokuAPI

/// Clients as comma-separated values, quoted by RFC 4180, with line feeds as ends of lines.
enum ClientCSV {
  /// A table with a line of headings; secrets have a column only where they were asked for.
  static func document(_ clients: [ClientCredentials], withSecrets: Bool) -> String {
    let headings =
      ["id", "name", "redirect_uri", "created_at", "updated_at"] + (withSecrets ? ["secret"] : [])
    let rows = clients.map { credentials in
      let client = credentials.client
      let fields = [
        client.id.text, client.name, client.redirectURI, client.createdAt?.rfc3339 ?? "",
        client.updatedAt?.rfc3339 ?? "",
      ]
      return fields + (withSecrets ? [credentials.secret?.reveal() ?? ""] : [])
    }
    return ([headings] + rows).map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  private static func quoted(_ field: String) -> String {
    // By scalars: a carriage return and a line feed are one Character.
    let special: Set<Unicode.Scalar> = ["\"", ",", "\n", "\r"]
    guard field.unicodeScalars.contains(where: special.contains) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
