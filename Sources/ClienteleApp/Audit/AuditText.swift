import ClientIndex
import HerokuAPI
import TerminalText

/// What an audit found, for people: the clients with their findings below them, and how many there are.
enum AuditText {
  /// The report, with a line feed at its end.
  static func document(_ audit: Audit) -> String {
    let findings = audit.entries.flatMap(\.findings)
    let severityWidth = findings.map(\.severity.word.cellWidth).max() ?? 0
    let codeWidth = findings.map(\.code.rawValue.cellWidth).max() ?? 0
    var lines: [String] = []
    for entry in audit.entries {
      let client = entry.client
      lines.append(
        [client.name, client.id.text, client.redirectURI].map { CleanText($0).text }.joined(separator: "  ")
      )
      lines += entry.findings.map { finding in
        "  " + padded(finding.severity.word, severityWidth) + "  "
          + padded(finding.code.rawValue, codeWidth) + "  "
          + CleanText(finding.textWithSource).text
      }
      lines.append("")
    }
    return (lines + [summary(audit)]).map { $0 + "\n" }.joined()
  }

  /// How many findings there are of each severity, about how many clients.
  static func summary(_ audit: Audit) -> String {
    let accepted = audit.acceptedCount > 0 ? " Accepted: \(audit.acceptedCount)." : ""
    guard !audit.entries.isEmpty else {
      return "Nothing found about \(clients(audit.clientCount)).\(accepted)"
    }
    let counts = FindingSeverity.allCases.map { severity in
      counted(audit.count(of: severity), severity.word)
    }
    return "\(counts.joined(separator: ", ")) about \(audit.entries.count) of \(clients(audit.clientCount))."
      + accepted
  }

  /// A number with its word.
  static func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

  private static func clients(_ count: Int) -> String { counted(count, "client") }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.cellWidth))
  }
}
