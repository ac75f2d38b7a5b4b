import HerokuAPI

extension HerokuClient {
  /// Every client of the account, in no particular order.
  ///
  /// - Parameter lanes: how many lanes there may be.
  func allClients(lanes: Int = Self.maximumLanes) async throws(APIError) -> [OAuthClient] {
    let clients = ClientsByID()
    try await listClients(lanes: lanes) { page in await clients.add(page.clients) }
    return await clients.all
  }
}

/// Clients by id: the same one may come on two pages.
private actor ClientsByID {
  private var clients: [ClientID: OAuthClient] = [:]

  var all: [OAuthClient] { Array(clients.values) }

  func add(_ page: [OAuthClient]) {
    for client in page { clients[client.id] = client }
  }
}
