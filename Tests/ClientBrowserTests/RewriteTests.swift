import ClientIndex
import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct RewriteTests {
  private let ten = OAuthClient.numbered(10)

  private func field(_ browser: Browser) -> String? {
    let labels = browser.presentation?.blocks.compactMap { block -> String? in
      if case .field(let field) = block, field.isFocused { field.label } else { nil }
    }
    return labels?.first
  }

  @Test func `replaces a text in all that are marked, after a preview`() throws {
    var browser = Browser.showing(ten)
    browser.press(" ", " ", " ", "E")
    #expect(browser.presentation?.title == "Rewrite 3 redirect URIs")
    browser.type(".example.com")
    browser.press(.enter)
    browser.type(".example.org")
    #expect(browser.presentation?.words.contains("3 would change.") == true)
    browser.press(.enter)
    #expect(browser.context == .preview)
    browser.leaveKeysAlone()
    let changes = browser.press(.enter).changes
    #expect(
      changes
        == ten[..<3].enumerated().map { index, client in
          .update(ClientChanges([.redirectURI: "https://c\(index).example.org/cb"]), expecting: client)
        }
    )
    #expect(browser.screens.isEmpty)
  }

  @Test func `without marks it is about the selected client`() {
    var browser = Browser.showing([.staging, .production], selected: .production)
    browser.press("E")
    #expect(browser.presentation?.title == "Rewrite 1 redirect URI")
  }

  @Test func `sets only a part, and says what has no place for it`() {
    let urn = OAuthClient.sample("urn", id: "90000000", redirectURI: "urn:ietf:wg:oauth:2.0:oob")
    var browser = Browser.showing(ten + [urn])
    browser.press("*", "E", .backTab, .right, .right, .right)
    #expect(browser.presentation?.words.contains { $0.contains("[host]") } == true)
    browser.press(.tab)
    #expect(field(browser) == "New host")
    browser.type("one.example.com")
    #expect(
      browser.presentation?.words.contains(
        "10 would change. 10 would have the redirect URI of another of them. 1 has no place for a host."
      ) == true
    )
    browser.press(.enter)
    #expect(browser.presentation?.words.contains("1 has no place for a host.") == true)
  }

  @Test func `what would get a redirect URI that cannot work is counted and left out`() {
    var browser = Browser.showing(ten)
    browser.press(" ", " ", "E")
    browser.type("https://c1")
    browser.press(.enter)
    #expect(browser.presentation?.words.contains { $0.contains("1 would get one that cannot work") } == true)
    browser.press(.enter)
    #expect(browser.context == .rewrite, "there is nothing left to preview")
    #expect(
      browser.presentation?.words.contains {
        $0.hasPrefix("Every new redirect URI would be one that cannot work: ") && $0.hasSuffix(".")
      } == true
    )
  }

  @Test func `a pattern with a mistake says so at its field, and a right one has groups`() {
    var browser = Browser.showing(ten)
    browser.press(" ", " ", "E", .backTab, .right, .tab)
    browser.type("c([0-9]")
    #expect(field(browser) == "Pattern")
    let findings = browser.presentation?.blocks.flatMap { block -> [FieldFinding] in
      if case .field(let field) = block { field.findings } else { [] }
    }
    #expect(findings?.count == 1)
    browser.type(")")
    browser.press(.tab)
    browser.type("client-$1")
    browser.press(.control("s"))
    browser.leaveKeysAlone()
    let uris = browser.press(.enter).changes.map { change -> String? in
      if case .update(let changes, _) = change { changes[.redirectURI] } else { nil }
    }
    #expect(uris == ["https://client-0.example.com/cb", "https://client-1.example.com/cb"])
  }

  @Test func `Esc in the preview goes back to what was typed`() {
    var browser = Browser.showing(ten)
    browser.press(" ", "E")
    browser.type("example.com")
    browser.press(.enter)
    browser.type("example.net")
    browser.press(.enter, .escape)
    #expect(browser.context == .rewrite)
    #expect(browser.presentation?.words.contains { $0 == "With example.net" } == true)
    // What was typed goes only where that is wanted.
    browser.press(.escape)
    #expect(browser.presentation?.title == "Discard what you typed?")
    #expect(browser.presentation?.words.contains { $0.contains("example.net") } == true)
    browser.press("n")
    #expect(browser.context == .rewrite)
    browser.press(.escape, "y")
    #expect(browser.screens.isEmpty)
  }

  @Test func `what is typed at the choice of ways goes into the field below`() {
    var browser = Browser.showing(ten)
    browser.press(" ", "E", .backTab)
    browser.type("example.com")
    #expect(browser.presentation?.words.contains { $0 == "Replace example.com" } == true)
  }
}
