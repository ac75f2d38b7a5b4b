public import FoundationEssentials

/// Something to say about a client.
public struct ClientFinding: Hashable, Sendable {
  /// Which rule the client breaks, and with it how bad that is.
  public let code: FindingCode
  /// Why, as a short clause without a full stop; it may have text of other people in it.
  public let reason: String
  /// The redirect URI with this mended, where there is one way to mend it.
  public let correction: String?

  init(_ code: FindingCode, _ reason: String, correction: String? = nil) {
    self.code = code
    self.reason = reason
    self.correction = correction
  }

  /// What there is to say about its redirect URI.
  public init(_ finding: RedirectURIFinding) {
    self.init(.redirectURI(finding.code), finding.reason, correction: finding.correction)
  }

  /// How much it matters.
  public var severity: FindingSeverity { code.severity }

  /// The reason, with what would be right.
  public var text: String {
    correction.map { "\(reason): “\($0)” would be right" } ?? reason
  }

  /// The same, and where the rule is written.
  public var textWithSource: String {
    code.source.map { "\(text) (\($0.name))" } ?? text
  }
}

extension ClientFinding {
  /// Other clients have the same redirect URI.
  ///
  /// - Parameters:
  ///   - others: some of them, or all; nil where there is none.
  ///   - isAll: whether these are all.
  public static func sameRedirectURI(as others: [OAuthClient], isAll: Bool) -> ClientFinding? {
    shared(.sameRedirectURI, by: others.map { "“\($0.name)”" }, isAll, "the same redirect URI")
  }

  /// Other clients have the same name; they are told apart by id.
  ///
  /// - Parameters:
  ///   - others: some of them, or all; nil where there is none.
  ///   - isAll: whether these are all.
  public static func sameName(as others: [OAuthClient], isAll: Bool) -> ClientFinding? {
    shared(.sameName, by: others.map { "the client \($0.id.text)" }, isAll, "the same name")
  }

  /// Nothing of the client was changed for longer than is wanted.
  public static func unchanged(since date: Date) -> ClientFinding {
    let day = date.formatted(Date.ISO8601FormatStyle().year().month().day())
    return ClientFinding(
      .unchanged,
      "nothing was changed since \(day): whoever has left since may still know its secret"
    )
  }

  private static func shared(
    _ code: FindingCode,
    by others: [String],
    _ isAll: Bool,
    _ what: String
  ) -> ClientFinding? {
    guard let first = others.first else { return nil }
    let further = others.count - 1
    let others =
      switch further {
      case 0 where isAll: "has"
      case 1 where isAll: "and another client have"
      default: "and \(isAll ? "" : "more than ")\(further) others have"
      }
    return ClientFinding(code, "\(first) \(others) \(what)")
  }
}
