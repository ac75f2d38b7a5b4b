import HerokuAPI
import TestSupport
import Testing

/// Rewrites against slow and plain models, over random rules and URIs.
struct RewriteModelTests {
  // MARK: Texts

  @Test func `replaces texts as going through scalars one by one does`() throws {
    var chance = SeededGenerator(seed: 1)
    var rewritten = 0
    for _ in 0..<5000 {
      let uri = Self.text(0...20, &chance)
      let (old, new) = (Self.text(1...3, &chance), Self.text(0...4, &chance))
      let wanted = Self.replacing(old, by: new, in: uri)
      let outcome = try Rewrite(.text(old, by: new)).outcome(for: uri)
      if wanted.utf8.elementsEqual(uri.utf8) {
        #expect(outcome == .unchanged)
      } else {
        rewritten += 1
        guard case .rewritten(let text) = outcome else {
          Issue.record("\(old) by \(new) in \(uri): \(outcome)")
          continue
        }
        #expect(text.utf8.elementsEqual(wanted.utf8), "\(old) by \(new) in \(uri)")
      }
    }
    #expect(rewritten > 1000)
  }

  /// A few letters, so that much matches; one of them twice, in other scalars.
  private static func text(_ length: ClosedRange<Int>, _ chance: inout SeededGenerator) -> String {
    let letters: [Unicode.Scalar] = ["a", "b", "/", ":", ".", "\u{e9}", "e", "\u{301}", "日"]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: length, using: &chance) {
      text.append(letters.randomElement(using: &chance) ?? "a")
    }
    return String(text)
  }

  private static func replacing(_ old: String, by new: String, in text: String) -> String {
    var rest = Array(text.unicodeScalars)
    let (old, new) = (Array(old.unicodeScalars), Array(new.unicodeScalars))
    var result: [Unicode.Scalar] = []
    while !rest.isEmpty {
      if Array(rest.prefix(old.count)) == old {
        result += new
        rest.removeFirst(old.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return String(String.UnicodeScalarView(result))
  }

  // MARK: Parts

  @Test func `sets parts as putting the URI together anew does`() throws {
    var chance = SeededGenerator(seed: 2)
    for _ in 0..<5000 {
      let before = Pieces(&chance)
      var after = before
      var parts: [RewritePart: String] = [:]
      for part in RewritePart.allCases where Bool.random(using: &chance) {
        parts[part] = after.set(part, &chance)
      }
      guard !parts.isEmpty else { continue }
      let outcome = try Rewrite(.parts(parts)).outcome(for: before.text)
      #expect(
        outcome == (after == before ? .unchanged : .rewritten(after.text)),
        "\(parts) in \(before.text)"
      )
    }
  }

  /// A URI that was never in one piece.
  private struct Pieces: Equatable {
    var scheme: String
    var user: String
    var host: String
    var port: String
    var path: String
    var rest: String

    var text: String { "\(scheme)://\(user)\(host)\(port)\(path)\(rest)" }

    init(_ chance: inout SeededGenerator) {
      scheme = Self.schemes.randomElement(using: &chance) ?? ""
      user = ["", "", "u@", "u:p@", "a@b@"].randomElement(using: &chance) ?? ""
      host = Self.hosts.randomElement(using: &chance) ?? ""
      port = ["", "", ":", ":80", ":8443", ":99999"].randomElement(using: &chance) ?? ""
      path = Self.paths.randomElement(using: &chance) ?? ""
      rest = ["", "?", "?a=b://c/d", "#e", "?f#g?h", "?next=/x:1"].randomElement(using: &chance) ?? ""
    }

    mutating func set(_ part: RewritePart, _ chance: inout SeededGenerator) -> String {
      switch part {
      case .scheme:
        scheme = Self.schemes.randomElement(using: &chance) ?? ""
        return scheme
      case .host:
        host = Self.hosts.randomElement(using: &chance) ?? ""
        return host
      case .port:
        let number = ["", "80", "8443"].randomElement(using: &chance) ?? ""
        port = number.isEmpty ? "" : ":\(number)"
        return number
      case .path:
        path = Self.paths.randomElement(using: &chance) ?? ""
        return path
      }
    }

    static let schemes = ["http", "https", "HTTPS", "com.example.app", "x+y-z.1"]
    static let hosts = [
      "example.com", "a.B.example", "127.0.0.1", "[::1]", "[2001:db8::5]", "*.é.com", "%41.com",
    ]
    static let paths = ["", "/", "/cb", "/a/../b", "//c", "/%2F:1@2", "/日本"]
  }

  // MARK: Patterns

  @Test func `finds what Swift's own regular expressions find`() throws {
    var chance = SeededGenerator(seed: 3)
    var rewritten = 0
    for _ in 0..<4000 {
      var groups = 0
      let pattern = Self.pattern(depth: 3, &groups, &chance)
      let rewrite = try Rewrite(
        .pattern(pattern, by: "<$0" + (1..<max(1, groups + 1)).map { "|${\($0)}" }.joined() + ">")
      )
      let uri = String(
        (0..<Int.random(in: 0...10, using: &chance)).map { _ in
          "aabbc/".randomElement(using: &chance) ?? "a"
        }
      )
      let wanted = try Self.model(pattern, groups, uri)
      let outcome = rewrite.outcome(for: uri)
      #expect(outcome == (wanted == uri ? .unchanged : .rewritten(wanted)), "/\(pattern)/ in \(uri)")
      if wanted != uri { rewritten += 1 }
    }
    #expect(rewritten > 2000)
  }

  /// A random pattern; what is repeated is never nothing, where engines differ.
  private static func pattern(depth: Int, _ groups: inout Int, _ chance: inout SeededGenerator) -> String {
    func one(of choices: [String]) -> String { choices.randomElement(using: &chance) ?? "a" }
    guard depth > 0 else { return one(of: ["a", "b", "c", ".", "/", "[ab]", "[^a]", "\\w", "aa", "b/"]) }
    switch Int.random(in: 0..<8, using: &chance) {
    case 0, 1:
      return pattern(depth: depth - 1, &groups, &chance) + pattern(depth: depth - 1, &groups, &chance)
    case 2:
      let (left, right) = (
        pattern(depth: depth - 1, &groups, &chance), pattern(depth: depth - 1, &groups, &chance)
      )
      return "(?:\(left)|\(right))"
    case 3:
      groups += 1
      return "(\(pattern(depth: depth - 1, &groups, &chance)))"
    case 4, 5:
      let inner = pattern(depth: 0, &groups, &chance)
      return "(?:\(inner))" + one(of: ["*", "+", "?", "{2}", "{1,2}", "{2,}", "*?", "+?", "??", "{1,3}?"])
    case 6:
      return one(of: ["^", "\\b", ""]) + pattern(depth: depth - 1, &groups, &chance) + one(of: ["$", "", ""])
    default: return pattern(depth: 0, &groups, &chance)
    }
  }

  /// The same by Swift's own, one match after the other.
  private static func model(_ pattern: String, _ groups: Int, _ text: String) throws -> String {
    let regex = try Regex(pattern).matchingSemantics(.unicodeScalar).wordBoundaryKind(.simple)
    var result = ""
    var position = text.startIndex
    for match in text.matches(of: regex) {
      result += text[position..<match.range.lowerBound]
      let found = (0...groups).map { match.output[$0].substring.map(String.init) ?? "" }
      result += "<\(found.joined(separator: "|"))>"
      position = match.range.upperBound
    }
    return result + text[position...]
  }
}
