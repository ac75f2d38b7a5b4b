import HerokuAPI
import Testing

struct RewritePatternTests {
  private func replaced(_ pattern: String, _ new: String, _ uri: String) throws(RewriteMistake) -> String {
    if case .rewritten(let text) = try Rewrite(.pattern(pattern, by: new)).outcome(for: uri) {
      text
    } else {
      uri
    }
  }

  @Test(arguments: [
    (
      #"^https?://([a-z]+)\.example\.com"#, "https://$1.example.org", "http://a.example.com/b",
      "https://a.example.org/b"
    ),
    (#"([a-z]+)-([0-9]{2,})"#, #"\2-\1"#, "x://app-42-b7", "x://42-app-b7"),
    ("a|ab", "-", "xab", "x-b"), ("(?:a|ab)(c)", "<$1>", "abc", "<c>"), ("a+?", "-", "aaa", "---"),
    ("a{2}", "-", "aaaaa", "--a"), ("a{2,}", "-", "aaaaa", "-"), ("a{1,2}?b", "-", "aab", "-"),
    ("x*", "-", "axb", "-a--b-"), ("$", "/end", "https://e.com", "https://e.com/end"),
    ("^", "<", "ab", "<ab"),
    ("[^/]+$", "cb", "https://e.com/a/b", "https://e.com/a/cb"), ("[]a]", "-", "x]a", "x--"),
    (#"[\w-]+"#, "-", "a-b/c", "-/-"), (#"\bcb\b"#, "x", "cb-cbs", "x-cbs"), (#"\."#, "_", "a.b", "a_b"),
    ("(?i)EXAMPLE", "e", "https://Example.com", "https://e.com"), ("(?i)[A-C]", "-", "aBx", "--x"),
    ("(?<sub>[a-z]+)//", "${sub}!", "ab//", "ab!"), ("(a)(b)?", "$2$1", "ac", "ac"), ("a", "$$", "a", "$"),
    ("a", #"\$\\"#, "a", #"$\"#), ("a", "$x", "a", "$x"), ("(a)", "${1}0", "a", "a0"),
    ("a", "$0$0", "ab", "aab"),
    (#"\d+"#, "#", "a1b22", "a#b#"), (#"[\D]"#, "", "a1", "1"), ("ü", "ue", "über", "ueber"),
    ("a.c", "-", "a\u{301}c abc", "- -"), ("(a+)+$", "-", "aaa", "-"),
  ])
  func `replaces each match`(pattern: String, new: String, uri: String, wanted: String) throws {
    #expect(try replaced(pattern, new, uri) == wanted)
  }

  @Test(
    arguments: [
      ("a(b", 1), ("a)", 1), ("a[b", 1), ("*a", 0), ("a**", 2), ("a|+", 2), (#"a\"#, 1), (#"\q"#, 0),
      (#"(a)\1"#, 3), ("(?=a)", 0), ("(?<=a)", 0), ("a(?i)", 1), ("(?<>a)", 3), ("(?<a>b)(?<a>c)", 10),
      ("a{", 1), ("a{x}", 1), ("a{3,2}", 1), ("[z-a]", 1), (#"[a-\d]"#, 1), ("^*", 0), ("é(", 1),
      ("((a{1000}){1000})", 0), ("(((){9999}){9999}){9999}", nil),
    ] as [(String, Int?)]
  )
  func `says where a pattern is wrong`(pattern: String, offset: Int?) {
    var mistake: RewriteMistake?
    do throws(RewriteMistake) {
      _ = try Rewrite(.pattern(pattern, by: ""))
    } catch {
      mistake = error
    }
    if let offset { #expect(mistake?.input == .old && mistake?.offset == offset, "\(mistake as Any)") }
  }

  @Test(arguments: [("$2", 0), (#"a\2"#, 1), ("$1${x}", 2), ("${1", 0), (#"a\"#, 1), (#"\n"#, 0), ("${}", 0)])
  func `says where a replacement is wrong`(replacement: String, offset: Int) {
    let mistake = #expect(throws: RewriteMistake.self) { try Rewrite(.pattern("(a)", by: replacement)) }
    #expect(mistake?.input == .new)
    #expect(mistake?.offset == offset)
  }

  @Test func `takes no longer for a pattern that others take for ever for`() throws {
    let uri = String(repeating: "a", count: 2000) + "!"
    #expect(try replaced("^(a+)+$", "-", uri) == uri)
    #expect(try replaced("^(a|a?)+$", "-", uri) == uri)
  }
}
