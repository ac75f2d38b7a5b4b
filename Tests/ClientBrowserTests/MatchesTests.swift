import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct MatchesTests {
  @Test(arguments: [
    ("Staging dashboard", "dash", ["dash"]), ("Staging dashboard", "A", ["a", "a", "a"]),
    ("ÉCOLE école", "école", ["ÉCOLE", "école"]), ("aaa", "aa", ["aa"]), ("abc", "abcd", []), ("abc", "", []),
    ("Straße", "ß", ["ß"]), ("", "a", []),
  ])
  func `are found whatever the case of letters`(text: String, wanted: String, found: [String]) {
    #expect(text.ranges(ofLetters: wanted).map { String(text[$0]) } == found)
  }

  @Test func `are those of the filter, while there is one`() {
    var browser = Browser.showing([.staging])
    #expect(browser.matches(in: "Staging") == [])
    browser.press("/")
    browser.type("TAG")
    #expect(browser.matches(in: "Staging").map { "Staging"[$0] } == ["tag"])
    #expect(browser.matches(in: "tag\u{1B}") == [], "what is shown is another text")
  }
}
