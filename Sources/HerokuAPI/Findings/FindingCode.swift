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

/// How much a finding matters; the greater, the worse.
public enum FindingSeverity: UInt8, Hashable, Sendable, CaseIterable {
  /// It cannot work; it is not sent.
  case error = 3
  /// It is risky; people may want it all the same, and are asked.
  case warning = 2
  /// It may be just what is meant; nobody is asked.
  case note = 1
}

extension FindingSeverity: Comparable {
  /// Whether a finding matters less than another.
  public static func < (left: FindingSeverity, right: FindingSeverity) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension FindingSeverity {
  /// What it is called.
  public var word: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .note: "note"
    }
  }
}

/// Where a rule is written, to be named and to be looked up.
public struct FindingSource: Hashable, Sendable {
  /// What it is called: `RFC 6749 3.1.2`.
  public let name: String
  /// The address of the page that it stands on.
  public let page: String

  /// A section of a request for comments, or an appendix of it.
  static func rfc(_ number: Int, _ section: String) -> FindingSource {
    let isAppendix = section.first.map { ("A"..."Z").contains($0) } ?? false
    return FindingSource(
      name: isAppendix ? "RFC \(number) appendix \(section)" : "RFC \(number) \(section)",
      page: "https://www.rfc-editor.org/rfc/rfc\(number).html#"
        + (isAppendix ? "appendix-\(section)" : "section-\(section)")
    )
  }

  /// A section of Unicode's technical standard on security.
  static let mixedScripts = FindingSource(
    name: "UTS 39 5.1",
    page: "https://www.unicode.org/reports/tr39/#Mixed_Script_Detection"
  )

  /// What Heroku publishes of its API.
  static let herokuSchema = FindingSource(
    name: "Heroku’s schema of an OAuth client",
    page: "https://devcenter.heroku.com/articles/platform-api-reference#oauth-client"
  )
}
