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

/// Texts as JSON writes them.
enum JSONString {
  /// A text in quotation marks, escaped as JavaScript's `JSON.stringify` does.
  ///
  /// What a terminal would obey, or what cannot be seen, is escaped too: for whoever parses it, that is the same.
  static func quoted(_ text: String) -> String {
    // Nearly every text; asking for the category of each scalar was a good part of the time of a long list.
    if text.utf8.allSatisfy({ isPlain($0) }) { return "\"\(text)\"" }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{8}": quoted += "\\b"
      case "\u{c}": quoted += "\\f"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        if scalar.isInvisible {
          for unit in String(scalar).utf16 { quoted += escaped(unit) }
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }

  /// Whether a byte is visible ASCII, or a blank, that stands for itself.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7e).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func escaped(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension Unicode.Scalar {
  /// Whether it drives a terminal or turns text around it.
  fileprivate var isInvisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

extension Date {
  /// The date as the API writes it, in UTC: `2024-03-01T09:12:00Z`, with milliseconds only if there are any.
  var rfc3339: String {
    let hasFraction = timeIntervalSince1970.rounded() != timeIntervalSince1970
    return formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction))
  }
}
