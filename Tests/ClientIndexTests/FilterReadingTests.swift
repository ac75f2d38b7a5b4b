import TestSupport
import Testing

@testable import ClientIndex

@Suite struct FilterReadingTests {
  private func conditions(_ text: String) throws -> [ClientFilter.Condition] {
    try ClientFilter(text).terms.map(\.condition)
  }

  // MARK: What is plain

  @Test(arguments: [
    "staging", "a-b", "https://a.example.com/cb?x=y", "foo:bar", "localhost:3000", "uri://x", "host://a",
    "a!b",
    "a~b", "a\"b\"", ":", ":x", "x:", "&<>|*?\\", "é:x", "“name”", "urn:ietf:wg:oauth:2.0:oob", "12:30",
  ])
  func `plain text is a word that means itself`(text: String) throws {
    #expect(try conditions(text) == [.text(text)])
    #expect(try conditions(" \(text)\t\u{A0}\n\(text)") == [.text(text), .text(text)])
    #expect(try ClientFilter("!\(text)").terms == [.init(isNegated: true, condition: .text(text))])
  }

  @Test func `no text is no condition`() throws {
    for text in ["", " ", "\u{2003}\n"] { #expect(try ClientFilter(text).isEmpty) }
    #expect(try ClientFilter("") == .all)
    #expect(try !ClientFilter("a").isEmpty)
  }

  // MARK: What is not

  @Test func `a prefix says where a text is looked for, in either case`() throws {
    #expect(
      try conditions("name:a URI:https://b/ host:*.c path:/d id:e")
        == [
          .part(.name, "a"), .part(.uri, "https://b/"), .part(.host, "*.c"), .part(.path, "/d"),
          .part(.id, "e"),
        ]
    )
    #expect(
      try conditions(
        "scheme:http app:shop is:Stale is:nowhere is:Marked is:warning is:error is:duplicate ~abc"
      )
        == [
          .scheme("http"), .app("shop"), .state(.stale), .state(.nowhere), .state(.marked), .state(.warning),
          .state(.error), .state(.duplicate),
          .fuzzy("abc"),
        ]
    )
  }

  @Test func `quotes protect blanks, prefixes and signs`() throws {
    #expect(
      try conditions(#""a  b" "host:x" "!x" "~y""#) == [
        .text("a  b"), .text("host:x"), .text("!x"), .text("~y"),
      ]
    )
    #expect(try conditions(#"name:"host:x" ~"a b""#) == [.part(.name, "host:x"), .fuzzy("a b")])
    #expect(try conditions(#""a \"b\" \\ \n""#) == [.text(#"a "b" \ \n"#)])
    #expect(try ClientFilter(#"!"a b""#).terms == [.init(isNegated: true, condition: .text("a b"))])
    // The quote is one, though the accent behind it makes another character of both.
    #expect(try conditions("\"\u{301}a b\"") == [.text("\u{301}a b")])
  }

  @Test func `a sign before anything else means its opposite`() throws {
    for word in ["name:a", "~a", "is:error", "updated:<3d", "scheme:x", "host:*.a"] {
      let term = try ClientFilter("!\(word)").terms
      #expect(term.map(\.isNegated) == [true])
      #expect(term.map(\.condition) == (try conditions(word)))
    }
    #expect(try ClientFilter("!!a").terms == [.init(isNegated: true, condition: .text("!a"))])
  }

  @Test func `knows whether it asks for marks`() throws {
    #expect(try ["app:a", "b !is:stale", "is:nowhere"].allSatisfy { try ClientFilter($0).asksForUses })
    #expect(try !ClientFilter("is:error \"app:a\"").asksForUses)
    #expect(try ClientFilter("a !is:marked").asksForMarks)
    #expect(try !ClientFilter("is:error \"is:marked\"").asksForMarks)
  }

  // MARK: Mistakes

  @Test(arguments: [
    ("a !", "!", "hides what has that"), ("! a", "!", "right after it"), ("~", "~", "letters right after it"),
    ("a \"b c", "\"b c", "is not closed"), ("\"", "\"", "is not closed"),
    ("a \"\" b", "\"\"", "between these quotes"),
    ("\"a\"b c", "b", "A blank is missing"),
    ("x name:", "name:", "“name:” wants a text after it, which the name has"),
    ("uri: x", "uri:", "which the redirect URI has"), ("HOST:", "HOST:", "*.example.com"),
    ("is:", "is:", "marked, note, warning, error, duplicate, stale, nowhere"),
    ("x is:mark y", "is:mark", "marked, note, warning"),
    ("scheme:", "scheme:", "such as http"), ("updated:30d", "updated:30d", "with < or >"),
    ("updated:<30", "updated:<30", "units are min, h, d"), ("updated:<30m", "updated:<30m", "mo"),
    ("created:>2024-13", "created:>2024-13", "a date"),
    ("created:>2023-02-29", "created:>2023-02-29", "a date"),
    ("created:>24-1-1", "created:>24-1-1", "a date"), ("created:<1234567d", "created:<1234567d", "an age"),
    ("updated:>", "updated:>", "an age"), ("updated:<-3d", "updated:<-3d", "an age"),
    ("name:\"a", "\"a", "is not closed"), ("!is:x", "is:x", "marked"), ("é \"日", "\"日", "is not closed"),
  ])
  func `a mistake has its place and a sentence`(text: String, place: String, words: String) throws {
    let mistake = #expect(throws: ClientFilter.Mistake.self) { try ClientFilter(text) }
    let found = try #require(mistake)
    #expect(text[found.range] == place)
    #expect(found.reason.contains(words), "\(found.reason)")
    #expect(found.reason.hasSuffix("."))
  }

  @Test(arguments: [
    ("a !", true), ("! a", false), ("! ", false), ("~", true), ("a \"b c", true), ("\"a\"b", false),
    ("\"\"", false),
    ("name:", true), ("name: ", false), ("is:", true), ("is:m", true), ("IS:Dup", true), ("is:x", false),
    ("is:m ", false), ("is:\"m", true), ("is:\"m\"", false), ("updated:", true), ("updated:<", true),
    ("updated:<=", true),
    ("updated:<30", true), ("updated:<30m", true), ("updated:<30mi", true), ("updated:<30x", false),
    ("updated:30d", false), ("created:>2", true), ("created:>2024-", true), ("created:>2024-1", true),
    ("created:>2024-13", false), ("created:>2023-02-3", false), ("updated:<-", false),
  ])
  func `knows what is only not typed to its end`(text: String, isUnfinished: Bool) throws {
    let mistake = #expect(throws: ClientFilter.Mistake.self) { try ClientFilter(text) }
    #expect(mistake?.isUnfinished == isUnfinished)
  }

  @Test func `a filter with an open quote says where`() throws {
    let text = "staging \"dash"
    let mistake = #expect(throws: ClientFilter.Mistake.self) { try ClientFilter(text) }
    #expect(mistake?.range == text.index(text.startIndex, offsetBy: 8)..<text.endIndex)
  }

  // MARK: There and back

  @Test(arguments: 0..<200) func `what is printed is read as the same`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let filter = random.filter()
    let read = try ClientFilter(filter.description)
    #expect(read == filter, "\(filter)")
    #expect(read.description.unicodeScalars.elementsEqual(filter.description.unicodeScalars))
  }

  @Test(arguments: 0..<200) func `any text is a filter that prints as one, or a mistake within it`(
    seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    let text = random.filterText(upTo: 12)
    do throws(ClientFilter.Mistake) {
      let filter = try ClientFilter(text)
      #expect(try ClientFilter(filter.description) == filter, "\(text)")
    } catch {
      #expect(!error.range.isEmpty && text.startIndex <= error.range.lowerBound, "\(text)")
      #expect(error.range.upperBound <= text.endIndex, "\(text)")
    }
  }
}

extension SeededGenerator {
  /// A text of what matters to the grammar.
  mutating func filterText(upTo count: Int) -> String {
    let pieces = [
      "a", "B", "é", "e\u{301}", " ", " ", "\"", "\\", "!", "~", ":", "name:", "uri:", "host:", "is:",
      "marked", "id:", "*",
      "https://", "updated:", "<", ">", "3d", "2024-01", "/", "?", "\u{301}", "日", "updated:<3d", "scheme:",
      "path:",
      "\0", "\u{A0}",
    ]
    return (0..<Int.random(in: 0...count, using: &self))
      .compactMap { _ in pieces.randomElement(using: &self) }.joined()
  }

  /// A filter of one to three terms.
  mutating func filter() -> ClientFilter {
    ClientFilter(terms: (0..<Int.random(in: 1...3, using: &self)).map { _ in term() })
  }

  private mutating func term() -> ClientFilter.Term {
    ClientFilter.Term(isNegated: Int.random(in: 0..<4, using: &self) == 0, condition: condition())
  }

  private mutating func condition() -> ClientFilter.Condition {
    var text = filterText(upTo: 2)
    if text.isEmpty { text = "a" }
    switch Int.random(in: 0..<10, using: &self) {
    case 0...2: return .text(text)
    case 3, 4: return .fuzzy(text)
    case 5: return .scheme(["http", "https", "x", text].randomElement(using: &self) ?? text)
    case 6: return .date(date())
    case 7: return [.app(text), .state(.stale), .state(.nowhere)].randomElement(using: &self) ?? .app(text)
    default: return .part(ClientFilter.Part.allCases.randomElement(using: &self) ?? .name, text)
    }
  }

  private mutating func date() -> DateCondition {
    let subject = DateCondition.Subject.allCases.randomElement(using: &self) ?? .created
    let comparison = DateCondition.Comparison.allCases.randomElement(using: &self) ?? .less
    if comparison != .same, Bool.random(using: &self) {
      let unit = DateCondition.Unit.allCases.randomElement(using: &self) ?? .days
      let age = DateCondition.Value.age(Int.random(in: 0..<5, using: &self), unit)
      return DateCondition(subject: subject, comparison: comparison, value: age)
    }
    let month = Bool.random(using: &self) ? Int.random(in: 1...12, using: &self) : nil
    let day = month.flatMap { _ in Bool.random(using: &self) ? Int.random(in: 1...28, using: &self) : nil }
    let date = DateCondition.Value.day(
      year: Int.random(in: 2021...2024, using: &self),
      month: month,
      day: day
    )
    return DateCondition(subject: subject, comparison: comparison, value: date)
  }
}
