public import FoundationEssentials
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

/// What an audit asks for besides what every client is judged by, and what it lets pass.
public struct AuditRule: Hashable, Sendable {
  /// What was changed before this for the last time is too old; nil where no age is.
  public var oldest: Date?
  /// What is not told, nor counted among the findings.
  public var accepted: [AcceptedFinding]

  /// Makes a rule; by default nothing is too old, and nothing accepted.
  public init(oldest: Date? = nil, accepted: [AcceptedFinding] = []) {
    self.oldest = oldest
    self.accepted = accepted
  }
}

extension AuditRule {
  /// The date an age before another, such as `90d`; nil where the text is no age.
  public static func date(before now: Date, by age: String) -> Date? {
    let digits = age.prefix { $0.isASCII && $0.isNumber }
    let days: [String: Double] = ["h": 1 / 24, "d": 1, "w": 7, "mo": 30, "y": 365]
    guard (1...6).contains(digits.count), let count = Double(digits),
      let unit = days[age.dropFirst(digits.count).lowercased()]
    else { return nil }
    return now.addingTimeInterval(-count * unit * 86_400)
  }
}

/// A finding that is known and accepted for some redirect URIs: `localhost=http://localhost:*`.
public struct AcceptedFinding: Hashable, Sendable {
  /// Which rule may be broken.
  public let code: FindingCode
  /// By clients with which redirect URIs.
  public let pattern: URIPattern

  /// Accepts a finding.
  public init(_ code: FindingCode, _ pattern: URIPattern) {
    self.code = code
    self.pattern = pattern
  }
}

/// A glob over whole redirect URIs, letter by letter.
///
/// `*` stands for any text, slashes and dots too, or for none, and `?` for any one character; all else stands for
/// itself, brackets too, since IPv6 addresses have them.
public struct URIPattern: Hashable, Sendable {
  private let scalars: [Unicode.Scalar]

  /// Takes a pattern; every text is one.
  public init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  /// Whether the pattern is all of a URI.
  public func matches(_ uri: String) -> Bool {
    let uri = Array(uri.unicodeScalars)
    var (position, place) = (0, 0)
    // Where the last star stands, and up to where it is taken to reach.
    var star: (place: Int, end: Int)?
    while position < uri.count {
      if place < scalars.count, scalars[place] == "*" {
        star = (place, position)
        place += 1
      } else if place < scalars.count, scalars[place] == "?" || scalars[place] == uri[position] {
        place += 1
        position += 1
      } else if let last = star {
        star = (last.place, last.end + 1)
        (place, position) = (last.place + 1, last.end + 1)
      } else {
        return false
      }
    }
    return scalars[place...].allSatisfy { $0 == "*" }
  }
}
