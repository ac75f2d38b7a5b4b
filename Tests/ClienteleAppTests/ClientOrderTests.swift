import FoundationEssentials
import HerokuAPI
import Testing

@testable import ClienteleApp

@Suite struct ClientOrderTests {
  private func client(_ id: String, _ name: String, created: Double?, updated: Double) -> OAuthClient {
    OAuthClient(
      id: ClientID(id),
      name: name,
      redirectURI: "https://\(id).example.com",
      createdAt: created.map { Date(timeIntervalSince1970: $0) },
      updatedAt: Date(timeIntervalSince1970: updated)
    )
  }

  private var clients: [OAuthClient] {
    [
      client("1", "beta", created: nil, updated: 1), client("2", "Alpha", created: 3, updated: 2),
      client("4", "alpha", created: 2, updated: 9), client("3", "Gamma", created: 2, updated: 4),
    ]
  }

  @Test(arguments: [
    (ClientOrder.name, ["2", "4", "1", "3"]), (.created, ["3", "4", "2", "1"]),
    (.updated, ["1", "2", "3", "4"]),
  ])
  func `orders without regard to case, the oldest first`(order: ClientOrder, ids: [String]) {
    #expect(order.sorted(clients).map(\.id.text) == ids)
  }

  @Test func `finds a text in name, redirect URI and id`() {
    #expect(clients.filter { $0.contains("ALPHA") }.map(\.id.text) == ["2", "4"])
    #expect(clients.filter { $0.contains("1.example") }.map(\.id.text) == ["1"])
    #expect(clients.filter { $0.contains("") }.count == 4)
    #expect(clients.filter { $0.contains("delta") } == [])
  }
}
