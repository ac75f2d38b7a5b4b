import FoundationEssentials
import HerokuAPI
import Platform
import TerminalText

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
        if scalar.isUnseen {
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

extension Date {
  /// The date as the API writes it, in UTC: `2024-03-01T09:12:00Z`, with milliseconds only if there are any.
  var rfc3339: String {
    // Not Foundation's format, which counts days as Julius Caesar did before 1582: the first day of the year 1, which
    // some servers have for “never”, would become the third.
    let milliseconds = Int64((timeIntervalSince1970 * 1000).rounded())
    var (seconds, fraction) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    if fraction < 0 { (seconds, fraction) = (seconds - 1, fraction + 1000) }
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    let day = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
    let clock = [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)].map { Self.padded($0, to: 2) }
    let end = fraction == 0 ? "Z" : ".\(Self.padded(Int(fraction), to: 3))Z"
    return "\(Self.padded(day[0], to: 4))-\(Self.padded(day[1], to: 2))-\(Self.padded(day[2], to: 2))T"
      + clock.joined(separator: ":") + end
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
