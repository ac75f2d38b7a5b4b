/// A rule by which redirect URIs become others: many clients move to a new domain by one.
///
/// Everything is letter by letter: what the rule does not name stays the very bytes that it was. A rule that could not work
/// is never made; what it makes of a URI is judged by ``RedirectURI/findings(in:)`` as if it had been typed.
public struct Rewrite: Hashable, Sendable {
  /// What a rule replaces.
  public enum Rule: Hashable, Sendable {
    /// Each occurrence of a text, from left to right.
    case text(String, by: String)
    /// Each match of a regular expression, from left to right; `$1` or `\1` in the replacement is the first group.
    case pattern(String, by: String)
    /// Parts of the URI; at least one.
    case parts([RewritePart: String])
  }

  /// The rule as it was given.
  public let rule: Rule
  private let replacing: Replacing

  private enum Replacing: Hashable, Sendable {
    case text([UInt8], by: [UInt8])
    case pattern(RewritePattern)
    case parts(PartsRewrite)
  }

  /// Makes a rewrite of a rule.
  ///
  /// - Throws: what is wrong with the rule, and where.
  public init(_ rule: Rule) throws(RewriteMistake) {
    self.rule = rule
    switch rule {
    case .text(let old, let new):
      guard !old.isEmpty else { throw RewriteMistake(.old, at: 0, "a text to replace is required") }
      replacing = .text(Array(old.utf8), by: Array(new.utf8))
    case .pattern(let pattern, let replacement):
      replacing = .pattern(try RewritePattern(pattern, by: replacement))
    case .parts(let parts):
      replacing = .parts(try PartsRewrite(parts))
    }
  }

  /// What becomes of one URI.
  public func outcome(for uri: String) -> RewriteOutcome {
    let new: String
    switch replacing {
    case .text(let old, let replacement): new = uri.replacing(bytes: old, by: replacement)
    case .pattern(let pattern): new = pattern.replacing(in: uri)
    case .parts(let parts):
      guard let text = parts.replacing(in: uri) else { return .lacksPart }
      new = text
    }
    return new.isVerbatim(uri) ? .unchanged : .rewritten(new)
  }

  /// What becomes of the redirect URIs of clients, in their order.
  public func plan(for clients: some Sequence<OAuthClient>) -> RewritePlan {
    var plan = RewritePlan()
    for client in clients {
      switch outcome(for: client.redirectURI) {
      case .rewritten(let uri): plan.proposals.append(RewriteProposal(of: client, redirectURI: uri))
      case .unchanged: plan.unchangedCount += 1
      case .lacksPart: plan.lackingPart.append(client)
      }
    }
    return plan
  }

  /// The changes that give clients their new redirect URIs, in their order.
  ///
  /// Those that would not change are left out, and so are those whose new URI could not work.
  public func changes(for clients: some Sequence<OAuthClient>) -> [Change] {
    plan(for: clients).changes
  }
}

/// What a rewrite makes of a redirect URI.
public enum RewriteOutcome: Hashable, Sendable {
  /// It becomes another.
  case rewritten(String)
  /// It stays as it is.
  case unchanged
  /// It has no place for a part that is to be set, as `urn:x` has none for a host.
  case lacksPart
}

/// What is wrong with a rule, for people and for the field in which it was typed.
public struct RewriteMistake: Error, Hashable, Sendable {
  /// The text that it is in.
  public enum Input: Hashable, Sendable {
    /// What is to be replaced.
    case old
    /// What it is replaced by.
    case new
    /// The new value of a part.
    case part(RewritePart)
  }

  /// The text that it is in.
  public let input: Input
  /// Where in the text, in Unicode scalars from its start; the text's length where something is missing at its end.
  public let offset: Int
  /// What is wrong, as a short clause without a full stop.
  public let reason: String

  init(_ input: Input, at offset: Int, _ reason: String) {
    self.input = input
    self.offset = offset
    self.reason = reason
  }
}

extension String {
  /// The text with each occurrence of some bytes, from left to right, replaced by others.
  ///
  /// Bytes of UTF-8 that are found stand for whole scalars: no letter is cut.
  fileprivate func replacing(bytes old: [UInt8], by new: [UInt8]) -> String {
    let bytes = Array(utf8)
    guard let first = old.first, bytes.count >= old.count else { return self }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == first, bytes[index...].starts(with: old) {
        result += new
        index += old.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
