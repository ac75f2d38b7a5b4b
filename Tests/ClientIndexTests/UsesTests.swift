import FoundationEssentials
import HerokuAPI
import Testing

@testable import ClientIndex

/// Where clients are used, which belongs to the id and not to what a load brings.
@Suite struct UsesTests {
  private static let clients: [OAuthClient] = [
    .client("1", "A", uri: "https://a.example/"), .client("2", "B", uri: "https://b.example/"),
    .client("3", "C", uri: "https://c.example/"),
  ]
  private static let uses: [ClientID: ClientUse] = [
    ClientID("1"): ClientUse(apps: ["shop", "Café"], isStale: true),
    ClientID("2"): ClientUse(apps: [], isStale: false),
  ]

  private func index(_ filter: String = "") throws -> ClientIndex {
    var index = ClientIndex()
    index.merge(ClientBatch(Self.clients))
    index.filter(by: try ClientFilter(filter), at: OAuthClient.testNow)
    return index
  }

  private func shown(_ index: ClientIndex) -> String { index.shown.map(\.id.text).joined() }

  @Test func `nothing is known until somebody has looked`() throws {
    var index = try index()
    #expect(!index.knowsUses && index.use(of: ClientID("1")) == nil)
    for filter in ["is:stale", "is:nowhere", "app:shop"] {
      index.filter(by: try ClientFilter(filter), at: OAuthClient.testNow)
      #expect(shown(index) == "", "\(filter)")
    }
  }

  @Test(arguments: [
    ("is:stale", "1"), ("is:nowhere", "2"), ("app:SHOP", "1"), ("app:cafe", "1"), ("app:x", ""),
    ("!app:shop", "23"),
    ("!is:nowhere", "13"),
  ])
  func `a filter that stands there already finds what a look brings`(filter: String, ids: String) throws {
    var index = try index(filter)
    let before = index.generation
    index.setUses(Self.uses, at: OAuthClient.testNow)
    #expect(shown(index) == ids)
    #expect(index.generation > before)
  }

  @Test func `what is known stays when a client is read again, changed, or loaded anew`() throws {
    var index = try index()
    index.setUses(Self.uses, at: OAuthClient.testNow)
    index.setMark(true, row: 0)
    index.put(.client("1", "A2", uri: "https://a.example/"))
    index.beginLoad()
    index.merge(ClientBatch([.client("2", "B2", uri: "https://b.example/"), .client("4", "D", uri: "x:/")]))
    index.endLoad(wasWhole: false)
    #expect(index.use(of: ClientID("1"))?.apps == ["shop", "Café"])
    index.filter(by: try ClientFilter("is:stale"), at: OAuthClient.testNow)
    #expect(shown(index) == "1" && index.markedCount == 1)
    index.filter(by: try ClientFilter("is:nowhere"), at: OAuthClient.testNow)
    // Nobody has looked for the fourth.
    #expect(shown(index) == "2")
    index.clearMarks()
    #expect(shown(index) == "2", "marks are another thing")
  }

  @Test func `what becomes of one client is seen by the filter at once`() throws {
    var index = try index("is:stale")
    index.setUses(Self.uses, at: OAuthClient.testNow)
    index.setUse(ClientUse(apps: ["shop"], isStale: false), of: ClientID("1"), at: OAuthClient.testNow)
    #expect(shown(index) == "" && index.use(of: ClientID("1"))?.apps == ["shop"])
    index.setUse(ClientUse(apps: ["shop"], isStale: true), of: ClientID("1"), at: OAuthClient.testNow)
    #expect(shown(index) == "1")
  }

  @Test func `a second look takes the place of the first`() throws {
    var index = try index("is:nowhere")
    index.setUses(Self.uses, at: OAuthClient.testNow)
    index.setUses([ClientID("3"): ClientUse(apps: [], isStale: false)], at: OAuthClient.testNow)
    #expect(shown(index) == "3")
    #expect(index.use(of: ClientID("1")) == nil)
  }
}
