import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

/// What is wrong with a client, as the browser says it.
@Suite struct FindingsTests {
  private let plain = OAuthClient.sample("Plain", id: "00000001", redirectURI: "http://plain.dev/cb")
  private let twin = OAuthClient.sample("Twin", id: "00000002", redirectURI: "http://plain.dev/cb")
  private let good = OAuthClient.sample("Good", id: "00000003", redirectURI: "https://good.dev/cb")

  /// What the detail says is wrong: severity, and the words in one line.
  private func said(_ browser: Browser) -> [(severity: FindingSeverity, text: String)] {
    var said: [(severity: FindingSeverity, text: String)] = []
    for line in browser.detailLines {
      guard case .finding(let severity) = line.tone else { continue }
      if line.isFirst {
        said.append((severity, line.value))
      } else {
        said[said.count - 1].text += " " + line.value
      }
    }
    return said
  }

  @Test func `the detail says what is wrong, the worst first`() {
    let browser = Browser.showing([plain, twin], selected: plain, size: Size(columns: 160, rows: 40))
    #expect(said(browser).map(\.severity) == [.warning, .note])
    #expect(
      said(browser).map(\.text) == [
        "plain http sends the code in the clear: use https (RFC 9700 2.6)",
        "“Twin” has the same redirect URI",
      ]
    )
  }

  @Test func `the detail of a good one says nothing`() {
    #expect(said(.showing([plain, good], selected: good)).isEmpty)
  }

  @Test func `the detail and the form say it in the same words`() {
    var browser = Browser.showing([plain], selected: plain, size: Size(columns: 160, rows: 40))
    let detail = said(browser).map(\.text)
    browser.press("e", .end)
    browser.type("x")
    let form = browser.form?.findings(on: .redirectURI) ?? []
    #expect(form.map(\.severity) == [.warning])
    #expect(zip(detail, form).allSatisfy { $0.hasPrefix($1.text) })
  }

  @Test func `foreign names in it are clean`() {
    let hostile = OAuthClient.sample("a\u{1b}[2J", id: "00000004", redirectURI: "https://good.dev/cb")
    let browser = Browser.showing([good, hostile], selected: good)
    #expect(said(browser).first?.text.hasPrefix("“a�[2J”") == true)
  }
}
