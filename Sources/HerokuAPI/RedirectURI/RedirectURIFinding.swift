/// Something to say about a redirect URI before it is sent.
public struct RedirectURIFinding: Hashable, Sendable {
  /// Whether the finding stops a save.
  public enum Severity: Hashable, Sendable {
    /// The URI cannot work; it is not sent.
    case error
    /// The URI is risky; people may send it all the same.
    case warning
  }

  /// Which rule the URI breaks.
  public enum Rule: Hashable, Sendable {
    /// There is no URI.
    case empty
    /// The URI has no scheme, or nothing after it (RFC 6749 3.1.2).
    case notAbsolute
    /// The URI has a fragment (RFC 6749 3.1.2).
    case fragment
    /// The URI has blanks or line breaks in it (RFC 3986 2).
    case whitespace
    /// Plain http to a host that is not this machine or its network (RFC 9700 4.1).
    case plainHTTP
  }

  /// Which rule the URI breaks.
  public var rule: Rule
  /// Whether it stops a save.
  public var severity: Severity
  /// What to say beside the field: a short sentence without a full stop.
  public var message: String

  /// Makes a finding.
  public init(rule: Rule, severity: Severity, message: String) {
    self.rule = rule
    self.severity = severity
    self.message = message
  }
}
