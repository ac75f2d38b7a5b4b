import HerokuAPI

extension HerokuClient {
  /// Every client of the account, in no particular order.
  func allClients() async throws(APIError) -> [OAuthClient] {
    let clients = ClientsByID()
    try await listClients { page in await clients.add(page.clients) }
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
