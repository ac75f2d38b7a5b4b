import FoundationEssentials
import HerokuAPI
import Platform

/// Clients as bytes, in slots, found by id.
///
/// The folded texts of all clients lie one behind the other in one block, so that a filter is one search through it; a
/// text that its folded form does not give back lies in a second block as it came. Blocks only grow: a client that
/// changes gets a new slot, and the old one stays as garbage until somebody copies what is alive into a new table.
struct ClientTable: Sendable {
  /// The number of a record.
  typealias Slot = Int32

  /// The texts of a client, in the order in which they lie and count for the order by name.
  enum Part: Int {
    case name, redirectURI, id
  }

  /// Ends each folded text; below every byte of one, so that the whole sorts as its parts do.
  private static let end: UInt8 = 0

  private var records: [ClientRecord] = []
  private(set) var folded: [UInt8] = []
  /// Where the folded texts of each record end, apart from the records so that a search walks through little.
  private(set) var foldedEnds: [Int] = []
  private var verbatim: [UInt8] = []
  /// A hash table of slots by id, with empty cells below zero.
  ///
  /// No cell is ever emptied: the id of a dead record can still be read, and its cell is taken by the next one.
  private var cells: [Slot] = []
  private var usedCells = 0
  /// Slots by the hash of the folded name, and by the hash of the redirect URI as it came.
  private(set) var sameNames = SameTexts()
  private(set) var sameURIs = SameTexts()
  /// Slots by the hash of the host.
  private(set) var sameHosts = SameTexts()
  /// How many records are garbage.
  private(set) var deadCount = 0
  /// How wide the texts are of the clients that are there.
  private(set) var widths = ListWidths()
  /// How many clients are marked.
  private(set) var markedCount = 0
  /// Where clients are used that were looked for in apps.
  var uses: [ClientID: ClientUse] = [:]

  // MARK: Reading

  /// How many clients there are.
  var count: Int { records.count - deadCount }

  /// How many records there are, dead ones among them.
  var slotCount: Int { records.count }

  /// The slots of all clients, in no order that matters.
  var slots: [Slot] { records.indices.filter { isAlive(Slot($0)) }.map { Slot($0) } }

  /// Whether slots are so many that it is quicker to walk through all in the order in which they lie in memory.
  func areMany(_ slots: [Slot]) -> Bool { slots.count > slotCount / 4 }

  /// Whether a slot's client is still there.
  func isAlive(_ slot: Slot) -> Bool { !self[slot].flags.contains(.isDead) }

  /// What is known of a client besides its texts.
  private(set) subscript(slot: Slot) -> ClientRecord {
    get { records[Int(slot)] }
    set { records[Int(slot)] = newValue }
  }

  /// The client in a slot.
  func client(_ slot: Slot) -> OAuthClient {
    let record = self[slot]
    return OAuthClient(
      id: id(of: slot),
      name: text(.name, of: slot),
      redirectURI: text(.redirectURI, of: slot),
      ignoresDelinquent: record.flags.contains(.saysDelinquent)
        ? record.flags.contains(.ignoresDelinquent) : nil,
      createdAt: record.created.storedDate,
      updatedAt: record.updated.storedDate
    )
  }

  /// The id of the client in a slot.
  func id(of slot: Slot) -> ClientID { ClientID(text(.id, of: slot)) }

  /// The slot of a client that is there.
  func slot(of id: ClientID) -> Slot? {
    var text = id.text
    return text.withUTF8 { self.slot(of: UnsafeRawBufferPointer($0)) }
  }

  /// The slot here of a client in another table.
  func slot(of other: Slot, of table: ClientTable) -> Slot? {
    table.withBytes(.id, of: other) { self.slot(of: $0) }
  }

  /// Whether two clients are the same to the byte.
  func isSame(_ slot: Slot, as other: Slot, of table: ClientTable) -> Bool {
    let (mine, its) = (self[slot], table[other])
    return mine.name == its.name && mine.redirectURI == its.redirectURI && mine.id == its.id
      && mine.created.bitPattern == its.created.bitPattern
      && mine.updated.bitPattern == its.updated.bitPattern
      && mine.flags.intersection(.attributes) == its.flags.intersection(.attributes)
      && folded[foldedRange(slot)] == table.folded[table.foldedRange(other)]
      && verbatim[verbatimRange(slot)] == table.verbatim[table.verbatimRange(other)]
  }

  /// Takes a client's attributes into a hash.
  func hash(_ slot: Slot, into hasher: inout Hasher) {
    folded[foldedRange(slot)].withUnsafeBytes { hasher.combine(bytes: $0) }
    hasher.combine(self[slot].updated.bitPattern)
  }

  // MARK: Changing

  /// Takes a client in, in the place of one with its id.
  @discardableResult
  mutating func append(_ client: OAuthClient) -> Slot {
    var flags: ClientRecord.Flags = []
    if let ignores = client.ignoresDelinquent {
      flags.insert(.saysDelinquent)
      if ignores { flags.insert(.ignoresDelinquent) }
    }
    let verbatimStart = verbatim.count
    let name = append(client.name)
    let uriStart = folded.count
    let redirectURI = append(client.redirectURI)
    let uri = uriStart..<uriStart + redirectURI.folded
    let uriRanges = folded.withUnsafeBytes { URIRanges($0, in: uri) }
    return append(
      ClientRecord(
        flags: flags,
        severity: RedirectURI.severity(of: client.redirectURI),
        webScheme: UInt8(clamping: uriRanges.start - uriStart),
        host: ClientRecord.Host(uriRanges, of: uriStart),
        name: name,
        redirectURI: redirectURI,
        id: append(client.id.text),
        verbatim: verbatimStart,
        created: Double(storing: client.createdAt),
        updated: Double(storing: client.updatedAt)
      )
    )
  }

  /// Takes a client of another table in, in the place of one with its id.
  @discardableResult
  mutating func append(_ slot: Slot, of table: ClientTable) -> Slot {
    var record = table[slot]
    record.verbatim = verbatim.count
    record.flags.subtract(.ours)
    folded += table.folded[table.foldedRange(slot)]
    verbatim += table.verbatim[table.verbatimRange(slot)]
    let hashes = (table.sameNames[slot], table.sameURIs[slot], table.sameHosts[slot])
    return append(record, hashes: hashes)
  }

  /// Forgets a client; its slot can still be read.
  mutating func remove(_ slot: Slot) {
    guard isAlive(slot) else { return }
    if self[slot].flags.contains(.isMarked) { markedCount -= 1 }
    self[slot].flags.insert(.isDead)
    deadCount += 1
    widths.remove(self[slot])
  }

  /// Sets the marks of a client that is there.
  mutating func setMarks(_ marks: ClientRecord.Flags, of slot: Slot) {
    setOurs(self[slot].flags.intersection(.uses).union(marks), of: slot)
  }

  /// Sets all that the API does not tell of a client that is there.
  mutating func setOurs(_ ours: ClientRecord.Flags, of slot: Slot) {
    let before = self[slot].flags
    guard before.intersection(.ours) != ours else { return }
    markedCount += (ours.contains(.isMarked) ? 1 : 0) - (before.contains(.isMarked) ? 1 : 0)
    self[slot].flags = before.subtracting(.ours).union(ours)
  }

  /// All that the API does not tell of a client; nothing where it is not there.
  func ours(of id: ClientID) -> ClientRecord.Flags {
    slot(of: id).map { self[$0].flags.intersection(.ours) } ?? []
  }

  /// Notes that a load has brought a client.
  mutating func mark(_ slot: Slot, asBroughtBy load: UInt32) {
    self[slot].load = load
  }

  /// Notes that a client was put in by itself.
  mutating func markAsOwn(_ slot: Slot) {
    self[slot].flags.insert(.isOwn)
  }

  private mutating func append(_ text: String) -> ClientRecord.Length {
    let start = (folded: folded.count, verbatim: verbatim.count)
    let isSame = FoldedText.append(text, to: &folded)
    let length = folded.count - start.folded
    folded.append(Self.end)
    if isSame { return ClientRecord.Length(folded: length, verbatim: nil) }
    verbatim += text.utf8
    return ClientRecord.Length(folded: length, verbatim: verbatim.count - start.verbatim)
  }

  /// Takes in a record whose texts have been.
  ///
  /// - Parameter hashes: of the folded name, of the redirect URI and of its host, where they are known.
  private mutating func append(
    _ record: ClientRecord,
    hashes: (name: UInt32, redirectURI: UInt32, host: UInt32)? = nil
  ) -> Slot {
    let slot = Slot(records.count)
    records.append(record)
    foldedEnds.append(folded.count)
    sameNames.append(hashes?.name ?? foldedName(of: slot).withUnsafeBytes { SameTexts.hash($0) })
    sameURIs.append(hashes?.redirectURI ?? withBytes(.redirectURI, of: slot) { SameTexts.hash($0) })
    sameHosts.append(hashes?.host ?? host(of: slot).withUnsafeBytes { SameTexts.hash($0) })
    growCells()
    let cell = withBytes(.id, of: slot) { self.cell(of: $0) }
    let replaced = cells[cell]
    cells[cell] = slot
    if replaced < 0 {
      usedCells += 1
    } else if isAlive(replaced) {
      let ours = self[replaced].flags.intersection(.ours)
      remove(replaced)
      setOurs(ours, of: slot)
    }
    measure(slot)
    return slot
  }

  /// Counts how wide a client's texts are; what came from another table was measured there.
  private mutating func measure(_ slot: Slot) {
    if self[slot].redirectURIWidth == 0 {
      let name = foldedText(.name, of: slot)
      let uri = foldedText(.redirectURI, of: slot)
      let isUsual = uri.starts(with: Self.usualScheme)
      self[slot].nameWidth = ListWidths.width(of: name)
      self[slot].redirectURIWidth = ListWidths.width(of: uri.dropFirst(isUsual ? Self.usualScheme.count : 0))
    }
    widths.add(self[slot])
  }

  private static let usualScheme = Array("https://".utf8)

  // MARK: Texts

  /// The name of the client in a slot.
  func name(of slot: Slot) -> String { text(.name, of: slot) }

  /// The redirect URI of the client in a slot.
  func redirectURI(of slot: Slot) -> String { text(.redirectURI, of: slot) }

  /// A text with its case folded.
  func foldedText(_ part: Part, of slot: Slot) -> ArraySlice<UInt8> {
    folded[foldedRange(of: part, of: slot)]
  }

  private func text(_ part: Part, of slot: Slot) -> String {
    withBytes(part, of: slot) { String(decoding: $0, as: UTF8.self) }
  }

  /// A text as it came.
  func withBytes<Result>(
    _ part: Part,
    of slot: Slot,
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let record = self[slot]
    // Written out, since this is where every look-up by id comes through.
    let (length, before, verbatimBefore) =
      switch part {
      case .name: (record.name, 0, 0)
      case .redirectURI: (record.redirectURI, record.name.folded + 1, record.name.verbatim ?? 0)
      case .id:
        (
          record.id, record.name.folded + 1 + record.redirectURI.folded + 1,
          (record.name.verbatim ?? 0) + (record.redirectURI.verbatim ?? 0)
        )
      }
    if let count = length.verbatim {
      let start = record.verbatim + verbatimBefore
      return verbatim.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<start + count])) }
    }
    let start = foldedRange(slot).lowerBound + before
    return folded.withUnsafeBytes {
      body(UnsafeRawBufferPointer(rebasing: $0[start..<start + length.folded]))
    }
  }

  /// Where the folded texts of a client lie, with what ends each.
  func foldedRange(_ slot: Slot) -> Range<Int> {
    (slot == 0 ? 0 : foldedEnds[Int(slot) - 1])..<foldedEnds[Int(slot)]
  }

  /// Where one folded text of a client lies.
  func foldedRange(of part: Part, of slot: Slot) -> Range<Int> {
    let record = self[slot]
    let start = foldedRange(slot).lowerBound
    let uri = start + record.name.folded + 1
    switch part {
    case .name: return start..<start + record.name.folded
    case .redirectURI: return uri..<uri + record.redirectURI.folded
    case .id:
      let id = uri + record.redirectURI.folded + 1
      return id..<id + record.id.folded
    }
  }

  /// Where the host of a client's redirect URI lies, without and with its port.
  func hostRanges(of slot: Slot, in block: UnsafeRawBufferPointer) -> (name: Range<Int>, whole: Range<Int>) {
    let uri = foldedRange(of: .redirectURI, of: slot)
    if let known = self[slot].host.ranges(of: uri.lowerBound) { return known }
    let parts = URIRanges(block, in: uri)
    return (parts.hostName, parts.host)
  }

  private func verbatimRange(_ slot: Slot) -> Range<Int> {
    let record = self[slot]
    let length =
      (record.name.verbatim ?? 0) + (record.redirectURI.verbatim ?? 0) + (record.id.verbatim ?? 0)
    return record.verbatim..<record.verbatim + length
  }
}

// MARK: - By id

extension ClientTable {
  /// The slot of a client that is there.
  private func slot(of id: UnsafeRawBufferPointer) -> Slot? {
    guard !cells.isEmpty else { return nil }
    let slot = cells[cell(of: id)]
    return slot >= 0 && isAlive(slot) ? slot : nil
  }

  /// The cell that an id has, or would have.
  private func cell(of id: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: id)
    let mask = cells.count - 1
    var cell = hasher.finalize() & mask
    while cells[cell] >= 0, !withBytes(.id, of: cells[cell], { $0.hasSameBytes(as: id) }) {
      cell = (cell + 1) & mask
    }
    return cell
  }

  /// Makes sure that at least half of the cells stay empty, with one more taken.
  private mutating func growCells() {
    guard (usedCells + 1) * 2 > cells.count else { return }
    let known = cells.filter { $0 >= 0 }
    cells = Array(repeating: -1, count: max(16, cells.count * 2))
    for slot in known {
      cells[withBytes(.id, of: slot) { cell(of: $0) }] = slot
    }
  }
}

extension UnsafeRawBufferPointer {
  func hasSameBytes(as other: Self) -> Bool {
    count == other.count && order(before: other) == 0
  }

  /// Below zero where these bytes sort before others, 0 where they are the same.
  func order(before other: Self) -> Int {
    guard let start = baseAddress, let otherStart = other.baseAddress else { return count - other.count }
    let order = memcmp(start, otherStart, Swift.min(count, other.count))
    return order == 0 ? count - other.count : Int(order)
  }
}
