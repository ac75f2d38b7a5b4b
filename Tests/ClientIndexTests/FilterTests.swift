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
    ("", "1234567"), ("dash", "12"), ("DASH", "12"), ("staging dashboard", "1"), ("example.com/cb", "12"),
    ("x=y", "2"),
    ("caf\u{E9}", "34"), ("cafe\u{301}", "34"), ("CAFE\u{301} CR\u{C8}ME", "34"), ("\u{C9}", "34"),
    ("cafe", ""),
    ("89ab-4", "123"), ("89AB-4", "123"), ("id-4", "4"), ("22222222-89ab-4cde-8f01-23456789abcd", "2"),
    ("strasse", "6"), ("STRASSE", "6"), ("STRAẞE", "6"), ("a\u{30A}ngstro\u{308}m", "6"), ("\u{212B}ng", "6"),
    ("οδοσ", "7"), ("οδος", "7"), ("όδ", ""), ("dashboardhttps", ""), ("dashboard\nhttps", ""),
    ("dashboard\0https", ""),
    ("cb22222222", ""), ("abcd\0caf", ""), ("abcdproduction", ""), ("-", "12346"),
    ("zzz", ""),
    (String(repeating: "long", count: 5000), ""),
  ])
  func `finds a text in name, redirect URI or id, in any case and spelling`(text: String, found: String) {
    var index = ClientIndex()
    index.merge(ClientBatch(Self.clients))
    index.filter(by: text)
    let expected = Set(found.compactMap(\.wholeNumberValue).map { Self.clients[$0 - 1].id })
    #expect(Set((0..<index.count).compactMap { index[$0]?.id }) == expected)
    #expect(index.totalCount == Self.clients.count)
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
