import TestSupport
import Testing

@testable import HerokuAPI

/// The quick way to how bad a redirect URI is, against the whole judgement.
struct GlanceTests {
  @Test(arguments: [
    "https://app.example.com/auth/heroku/callback", "https://a.b/", "https://a-1.b2.io/Cb_x~y/v1.2",
    "https://corp.test:8443/cb", "https://corp.test/cb?popup=1&a=b_c", "https://tokyo.corp.test/you?a=yo",
  ])
  func `tells a plain one at a glance`(text: String) {
    #expect(RedirectURI.Glance(at: text) == .nothing)
  }

  @Test(arguments: ["http://localhost/", "http://localhost:3000/auth/heroku/callback?popup=1"])
  func `tells localhost at a glance`(text: String) {
    #expect(RedirectURI.Glance(at: text) == .note)
    #expect(RedirectURI.findings(in: text) == RedirectURI.judged(text))
  }

  @Test(
    arguments: [
      ("https://corp.test/cb", nil), ("https://oauth.pstmn.io/cb", .note),
      ("https://corp.test:443/cb", .note),
      ("https://corp.test/?next=x", .note), ("http://corp.test/", .warning),
      ("https://corp.test/a/../b", .warning),
      ("https://corp.test/#a", .error), ("", .error),
    ] as [(String, FindingSeverity?)]
  )
  func `has the severity of the worst finding`(text: String, severity: FindingSeverity?) {
    #expect(RedirectURI.severity(of: text) == severity)
  }

  @Test(arguments: 0..<40) func `never overlooks what a longer look finds`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var clearCount = 0
    for _ in 0..<500 {
      let text = random.nearlyPlainURI()
      let judged = RedirectURI.judged(text)
      #expect(RedirectURI.severity(of: text) == judged.first?.severity, "\(text)")
      guard RedirectURI.Glance(at: text) != .unclear else { continue }
      clearCount += 1
      #expect(RedirectURI.findings(in: text) == judged, "\(text)")
    }
    // Else nothing would have been compared.
    #expect(clearCount > 25)
  }
}

extension SeededGenerator {
  /// A URI that is plain, but for one or two pieces that may not be.
  fileprivate mutating func nearlyPlainURI() -> String {
    let labels = (0..<Int.random(in: 1...3, using: &self)).map { _ in piece(Self.labels, Self.oddLabels) }
    let path = (0..<Int.random(in: 0...3, using: &self)).map { _ in
      "/" + piece(Self.segments, Self.oddSegments)
    }
    return piece(["https://"], ["http://", "HTTPS://", "https:/", ""]) + labels.joined(separator: ".")
      + piece([""], [":8443", ":443", ":80", ":0443", ":99999", ":", ":x", ".", "@a.b"])
      + path.joined()
      + piece(
        [""],
        [
          "/", "?a=b", "?next=", "?a&url=b", "?a=your_id", "?a=you", "?a=YourId&b", "?a=b.", "?x=https://a.b",
          "?u=//c", "#",
          ",",
        ]
      )
  }

  private mutating func piece(_ plain: [String], _ odd: [String]) -> String {
    (Int.random(in: 0..<6, using: &self) == 0 ? odd : plain).randomElement(using: &self) ?? ""
  }

  private static let labels = ["app", "example", "corp", "test", "a-b", "b2"]
  private static let oddLabels = [
    "", "-a", "a-", "xn--bcher-kva", "xn--", "XN--a", "App", "127", "0x7f", "localhost", "local", "pstmn",
    "io", "ngrok",
    "a_b", "ü", "your-app", "not-your-app", "tokyo", "yourdomain", "APP", "yoga", "*", "$A",
    String(repeating: "a", count: 64), "%61",
  ]
  private static let segments = ["auth", "callback", "v1.2", "A_b~c", "well-known"]
  private static let oddSegments = [
    "", ".", "..", ".well-known", "a.", "%2e%2e", "..%2fb", "%zz", "*", "$HOME", "<app>", "[a]", "é", " ",
    "http://a.b",
    "\u{200b}", "cb,", "\\", "YOUR_PATH", "your-id", ":id", "cb%20", "%7Bid%7D", "cb'", "you",
  ]
}
