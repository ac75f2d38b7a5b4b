import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

/// What the filter has found stands out, and nothing else.
@Suite struct MatchesTests {
  private static let cafe = OAuthClient.sample(
    "Café au lait",
    id: "cafe0001",
    redirectURI: "https://cafe.example.com/"
      + "a-path-that-is-so-long-that-the-detail-has-to-wrap-it-somewhere-in-the-middle/cafe"
  )

  /// What stands out in the detail, line by line.
  private func found(by filter: String, _ client: OAuthClient = cafe) -> [String] {
    var browser = Browser.showing([client])
    browser.press("/")
    browser.type(filter)
    return browser.detailLines.flatMap { line in
      line.matches.map { String(Array(line.value)[$0]) }
    }
  }

  @Test(arguments: [
    ("", []), ("cafe", ["Café", "cafe", "cafe", "cafe"]), ("name:CAFE", ["Café"]), ("host:cafe", ["cafe"]),
    ("path:cafe", ["cafe"]), ("id:cafe0", ["cafe0"]), ("!zzz name:\"au lait\"", ["au lait"]), ("zzz", []),
    ("~cflt", ["C", "f", "l", "t"]),
  ])
  func `is told for the attribute that was looked at, with accents folded`(filter: String, found: [String]) {
    #expect(self.found(by: filter) == found)
  }

  @Test func `while a filter has a mistake, what stands out is that of the filter before`() {
    #expect(found(by: "name:cafe \"") == ["Café"])
  }

  @Test func `nothing is told of a text that is shown as another`() {
    let client = OAuthClient.sample("tag\u{1B}", id: "11111111")
    #expect(found(by: "name:tag", client) == [])
  }
}
