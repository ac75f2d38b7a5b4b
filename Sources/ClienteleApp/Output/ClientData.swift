import FoundationEssentials
import HerokuAPI
import Platform
import TerminalText

/// Clients as JSON, with the members that the API has, by name.
enum ClientJSON {
  /// One client, as a document.
  static func document(_ client: ClientCredentials) -> String {
    object(client).document
  }

  /// A list of clients, as a document.
  static func document(_ clients: [ClientCredentials]) -> String {
    JSONDocument.list(clients.map(object)).document
  }

  /// The same, line by line; texts in it have no line breaks, which JSON escapes.
  static func lines(_ clients: [ClientCredentials]) -> [String] {
    document(clients).split(separator: "\n").map(String.init)
  }

  private static func object(_ credentials: ClientCredentials) -> JSONDocument {
    let client = credentials.client
    return .object([
      .init("created_at", client.createdAt.map { .text($0.rfc3339) }),
      .init("id", .text(client.id.text)),
      .init("ignores_delinquent", client.ignoresDelinquent.map { .truth($0) } ?? .null),
      .init("name", .text(client.name)),
      .init("redirect_uri", .text(client.redirectURI)),
      .init("secret", credentials.secret.map { .text($0.reveal()) }),
      .init("updated_at", client.updatedAt.map { .text($0.rfc3339) }),
    ])
  }
}

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

extension Date {
  /// The date as the API writes it, in UTC: `2024-03-01T09:12:00Z`, with milliseconds only if there are any.
  var rfc3339: String {
    // Not Foundation's format, which counts days as Julius Caesar did before 1582: the first day of the year 1, which
    // some servers have for “never”, would become the third.
    let whole = timeIntervalSinceReferenceDate.rounded(.down)
    // Rounded, since few fractions are exact; but never up to the next second.
    let fraction = min(999, Int(((timeIntervalSinceReferenceDate - whole) * 1000).rounded()))
    var time = time_t(whole + Date.timeIntervalBetween1970AndReferenceDate)
    var parts = tm()
    gmtime_r(&time, &parts)
    var text = ""
    text.append(Int(parts.tm_year) + 1900, digits: 4)
    for (separator, number) in [
      ("-", parts.tm_mon + 1), ("-", parts.tm_mday), ("T", parts.tm_hour), (":", parts.tm_min),
      (":", parts.tm_sec),
    ] {
      text += separator
      text.append(Int(number), digits: 2)
    }
    if fraction > 0 {
      text += "."
      text.append(Int(fraction), digits: 3)
    }
    return text + "Z"
  }
}

extension String {
  /// Appends a number with zeros before it, where it has fewer digits.
  fileprivate mutating func append(_ number: Int, digits: Int) {
    let text = String(number)
    for _ in text.utf8.count..<max(text.utf8.count, digits) { append("0") }
    append(text)
  }
}
