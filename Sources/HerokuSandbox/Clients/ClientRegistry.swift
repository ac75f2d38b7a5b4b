/// All clients, kept in order, so that a page costs what it holds and not what there is.
struct ClientRegistry: Sendable {
  /// Sorted by id.
  private var clients: [Client]
  /// The order by name and by time of change.
  ///
  /// Most accounts are only ever read by id, so each is made when
  /// it is first asked for, and kept in order from then on.
  private var orders: [ListAttribute: [Position]] = [:]

  init(_ clients: consuming [Client]) {
    self.clients = clients
    self.clients.sort { $0.id < $1.id }
  }

  var count: Int {
    clients.count
  }

  /// The client with an id.
  subscript(id: Identifier) -> Client? {
    let index = index(of: id)
    return index < clients.count && clients[index].id == id ? clients[index] : nil
  }

  /// Takes a client in, or the new version of one.
  mutating func insert(_ client: Client) {
    let index = index(of: client.id)
    if index < clients.count, clients[index].id == client.id {
      unlist(clients[index])
      clients[index] = client
    } else {
      clients.insert(client, at: index)
    }
    list(client)
  }

  /// Forgets a client.
  mutating func remove(_ id: Identifier) {
    guard let client = self[id] else { return }
    unlist(client)
    clients.remove(at: index(of: id))
  }

  /// The clients of a range, up to a page of them.
  mutating func page(_ range: ListRange) -> Page<Client> {
    let order = range.attribute == .id ? nil : order(by: range.attribute)
    let indices = range.indices(of: clients.count) { index in
      order?[index] ?? clients[index].position(by: .id)
    }
    let client = { (index: Int) in
      order.flatMap { self[$0[index].id] } ?? clients[index]
    }
    return Page(
      range: range,
      elements: range.order == .ascending
        ? indices.prefix(range.max).map(client)
        : indices.suffix(range.max).reversed().map(client),
      isPartial: indices.count > range.max
    )
  }

  private mutating func order(by attribute: ListAttribute) -> [Position] {
    if let order = orders[attribute] { return order }
    let order = clients.map { $0.position(by: attribute) }.sorted()
    orders[attribute] = order
    return order
  }

  private mutating func list(_ client: Client) {
    for attribute in Client.attributes {
      guard let index = index(of: client, by: attribute) else { continue }
      orders[attribute]?.insert(client.position(by: attribute), at: index)
    }
  }

  private mutating func unlist(_ client: Client) {
    for attribute in Client.attributes {
      guard let index = index(of: client, by: attribute) else { continue }
      orders[attribute]?.remove(at: index)
    }
  }

  /// Where the client with an id is or would be.
  private func index(of id: Identifier) -> Int {
    clients.firstSortedIndex { $0.id >= id }
  }

  /// Where a client is or would be in an order, if that order has been asked for.
  private func index(of client: Client, by attribute: ListAttribute) -> Int? {
    let position = client.position(by: attribute)
    return orders[attribute]?.firstSortedIndex { $0 >= position }
  }
}
