import ClientIndex
import FoundationEssentials
import HerokuAPI
import TestSupport
import Testing

struct AuditTests {
  private func audit(_ clients: [OAuthClient], by rule: AuditRule = AuditRule()) -> Audit {
    var index = ClientIndex()
    index.merge(ClientBatch(clients))
    return index.audit(by: rule)
  }

  private func codes(_ audit: Audit) -> [[String]] {
    audit.entries.map { $0.findings.map(\.code.rawValue) }
  }

  private let good = OAuthClient.sample("Good", id: "00000001", redirectURI: "https://good.dev/cb")
  private let plain = OAuthClient.sample("Plain", id: "00000002", redirectURI: "http://plain.dev:80/cb")
  private let broken = OAuthClient.sample("Broken", id: "00000003", redirectURI: "https://broken.dev/#a")

  @Test func `tells the clients about which there is something to say, in order, the worst first`() {
    let audit = audit([plain, good, broken])
    #expect(audit.entries.map(\.client.name) == ["Broken", "Plain"])
    #expect(codes(audit) == [["fragment"], ["plain-http", "default-port"]])
    #expect(audit.clientCount == 3)
    #expect(audit.worst == .error)
    #expect(FindingSeverity.allCases.map { audit.count(of: $0) } == [1, 1, 1])
  }

  @Test func `nothing is nothing`() {
    let audit = audit([good])
    #expect(audit.entries.isEmpty && audit.worst == nil && audit.clientCount == 1)
  }

  @Test func `clients that share a redirect URI or a name are told, each by the other`() {
    let twin = OAuthClient.sample("Twin", id: "00000004", redirectURI: "https://good.dev/cb")
    let namesake = OAuthClient.sample("Good", id: "00000005", redirectURI: "https://other.dev/cb")
    let audit = audit([good, twin, namesake])
    #expect(codes(audit) == [["same-redirect-uri", "same-name"], ["same-name"], ["same-redirect-uri"]])
    #expect(audit.entries[0].findings[0].text == "“Twin” has the same redirect URI")
    #expect(audit.entries[1].findings[0].text == "the client \(good.id.text) has the same name")
  }

  @Test func `what is shared is looked for among hidden clients too`() {
    var index = ClientIndex()
    let twin = OAuthClient.sample("Twin", id: "00000004", redirectURI: "https://good.dev/cb")
    index.merge(ClientBatch([good, twin]))
    index.filter(by: "Twin")
    #expect(codes(index.audit(by: AuditRule())) == [["same-redirect-uri"]])
  }

  @Test func `capitals make another URI, but not another spelling of a name`() {
    let capitals = OAuthClient.sample("Café", id: "00000006", redirectURI: "https://good.dev/CB")
    let accents = OAuthClient.sample("Cafe\u{301}", id: "00000007", redirectURI: "https://c.dev/")
    #expect(codes(audit([good, capitals, accents])) == [["same-name"], ["same-name"]])
  }

  @Test func `what was left alone for longer than is wanted is told`() {
    let old = OAuthClient.sample(
      "Old",
      id: "00000008",
      redirectURI: "https://old.dev/",
      updated: -86_400 * 91
    )
    var undated = OAuthClient.sample("Undated", id: "00000009", redirectURI: "https://undated.dev/")
    undated.updatedAt = nil
    #expect(codes(audit([good, old, undated])) == [])
    let oldest = AuditRule.date(before: .testNow, by: "90d")
    #expect(codes(audit([good, old, undated], by: AuditRule(oldest: oldest))) == [["unchanged"]])
  }

  @Test func `what is accepted is counted, and not told`() {
    let rule = AuditRule(accepted: [
      AcceptedFinding(.redirectURI(.plainHTTP), URIPattern("http://plain.dev*")),
      AcceptedFinding(.redirectURI(.fragment), URIPattern("https://elsewhere.dev/*")),
    ])
    let audit = audit([plain, broken], by: rule)
    #expect(codes(audit) == [["fragment"], ["default-port"]])
    #expect(audit.acceptedCount == 1)
  }

  @Test func `an example's host is noted`() {
    let example = OAuthClient.sample("Example", id: "0000000a")
    #expect(codes(audit([example])) == [["example-host"]])
  }

  @Test(
    arguments: [
      ("1h", 3600), ("90d", 90 * 86_400), ("2w", 14 * 86_400), ("6mo", 180 * 86_400), ("2y", 730 * 86_400),
    ] as [(String, Double)]
  )
  func `an age is a number and a unit`(text: String, seconds: Double) {
    #expect(AuditRule.date(before: .testNow, by: text) == .testNow.addingTimeInterval(-seconds))
  }

  @Test(arguments: ["", "d", "90", "-1d", "1.5y", "9999999d", "1fortnight", "٣d", "1 d"])
  func `other texts are no ages`(text: String) {
    #expect(AuditRule.date(before: .testNow, by: text) == nil)
  }
}
