public import FoundationEssentials
public import HerokuAPI

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
