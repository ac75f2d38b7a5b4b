import ClientIndex
import HerokuAPI

/// What an audit found, as one JSON document with members by name.
enum AuditJSON {
  /// The report.
  static func document(_ audit: Audit) -> String {
    let report: JSONDocument = [
      "clients": .list(audit.entries.map(entry)),
      "summary": [
        "accepted": .number(audit.acceptedCount),
        "clients": .number(audit.clientCount),
        "clients_with_findings": .number(audit.entries.count),
        "errors": .number(audit.count(of: .error)),
        "notes": .number(audit.count(of: .note)),
        "warnings": .number(audit.count(of: .warning)),
      ],
    ]
    return report.document
  }

  private static func entry(_ entry: Audit.Entry) -> JSONDocument {
    let client = entry.client
    return .object([
      .init("findings", .list(entry.findings.map(finding))),
      .init("id", .text(client.id.text)),
      .init("name", .text(client.name)),
      .init("redirect_uri", .text(client.redirectURI)),
      .init("updated_at", client.updatedAt.map { .text($0.rfc3339) }),
    ])
  }

  private static func finding(_ finding: ClientFinding) -> JSONDocument {
    .object([
      .init("code", .text(finding.code.rawValue)),
      .init("correction", finding.correction.map { .text($0) }),
      .init("reason", .text(finding.reason)),
      .init("severity", .text(finding.severity.word)),
      .init("source", finding.code.source.map { .text($0.name) }),
      .init("source_url", finding.code.source.map { .text($0.page) }),
    ])
  }
}
