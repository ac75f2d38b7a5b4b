import TerminalText
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct FittedTextTests {
  @Test(arguments: [
    ("https://app.example.com/auth/callback", 40, "app.example.com/auth/callback"),
    ("http://app.example.com/cb", 40, "http://app.example.com/cb"),
    ("https://app.example.com/auth/heroku/callback", 30, "app.example.com/auth/h…allback"),
    ("https://app.example.com/auth/heroku/callback", 20, "app.example.com/aut…"),
    ("https://app.example.com/auth/heroku/callback", 16, "app.example.com…"),
    ("https://app.example.com/auth/heroku/callback", 12, "…xample.com…"),
    ("http://sandbox.example.org/callback", 22, "http://…x.example.org…"),
    ("https://a-very-long-name.example.com", 14, "…e.example.com"),
    ("com.example.photos:/oauth/callback/here", 30, "com.example.photos:/oaut…/here"),
    ("urn:ietf:wg:oauth:2.0:oob", 20, "urn:ietf:wg…:2.0:oob"), ("", 5, ""), ("/callback", 5, "/c…ck"),
  ])
  func `shows of a redirect URI what tells it from others`(uri: String, width: Int, text: String) {
    #expect(FittedText(redirectURI: uri, width: width).text == text)
  }

  @Test func `is never wider than it may be, and keeps the end of the host`() {
    var generator = SeededGenerator(seed: 3)
    let schemes = ["https://", "http://", "com.example:/", "urn:", ""]
    for _ in 0..<2000 {
      let host = (0..<Int.random(in: 1...5, using: &generator)).map { _ -> String in
        let letter = ["a", "日", "é"].randomElement(using: &generator) ?? "a"
        return String(repeating: letter, count: .random(in: 1...9, using: &generator))
      }.joined(separator: ".")
      let path = String(repeating: "/segment", count: .random(in: 0...6, using: &generator))
      let scheme = schemes.randomElement(using: &generator) ?? ""
      let width = Int.random(in: 1...60, using: &generator)
      let fitted = FittedText(redirectURI: scheme + host + path, width: width)
      #expect(fitted.text.cellWidth <= width, "\(scheme + host + path) in \(width): \(fitted.text)")
      if width >= 8, scheme == "https://" { #expect(fitted.text.contains(host.suffix(2))) }
      let all = FittedText(redirectURI: scheme + host + path, width: 500)
      #expect((scheme == "https://" ? "https://" : "") + all.text == scheme + host + path)
    }
  }

  @Test func `tells in which columns a part of the whole stands`() {
    let uri = "https://app.example.com/auth/heroku/callback"
    func columns(of part: String, width: Int) -> [Range<Int>] {
      FittedText(redirectURI: uri, width: width).columns(of: uri.ranges(of: part))
    }
    #expect(columns(of: "example", width: 60) == [4..<11])
    #expect(columns(of: "https", width: 60) == [], "it is not shown")
    #expect(columns(of: "heroku", width: 30) == [21..<22], "only its beginning is")
    #expect(columns(of: "back", width: 30) == [26..<30])
    let long = "Customer support console (staging)"
    #expect(FittedText(name: long, width: 24).text == "Customer support…taging)")
    #expect(FittedText(name: long, width: 24).columns(of: long.ranges(of: "staging")) == [17..<23])
    #expect(
      FittedText(name: long, width: 9).text == "Customer…" && FittedText(name: "a", width: 24).text == "a"
    )
    let name = "日本語 name"
    #expect(FittedText(name, width: 20).columns(of: name.ranges(of: "語")) == [4..<6])
    #expect(FittedText(name, width: 6).text == "日本…")
    #expect(FittedText(name, width: 6).columns(of: name.ranges(of: "本語")) == [2..<4])
  }
}
