/// Which rule a finding is about, by a name that stays as it is.
public enum FindingCode: Hashable, Sendable {
  /// A rule about the redirect URI by itself.
  case redirectURI(RedirectURIFinding.Code)
  /// Another client has the same redirect URI.
  case sameRedirectURI
  /// Another client has the same name.
  case sameName
  /// Nothing of the client was changed for longer than is wanted.
  case unchanged
}

extension FindingCode: CaseIterable {
  /// Every rule.
  public static var allCases: [FindingCode] {
    RedirectURIFinding.Code.allCases.map { .redirectURI($0) } + [.sameRedirectURI, .sameName, .unchanged]
  }
}

extension FindingCode: RawRepresentable {
  /// The rule with a name; nil where there is none.
  public init?(rawValue: String) {
    switch rawValue {
    case Self.sameRedirectURI.rawValue: self = .sameRedirectURI
    case Self.sameName.rawValue: self = .sameName
    case Self.unchanged.rawValue: self = .unchanged
    default:
      guard let code = RedirectURIFinding.Code(rawValue: rawValue) else { return nil }
      self = .redirectURI(code)
    }
  }

  /// Its name.
  public var rawValue: String {
    switch self {
    case .redirectURI(let code): code.rawValue
    case .sameRedirectURI: "same-redirect-uri"
    case .sameName: "same-name"
    case .unchanged: "unchanged"
    }
  }
}

extension FindingCode {
  /// How much it matters.
  ///
  /// Two clients may share what they like; how old is too old, only somebody who asks for it can say.
  public var severity: FindingSeverity {
    switch self {
    case .redirectURI(let code): code.severity
    case .sameRedirectURI, .sameName: .note
    case .unchanged: .warning
    }
  }

  /// What it is about whatever client breaks it, as a sentence.
  public var summary: String {
    switch self {
    case .redirectURI(let code): code.summary
    case .sameRedirectURI: "Another client has the same redirect URI."
    case .sameName: "Another client has the same name."
    case .unchanged: "The client has not been changed for a long time."
    }
  }

  /// Where it is written; nil where nobody but its owner makes it a rule.
  public var source: FindingSource? {
    switch self {
    case .redirectURI(let code): code.source
    case .sameRedirectURI, .sameName, .unchanged: nil
    }
  }
}
