import FoundationEssentials
import HerokuAPI
import Testing

@testable import ClientIndex

@Suite struct FilterTests {
  private static let clients: [OAuthClient] = [
    .client(
      "11111111-89ab-4cde-8f01-23456789abcd",
      "Staging dashboard",
      uri: "https://staging.example.com/cb"
    ),
    .client(
      "22222222-89ab-4cde-8f01-23456789abcd",
      "Production",
      uri: "https://dashboard.example.com/cb?x=Y"
    ),
    .client("33333333-89AB-4cde-8f01-23456789abcd", "Caf\u{E9} cr\u{E8}me", uri: "urn:ietf:wg:oauth:2.0:oob"),
    .client("ID-4", "Cafe\u{301} cre\u{300}me", uri: "http://localhost:3000/"), .client("5", "", uri: ""),
    .client("6", "Straße Ångström", uri: "https://xn--strae-oqa.example/"),
    .client("7", "ΟΔΟΣ Οδός", uri: "x:/"),
  ]

  @Test(arguments: [
    ("", "1234567"), ("dash", "12"), ("DASH", "12"), ("staging dashboard", "1"), ("dashboard staging", "1"),
    ("example.com/cb", "12"), ("x=y", "2"), ("caf\u{E9}", "34"), ("cafe\u{301}", "34"), ("cafe", "34"),
    ("CAFE\u{301} CR\u{C8}ME", "34"), ("\u{C9}", "12346"), ("89ab-4", "123"), ("89AB-4", "123"),
    ("id-4", "4"),
    ("22222222-89ab-4cde-8f01-23456789abcd", "2"), ("strasse", "6"), ("STRASSE", "6"), ("STRAẞE", "6"),
    ("a\u{30A}ngstro\u{308}m", "6"), ("angstrom", "6"), ("\u{212B}ng", "6"), ("οδοσ", "7"), ("οδος", "7"),
    ("όδ", ""), ("dashboardhttps", ""), ("dashboard\nhttps", ""), ("cb22222222", ""), ("abcdproduction", ""),
    ("-", "12346"), ("zzz", ""), (String(repeating: "long", count: 5000), ""),
    // A word does not look at https, one with a colon at all of the URI.
    ("https", ""), ("http", ""), ("t", "12346"), ("https:", "126"), ("HTTP://", "4"), ("localhost:3000", "4"),
    ("https://dashboard.example.com/cb?x=Y", "2"), ("urn", "3"), ("urn:ietf", "3"), ("x:", "7"),
    // Phrases, opposites, letters.
    (#""staging dashboard""#, "1"), (#""dashboard staging""#, ""), ("!dashboard", "34567"),
    ("dashboard !staging", "2"), (#"!"café cr""#, "12567"), ("~stgdsh", "1"), ("~dsh !~stg", "2"),
    ("~éçè", "34"), ("~rcç", ""),
    // Parts.
    ("name:dash", "1"), ("uri:dash", "2"), ("host:dash", "2"), ("path:dash", ""), ("path:cb", "12"),
    ("path:x=y", ""), ("uri:x=y", "2"), ("id:dash", ""), ("id:ID", "4"), ("host:*.example.com", "12"),
    ("host:*.com", "12"), ("host:example.com", "12"), ("host:*example", "6"), ("host:*", "1234567"),
    ("host:localhost", "4"), ("host:local*", "4"), ("host:local*:3000", "4"), ("host:*local", ""),
    ("host:urn", "3"), ("scheme:http", "4"), ("scheme:HTTPS", "126"), ("scheme:urn", "3"),
    ("!scheme:https", "3457"), ("uri:https: name:prod", "2"), (#"name:"g d""#, "1"), (#"name:"host:x""#, ""),
  ])
  func `finds what each kind of word asks for`(text: String, found: String) {
    var index = ClientIndex()
    index.merge(ClientBatch(Self.clients))
    index.filter(by: text)
    let expected = Set(found.compactMap(\.wholeNumberValue).map { Self.clients[$0 - 1].id })
    #expect(Set(index.shown.map(\.id)) == expected)
    #expect(index.totalCount == Self.clients.count)
  }

  @Test(arguments: [
    ("updated:<30d", "12"), ("updated:<=30d", "123"), ("updated:>30d", "4"), ("updated:>=30d", "34"),
    ("!updated:<30d", "345"), ("updated:<1h", "1"), ("updated:<90min", "1"), ("updated:>2w", "234"),
    ("updated:>1mo", "4"), ("created:<2y", "12"), ("created:2023-11-14", "1"), ("created:2023-11", "1"),
    ("created:2023", "12"), ("created:>2023-01-01", "1"), ("created:>=2023-01-01", "12"),
    ("created:<2023", "34"), ("created:<=2023-01-01", "234"), ("created:>2022-12", "12"),
    ("created:2020-02-29", "3"), ("created:<2020-02-29", "4"),
  ])
  func `compares ages and dates`(text: String, found: String) {
    // The time of these tests is 2023-11-14 22:13:20 UTC.
    let now = OAuthClient.testNow.timeIntervalSince1970
    let clients: [OAuthClient] = [
      .client("1", "a", created: now, updated: now - 60),
      .client("2", "b", created: 1_672_531_200, updated: now - 29 * 86400),
      .client("3", "c", created: 1_582_934_400, updated: now - 30 * 86400),
      .client("4", "d", created: 1_582_934_399, updated: now - 31 * 86400), .client("5", "e"),
    ]
    var index = ClientIndex()
    index.merge(ClientBatch(clients))
    index.filter(by: text)
    #expect(index.shown.map(\.id.text).joined() == found)
  }

  @Test func `what was put in stays visible until the filter changes`() {
    var index = ClientIndex()
    index.merge(ClientBatch(Self.clients))
    index.filter(by: "staging")
    index.put(.client("11111111-89ab-4cde-8f01-23456789abcd", "Preview"))
    index.put(.client("8", "new"))
    #expect((0..<index.count).compactMap { index[$0]?.name } == ["new", "Preview"])
    index.merge(ClientBatch([.client("8", "newer"), .client("9", "other")]))
    #expect((0..<index.count).compactMap { index[$0]?.name } == ["newer", "Preview"])
    index.filter(by: "stagin")
    #expect(index.count == 0)
    index.filter(by: "")
    #expect(index.count == 9)
  }

  @Test func `a page that arrives passes through the filter`() {
    var index = ClientIndex()
    index.filter(by: "dash")
    index.merge(ClientBatch(Self.clients))
    #expect((0..<index.count).compactMap { index[$0]?.name } == ["Production", "Staging dashboard"])
    index.merge(ClientBatch([.client("22222222-89ab-4cde-8f01-23456789abcd", "Production")]))
    #expect((0..<index.count).compactMap { index[$0]?.name } == ["Staging dashboard"])
  }
}
