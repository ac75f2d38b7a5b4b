import FoundationEssentials
public import HerokuAPI

/// What there is to say about clients.
public struct Audit: Hashable, Sendable {
  /// A client with what there is to say about it.
  public struct Entry: Hashable, Sendable {
    /// The client.
    public let client: OAuthClient
    /// The findings, the worst first; there is at least one.
    public let findings: [ClientFinding]
  }

  /// The clients about which there is something to say, in the order of the rows.
  public private(set) var entries: [Entry] = []
  /// How many clients were looked at.
  public private(set) var clientCount = 0
  /// How many findings were accepted, and are in no entry.
  public private(set) var acceptedCount = 0

  /// Looks at clients.
  ///
  /// - Parameter findings: everything that there is to say about a client.
  init(
    _ clients: some Sequence<OAuthClient>,
    accepting accepted: [AcceptedFinding],
    findings: (OAuthClient) -> [ClientFinding]
  ) {
    for client in clients {
      clientCount += 1
      let all = findings(client)
      let told = all.filter { finding in
        !accepted.contains { $0.code == finding.code && $0.pattern.matches(client.redirectURI) }
      }
      acceptedCount += all.count - told.count
      guard !told.isEmpty else { continue }
      entries.append(Entry(client: client, findings: told))
    }
  }

  /// How many findings there are of a severity.
  public func count(of severity: FindingSeverity) -> Int {
    entries.reduce(0) { sum, entry in sum + entry.findings.count { $0.severity == severity } }
  }

  /// How bad the worst finding is; nil where there is none.
  public var worst: FindingSeverity? {
    entries.lazy.compactMap { $0.findings.first?.severity }.max()
  }
}

extension ClientIndex {
  /// Looks at the clients that the filter lets through.
  ///
  /// What they share is looked for among all clients, hidden ones too.
  public func audit(by rule: AuditRule) -> Audit {
    Audit(shown, accepting: rule.accepted) { client in
      let all = findings(about: client.id) + AuditRule.findings(about: client, oldest: rule.oldest)
      return FindingSeverity.allCases.flatMap { severity in all.filter { $0.severity == severity } }
    }
  }
}

extension AuditRule {
  /// What there is to say about a client by itself, but not while it is typed.
  fileprivate static func findings(about client: OAuthClient, oldest: Date?) -> [ClientFinding] {
    var findings: [ClientFinding] = []
    if let oldest, let updated = client.updatedAt, updated < oldest {
      findings.append(.unchanged(since: updated))
    }
    if let example = RedirectURI.exampleFinding(in: client.redirectURI) {
      findings.append(ClientFinding(example))
    }
    return findings
  }
}
