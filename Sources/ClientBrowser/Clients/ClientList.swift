public import HerokuAPI

/// All clients that are known, sorted by name, and the rows that the filter lets through.
///
/// Clients lie in slots that never move; the sorted orders are arrays of slot numbers. So a page is taken in by
/// binary searches and block moves, and no operation that a key press can cause touches more than it shows.
public struct ClientList: Sendable {
  typealias Slot = Int32

  private var entries: [ClientEntry?] = []
  private var freeSlots: [Slot] = []
  private var slots: [ClientID: Slot] = [:]
  private var generations: [UInt32] = []
  private var order: [Slot] = []
  private var matches: [Slot] = []
  private var query = FoldedText("")
  private var pinned: Set<ClientID> = []
  private var load: Load?
  private var generation: UInt32 = 0
  /// The clients that were changed or read one by one, of which a page may be older.
  private var ownChanges: Set<ClientID> = []
  /// Whether a client was put in or deleted since the last load began.
  private(set) var isChanged = false

  /// A load under way: what must not be forgotten or brought back by pages that are older than it.
  private struct Load {
    var deleted: Set<ClientID> = []
  }

  /// Makes an empty list.
  public init() {}

  // MARK: Reading

  /// How many clients are known.
  public var totalCount: Int { order.count }

  /// All clients, in the order of the list.
  var all: [OAuthClient] { order.compactMap { entries[Int($0)]?.client } }

  /// How many rows the filter lets through.
  public var count: Int { rows.count }

  /// The client in a row that the filter lets through; nil outside `0..<count`.
  public subscript(row: Int) -> OAuthClient? {
    rows.indices.contains(row) ? entries[Int(rows[row])]?.client : nil
  }

  /// The client with an id, whether or not the filter lets it through.
  public subscript(id: ClientID) -> OAuthClient? {
    slots[id].flatMap { entries[Int($0)]?.client }
  }

  /// The row of a client, or nil where the filter hides it.
  public func row(of id: ClientID) -> Int? {
    guard let slot = slots[id], let entry = entries[Int(slot)] else { return nil }
    let row = firstIndex(in: rows, notBefore: entry.folded)
    return row < rows.count && rows[row] == slot ? row : nil
  }

  /// Whether another client than this one has the same name.
  public func hasNamesake(of client: OAuthClient) -> Bool {
    named(client.name).contains { $0.id != client.id }
  }

  /// The clients with just this name.
  func named(_ name: String) -> [OAuthClient] {
    let prefix = ClientEntry.prefix(ofName: name)
    let folded = order[firstIndex(in: order, notBefore: prefix)...].lazy
      .compactMap { entries[Int($0)] }
      .prefix(while: { $0.folded.hasPrefix(prefix) })
    return folded.map(\.client).filter { $0.name == name }
  }

  // MARK: Loading

  /// Begins a load: what it does not bring will be forgotten when it ends.
  mutating func beginLoad() {
    generation &+= 1
    load = Load()
    isChanged = false
  }

  /// Takes a page in.
  ///
  /// What was deleted since the load began stays deleted, and what was changed stays changed.
  mutating func merge(_ batch: ClientBatch) {
    var fresh: [ClientEntry] = []
    for entry in batch.entries {
      let id = entry.client.id
      if load?.deleted.contains(id) == true { continue }
      guard let slot = slots[id], let known = entries[Int(slot)] else {
        fresh.append(entry)
        continue
      }
      generations[Int(slot)] = generation
      if entry == known || (ownChanges.contains(id) && isOlder(entry.client, than: known.client)) { continue }
      remove(id)
      fresh.append(entry)
    }
    insert(fresh.count > 1 ? fresh.sorted { $0.folded < $1.folded } : fresh)
  }

  /// Ends a load.
  ///
  /// A whole one forgets every client that it did not bring and that nobody made since.
  mutating func endLoad(wasWhole: Bool) {
    defer { load = nil }
    guard wasWhole else { return }
    for (id, slot) in slots where generations[Int(slot)] != generation {
      free(id, slot)
    }
    order.removeAll { entries[Int($0)] == nil }
    matches.removeAll { entries[Int($0)] == nil }
  }

  // MARK: Changing

  /// Puts a client in, or in the place of the one with its id, and shows it until the filter changes.
  mutating func put(_ client: OAuthClient) {
    remove(client.id)
    load?.deleted.remove(client.id)
    pinned.insert(client.id)
    ownChanges.insert(client.id)
    isChanged = true
    insert([ClientEntry(client)])
  }

  /// Forgets a client; a load under way will not bring it back.
  mutating func delete(_ id: ClientID) {
    load?.deleted.insert(id)
    isChanged = true
    remove(id)
  }

  // MARK: Filtering

  /// Shows only clients whose name, redirect URI or id contains a text, in any case; the empty text shows all.
  mutating func filter(by text: String) {
    let wanted = FoldedText(text)
    guard wanted != query else { return }
    let candidates = !query.isEmpty && pinned.isEmpty && wanted.hasPrefix(query) ? matches : order
    query = wanted
    pinned = []
    matches = wanted.isEmpty ? [] : candidates.filter { matchesQuery($0) }
  }

  // MARK: Slots

  private var rows: [Slot] { query.isEmpty ? order : matches }

  private func matchesQuery(_ slot: Slot) -> Bool {
    guard let entry = entries[Int(slot)] else { return false }
    return entry.folded.contains(query) || pinned.contains(entry.client.id)
  }

  private func isOlder(_ client: OAuthClient, than known: OAuthClient) -> Bool {
    guard let date = client.updatedAt, let knownDate = known.updatedAt else { return false }
    return date < knownDate
  }

  private func firstIndex(in order: [Slot], notBefore folded: FoldedText, from start: Int = 0) -> Int {
    var low = start
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if let entry = entries[Int(order[middle])], entry.folded < folded {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// Inserts new clients, which must be sorted and unknown.
  private mutating func insert(_ fresh: [ClientEntry]) {
    guard !fresh.isEmpty else { return }
    let added = fresh.map { store($0) }
    order = merging(added, into: order)
    if !query.isEmpty { matches = merging(added.filter { matchesQuery($0) }, into: matches) }
  }

  private mutating func store(_ entry: ClientEntry) -> Slot {
    let slot: Slot
    if let reused = freeSlots.popLast() {
      slot = reused
      entries[Int(slot)] = entry
      generations[Int(slot)] = generation
    } else {
      slot = Slot(entries.count)
      entries.append(entry)
      generations.append(generation)
    }
    slots[entry.client.id] = slot
    return slot
  }

  private func merging(_ added: [Slot], into old: [Slot]) -> [Slot] {
    var merged: [Slot] = []
    merged.reserveCapacity(old.count + added.count)
    var taken = 0
    for slot in added {
      guard let entry = entries[Int(slot)] else { continue }
      let position = firstIndex(in: old, notBefore: entry.folded, from: taken)
      merged += old[taken..<position]
      merged.append(slot)
      taken = position
    }
    merged += old[taken...]
    return merged
  }

  private mutating func remove(_ id: ClientID) {
    guard let slot = slots[id], let entry = entries[Int(slot)] else { return }
    for list in [\ClientList.order, \.matches] {
      let position = firstIndex(in: self[keyPath: list], notBefore: entry.folded)
      if position < self[keyPath: list].count, self[keyPath: list][position] == slot {
        self[keyPath: list].remove(at: position)
      }
    }
    free(id, slot)
  }

  private mutating func free(_ id: ClientID, _ slot: Slot) {
    slots[id] = nil
    entries[Int(slot)] = nil
    freeSlots.append(slot)
  }
}
