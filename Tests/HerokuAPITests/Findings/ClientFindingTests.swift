import FoundationEssentials
import HerokuAPI
import TestSupport
import Testing

struct ClientFindingTests {
  private let staging = OAuthClient.sample("Staging", id: "5f2f6f0e")
  private let old = OAuthClient.sample("Old", id: "01234567")

  @Test func `who else has the redirect URI is said by name`() {
    func text(_ others: [OAuthClient], isAll: Bool = true) -> String? {
      ClientFinding.sameRedirectURI(as: others, isAll: isAll)?.text
    }
    #expect(text([]) == nil)
    #expect(text([old]) == "“Old” has the same redirect URI")
    #expect(text([old, staging]) == "“Old” and another client have the same redirect URI")
    #expect(text([old, staging, staging]) == "“Old” and 2 others have the same redirect URI")
    #expect(
      text([old, staging, staging], isAll: false)
        == "“Old” and more than 2 others have the same redirect URI"
    )
  }

  @Test func `who else has the name is said by id`() {
    #expect(
      ClientFinding.sameName(as: [staging], isAll: true)?.text
        == "the client 5f2f6f0e-89ab-4cde-8f01-23456789abcd has the same name"
    )
  }

  @Test func `how long nothing was changed is said by day`() {
    let finding = ClientFinding.unchanged(since: Date(timeIntervalSince1970: 1_700_000_000))
    #expect(finding.text.hasPrefix("nothing was changed since 2023-11-14"))
    #expect(finding.severity == .warning)
  }

  @Test func `a finding about a redirect URI says the same about its client`() throws {
    let finding = try #require(RedirectURI.findings(in: "https://corp.test:443/cb").first)
    #expect(ClientFinding(finding).text == finding.text)
    #expect(ClientFinding(finding).code == .redirectURI(.defaultPort))
  }

  @Test(arguments: [
    "https://example.com/cb", "https://app.example.org:8443/cb", "http://EXAMPLE.net",
    "https://corp.example./cb",
    "https://corp.test/cb", "https://x.invalid/",
  ])
  func `a host for examples is noted, but not while it is typed`(text: String) {
    #expect(RedirectURI.exampleFinding(in: text)?.code == .exampleHost)
    #expect(!RedirectURI.findings(in: text).contains { $0.code == .exampleHost })
  }

  @Test(arguments: [
    "https://example.com.evil.dev/cb", "https://myexample.com/", "com.example.app:/cb",
    "https://corp.dev/example.com",
    "", "example.com", "https://test.dev/",
  ])
  func `other hosts are none for examples`(text: String) {
    #expect(RedirectURI.exampleFinding(in: text) == nil)
  }
}
