public import FoundationEssentials
public import HerokuAPI

/// All clients that are known, in order, and the rows that a filter lets through.
///
/// What a key press causes touches no more than it shows: orders are arrays of slot numbers, a client is found by binary
/// search, and a filter is one search through the bytes of all texts.
public struct ClientIndex: Sendable {
  typealias Slot = ClientTable.Slot

  var table = ClientTable()
  /// All clients by name.
  private(set) var order: [Slot] = []
  /// All clients as they are sorted; nil where that is by name.
  private var arranged: [Slot]?
  /// The clients that the filter lets through, as they are sorted; nil where that is all.
  private var matches: [Slot]?
  private(set) var matcher: ClientMatcher?
  /// Filters that were chosen before this one and what they let through, the last one last: to take a letter back is
  /// then no search.
  private var earlier: [(matcher: ClientMatcher, matches: [Slot])] = []
  /// What the rows are sorted by.
  public private(set) var sorting = ClientSorting()
  /// What was put in since the filter was chosen, and is shown whether or not it matches.
  private var pinned: Set<ClientID> = []
  /// What was deleted since a load began, and must not be brought back by its pages; nil where none is under way.
  private var deletedWhileLoading: Set<ClientID>?
  /// The number of the last load.
  private var load: UInt32 = 0
  /// Counts the changes to the clients or the rows: what was drawn at another count may be out of date.
  public internal(set) var generation = 0
  /// Whether a client was put in or deleted since the last load began.
  public private(set) var isChanged = false
  /// How many of the marked the filter lets through.
  var markedShownCount = 0
  /// Marked clients that a load has not found any more, as they were last.
  public internal(set) var lostMarked: [OAuthClient] = []

  /// Makes an empty index.
  public init() {}

  // MARK: Reading

  /// How many clients are known.
  public var totalCount: Int { order.count }

  /// How wide names and redirect URIs are, of all clients.
  public var widths: ListWidths { table.widths }

  /// All clients, as a batch that another index could take in.
  public var all: ClientBatch { ClientBatch(ClientRows(table: table, slots: order)) }

  /// How many rows the filter lets through.
  public var count: Int { rows.count }

  /// The client in a row that the filter lets through; nil outside `0..<count`.
  public subscript(row: Int) -> OAuthClient? {
    slot(inRow: row).map { table.client($0) }
  }

  /// The client with an id, whether or not the filter lets it through.
  public subscript(id: ClientID) -> OAuthClient? {
    table.slot(of: id).map { table.client($0) }
  }

  /// The row of a client, or nil where the filter hides it.
  public func row(of id: ClientID) -> Int? {
    table.slot(of: id).flatMap { position(of: $0, in: rows, by: sorting) }
  }

  /// The clients that the filter lets through, as they are sorted.
  public var shown: ClientRows { ClientRows(table: table, slots: rows) }

  /// Whether another client than this one has the same name.
  public func hasNamesake(of client: OAuthClient) -> Bool {
    named(client.name).contains { $0.id != client.id }
  }

  /// The clients with just this name, whichever way its accents are spelled.
  public func named(_ name: String) -> [OAuthClient] {
    let folded = FoldedText(name)
    let first = order.partitioningIndex { !table.precedes($0, name: folded) }
    return order[first...].lazy
      .prefix { table.foldedName(of: $0).elementsEqual(folded.bytes) }
      .map { table.client($0) }
      .filter { $0.name == name }
  }

  // MARK: Loading

  /// Begins a load: what it does not bring will be forgotten when it ends.
  public mutating func beginLoad() {
    load &+= 1
    deletedWhileLoading = []
    isChanged = false
  }

  /// Takes a page in.
  ///
  /// What was deleted since the load began stays deleted, and what was changed stays changed. Of a client that comes
  /// twice in one load, the one that was changed later stays, or else the one that came later.
  public mutating func merge(_ batch: ClientBatch) {
    let page = batch.clients.table
    let deleted = deletedWhileLoading ?? []
    if table.slotCount == 0, deleted.isEmpty { return adopt(batch) }
    var added: [Slot] = []
    for slot in batch.clients.slots where deleted.isEmpty || !deleted.contains(page.id(of: slot)) {
      if let known = table.slot(of: slot, of: page) {
        let isKept = table.isSame(known, as: slot, of: page) || isNewer(table[known], than: page[slot])
        table.mark(known, asBroughtBy: load)
        if isKept { continue }
      }
      added.append(table.append(slot, of: page))
    }
    guard !added.isEmpty else { return }
    for slot in added { table.mark(slot, asBroughtBy: load) }
    markFoundAgain(added)
    insert(added)
    changed()
  }

  /// Takes the first clients in as they are, which for a list that was kept are all of them.
  private mutating func adopt(_ batch: ClientBatch) {
    guard batch.count > 0 else { return }
    table = batch.clients.table
    for slot in batch.clients.slots {
      table.mark(slot, asBroughtBy: load)
      table.setMarks([], of: slot)
    }
    markFoundAgain(batch.clients.slots)
    insert(batch.clients.slots)
    changed()
  }

  /// Ends a load.
  ///
  /// A whole one forgets every client that it did not bring and that nobody put in since it began.
  public mutating func endLoad(wasWhole: Bool) {
    deletedWhileLoading = nil
    guard wasWhole else { return }
    for slot in order where table[slot].load != load {
      if table[slot].flags.contains(.isMarked) { lostMarked.append(table.client(slot)) }
      table.remove(slot)
    }
    dropDead()
    changed()
  }

  // MARK: Changing

  /// Puts a client in, or in the place of the one with its id, and shows it until the filter changes, unless that has
  /// hidden it before.
  public mutating func put(_ client: OAuthClient) {
    deletedWhileLoading?.remove(client.id)
    if table.slot(of: client.id) == nil || row(of: client.id) != nil { pinned.insert(client.id) }
    isChanged = true
    let ours = table.ours(of: client.id)
    remove(client.id)
    let slot = table.append(client)
    table.setOurs(ours, of: slot)
    markFoundAgain([slot])
    table.mark(slot, asBroughtBy: load)
    table.markAsOwn(slot)
    insert([slot])
    changed()
  }

  /// Forgets a client; a load under way will not bring it back.
  public mutating func delete(_ id: ClientID) {
    deletedWhileLoading?.insert(id)
    isChanged = true
    remove(id)
    changed()
  }

  // MARK: Filtering and sorting

  /// What the rows are filtered by.
  public var filter: ClientFilter { matcher?.filter ?? .all }

  /// Shows only the clients that a filter lets through.
  ///
  /// - Parameter now: when ages are counted from, until the next filter.
  public mutating func filter(by filter: ClientFilter, at now: Date) {
    guard filter != self.filter else { return }
    defer { countMarks() }
    generation += 1
    if pinned.isEmpty { keepMatches() }
    pinned = []
    guard !filter.isEmpty else {
      (matcher, matches, earlier) = (nil, nil, [])
      return
    }
    if let known = earlier.lastIndex(where: { $0.matcher.filter == filter }) {
      (matcher, matches) = earlier[known]
      earlier.removeSubrange(known...)
      return
    }
    let new = ClientMatcher(filter, at: now, for: table)
    let isNarrower = filter.isNarrower(than: self.filter)
    matches = new.matches(among: isNarrower ? rows : sortedOrder, of: table)
    matcher = new
  }

  /// Keeps what the filter lets through, for when somebody comes back to it.
  private mutating func keepMatches() {
    guard let matcher, let matches, matcher.filter.isAboutTexts else { return }
    if earlier.count == Self.keptFilters { earlier.removeFirst() }
    earlier.append((matcher, matches))
  }

  /// As many letters as somebody takes back in a row, before it costs a search.
  private static let keptFilters = 16

  /// Looks again which clients the filter lets through, since more is known of them than when it was chosen.
  mutating func filterAgain(at now: Date) {
    guard let filter = matcher?.filter else { return }
    let new = ClientMatcher(filter, at: now, for: table)
    matches = new.matches(among: sortedOrder, of: table)
    matcher = new
    countMarks()
  }

  /// Sorts the rows, and keeps them sorted as clients come and change.
  public mutating func sort(by sorting: ClientSorting) {
    guard sorting != self.sorting else { return }
    self.sorting = sorting
    generation += 1
    earlier = []
    arranged = sorting == ClientSorting() ? nil : table.sorted(order, by: sorting)
    guard let shown = matches else { return }
    var isShown = [Bool](repeating: false, count: table.slotCount)
    for slot in shown { isShown[Int(slot)] = true }
    matches = sortedOrder.filter { isShown[Int($0)] }
  }

  // MARK: Orders

  /// The slot of a row that the filter lets through; nil outside `0..<count`.
  func slot(inRow row: Int) -> Slot? {
    rows.indices.contains(row) ? rows[row] : nil
  }

  var rows: [Slot] { matches ?? sortedOrder }

  /// All clients as they are sorted.
  var sortedOrder: [Slot] { arranged ?? order }

  /// Whether there is a filter.
  var isFiltered: Bool { matcher != nil }

  /// Whether a client that is known is newer than what a page says of it.
  ///
  /// A page may be older than what was put in, or than another page of the same load; else it is the news.
  private func isNewer(_ known: ClientRecord, than brought: ClientRecord) -> Bool {
    let isComparable = known.flags.contains(.isOwn) || (deletedWhileLoading != nil && known.load == load)
    return isComparable && brought.isOlder(than: known)
  }

  private func isShown(_ slot: Slot) -> Bool {
    matcher?.matches(slot, in: table) != false || (!pinned.isEmpty && pinned.contains(table.id(of: slot)))
  }

  private func position(of slot: Slot, in slots: [Slot], by sorting: ClientSorting = ClientSorting()) -> Int?
  {
    let position = slots.partitioningIndex { !table.precedes($0, slot, by: sorting) }
    return position < slots.count && slots[position] == slot ? position : nil
  }

  /// Inserts new clients, which must be sorted by name, and drops those whose place they take.
  private mutating func insert(_ added: [Slot]) {
    order = merging(added, into: order)
    let sorted = arranged == nil ? added : table.sorted(added, by: sorting)
    if let arranged { self.arranged = merging(sorted, into: arranged, by: sorting) }
    if let matches { self.matches = merging(sorted.filter { isShown($0) }, into: matches, by: sorting) }
    if order.count > table.count { dropDead() }
  }

  private func merging(
    _ added: [Slot],
    into old: [Slot],
    by sorting: ClientSorting = ClientSorting()
  ) -> [Slot] {
    var merged: [Slot] = []
    merged.reserveCapacity(old.count + added.count)
    var rest = old[...]
    for slot in added {
      let position = rest.nearPartitioningIndex { !table.precedes($0, slot, by: sorting) }
      merged += rest[..<position]
      merged.append(slot)
      rest = rest[position...]
    }
    return merged + rest
  }

  private mutating func remove(_ id: ClientID) {
    guard let slot = table.slot(of: id) else { return }
    if let position = position(of: slot, in: order) { order.remove(at: position) }
    if let position = arranged.flatMap({ position(of: slot, in: $0, by: sorting) }) {
      arranged?.remove(at: position)
    }
    if let position = matches.flatMap({ position(of: slot, in: $0, by: sorting) }) {
      matches?.remove(at: position)
    }
    table.remove(slot)
  }

  private mutating func dropDead() {
    order.removeAll { !table.isAlive($0) }
    arranged?.removeAll { !table.isAlive($0) }
    matches?.removeAll { !table.isAlive($0) }
  }

  // MARK: Upkeep

  /// Counts a change, and copies what is alive into a new table where as much is garbage.
  private mutating func changed() {
    generation += 1
    earlier = []
    countMarks()
    guard table.deadCount > max(table.count, Self.tolerableGarbage) else { return }
    var compact = ClientTable()
    var newSlots = [Slot](repeating: -1, count: table.slotCount)
    for slot in order {
      let copy = compact.append(slot, of: table)
      compact.setOurs(table[slot].flags.intersection(.ours), of: copy)
      newSlots[Int(slot)] = copy
    }
    order = order.map { newSlots[Int($0)] }
    arranged = arranged?.map { newSlots[Int($0)] }
    matches = matches?.map { newSlots[Int($0)] }
    compact.uses = table.uses
    table = compact
  }

  /// So little garbage that copying is not worth it.
  private static let tolerableGarbage = 1000
}

extension RandomAccessCollection {
  /// The same as ``partitioningIndex(where:)``, for one that is likely to be near the start.
  fileprivate func nearPartitioningIndex(where condition: (Element) -> Bool) -> Index {
    var reach = 1
    while reach <= count, !condition(self[index(startIndex, offsetBy: reach - 1)]) { reach *= 2 }
    let low = index(startIndex, offsetBy: reach / 2)
    let high = index(startIndex, offsetBy: Swift.min(reach, count))
    return self[low..<high].partitioningIndex(where: condition)
  }

  /// The first position whose element satisfies a condition that holds for every one behind it too.
  fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Index {
    var low = startIndex
    var length = count
    while length > 0 {
      let half = length / 2
      let middle = index(low, offsetBy: half)
      if condition(self[middle]) {
        length = half
      } else {
        low = index(after: middle)
        length -= half + 1
      }
    }
    return low
  }
}
