public import HerokuAPI

/// Clients that were made ready for an index, which is best done away from the main loop: folded and sorted.
///
/// Of two with one id there is one: the one that was changed later, or else the later in the list.
public struct ClientBatch: Hashable, Sendable {
  /// The clients, in the order of the index.
  public let clients: ClientRows

  /// How many clients there are.
  public var count: Int { clients.count }

  /// Folds and sorts clients.
  public init(_ clients: some Sequence<OAuthClient>) {
    var rest = clients.makeIterator()
    self.init { rest.next() }
  }

  /// Folds and sorts clients as they are read, until there is none, so that they need not be held all at once.
  public init<Failure: Error>(reading next: () throws(Failure) -> OAuthClient?) throws(Failure) {
    var table = ClientTable()
    while let client = try next() {
      if let known = table.slot(of: client.id), Double(storing: client.updatedAt) < table[known].updated {
        continue
      }
      table.append(client)
    }
    self.init(ClientRows(table: table, slots: table.sortedByName(table.slots)))
  }

  /// Takes clients as they are, which must be one of each id and in order.
  init(_ rows: ClientRows) {
    clients = rows
  }
}

/// Clients in an order, each of which is made when it is asked for.
///
/// A value that shares its bytes with where it came from: taking it costs nothing, and what happens to an index
/// afterwards does not touch it. To keep one makes the next change to that index copy them.
public struct ClientRows: RandomAccessCollection, Sendable {
  let table: ClientTable
  let slots: [ClientTable.Slot]

  /// The first position.
  public var startIndex: Int { 0 }
  /// The position behind the last.
  public var endIndex: Int { slots.count }

  /// The client at a position.
  public subscript(position: Int) -> OAuthClient {
    table.client(slots[position])
  }
}

extension ClientRows: Hashable {
  /// Whether both have the same clients, to the byte, in the same order.
  public static func == (left: ClientRows, right: ClientRows) -> Bool {
    left.slots.count == right.slots.count
      && zip(left.slots, right.slots).allSatisfy { left.table.isSame($0, as: $1, of: right.table) }
  }

  /// Takes the clients into a hash.
  public func hash(into hasher: inout Hasher) {
    for slot in slots { table.hash(slot, into: &hasher) }
  }
}

extension ClientRows: CustomStringConvertible {
  /// The clients.
  public var description: String { Array(self).description }
}

extension ClientBatch: CustomStringConvertible {
  /// The clients.
  public var description: String { clients.description }
}

extension ClientBatch: ExpressibleByArrayLiteral {
  /// Folds and sorts clients.
  public init(arrayLiteral clients: OAuthClient...) {
    self.init(clients)
  }
}
