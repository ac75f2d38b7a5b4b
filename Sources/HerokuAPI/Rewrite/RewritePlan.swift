/// What a rewrite makes of some clients.
public struct RewritePlan: Hashable, Sendable {
  /// The clients whose redirect URI becomes another, in the order in which they came.
  public internal(set) var proposals: [RewriteProposal] = []
  /// How many clients keep their redirect URI, because the rule finds nothing in it to change.
  public internal(set) var unchangedCount = 0
  /// The clients whose redirect URI has no place for a part that is to be set.
  public internal(set) var lackingPart: [OAuthClient] = []

  /// The changes that can be sent: those whose new URI could not work are left out.
  public var changes: [Change] { proposals.filter(\.canBeSent).map(\.change) }

  /// How many of the clients that change would have a redirect URI that another of them gets as well.
  public var sharingCount: Int {
    var counts: [String: Int] = [:]
    for proposal in proposals where proposal.canBeSent { counts[proposal.redirectURI, default: 0] += 1 }
    return counts.values.reduce(0) { $0 + ($1 > 1 ? $1 : 0) }
  }

  /// How many requests the changes need: each client is read before it is changed.
  public var requestCount: Int { changes.reduce(0) { $0 + $1.requestCount } }
}

/// A client, and the redirect URI that it is to have.
public struct RewriteProposal: Hashable, Sendable {
  /// The client as it was shown.
  public let client: OAuthClient
  /// The new redirect URI.
  public let redirectURI: String
  /// What there is to say about the new redirect URI, errors first.
  public let findings: [RedirectURIFinding]

  /// Proposes a redirect URI for a client.
  public init(of client: OAuthClient, redirectURI: String) {
    self.client = client
    self.redirectURI = redirectURI
    findings = RedirectURI.findings(in: redirectURI)
  }

  /// Whether the new URI can work: one that cannot is not sent.
  public var canBeSent: Bool { !findings.contains { $0.severity == .error } }

  /// The change that makes it so.
  public var change: Change { .update(ClientChanges([.redirectURI: redirectURI]), expecting: client) }

  /// What differs, for a preview that marks it.
  public var difference: TextDifference { TextDifference(client.redirectURI, redirectURI) }
}

/// Two texts, and what they have in common at their beginning and end.
public struct TextDifference: Hashable, Sendable {
  /// What both begin with.
  public let beginning: Substring
  /// What only the old one has, between beginning and end; may be empty.
  public let old: Substring
  /// What only the new one has there; may be empty.
  public let new: Substring
  /// What both end with.
  public let end: Substring

  /// Compares two texts letter by letter.
  public init(_ old: String, _ new: String) {
    let (before, after) = (Array(old), Array(new))
    func isSame(_ left: Character, _ right: Character) -> Bool { left.utf8.elementsEqual(right.utf8) }
    let shorter = min(before.count, after.count)
    var first = 0
    while first < shorter, isSame(before[first], after[first]) { first += 1 }
    var last = 0
    while last < shorter - first, isSame(before[before.count - 1 - last], after[after.count - 1 - last]) {
      last += 1
    }
    beginning = old.prefix(first)
    end = old.suffix(last)
    self.old = old.dropFirst(first).dropLast(last)
    self.new = new.dropFirst(first).dropLast(last)
  }
}
