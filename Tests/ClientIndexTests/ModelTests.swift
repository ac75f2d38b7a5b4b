import FoundationEssentials
import HerokuAPI
import TestSupport
import Testing

@testable import ClientIndex

/// The index against a plain array that does the same slowly, under random operations.
@Suite struct ModelTests {
  @Test(arguments: 0..<30) func `agrees with a plain array under random operations`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var index = ClientIndex()
    var model = Model()
    var texts: [String] = []
    for step in 0..<80 {
      switch Int.random(in: 0..<17, using: &random) {
      case 0:
        index.beginLoad()
        model.beginLoad()
      case 1:
        let wasWhole = Bool.random(using: &random)
        index.endLoad(wasWhole: wasWhole)
        model.endLoad(wasWhole: wasWhole)
      case 2...5:
        let page = (0..<Int.random(in: 0..<12, using: &random)).map { _ in random.client() }
        let batch = ClientBatch(page)
        #expect(Set(batch.clients.map(\.id)).count == batch.count)
        index.merge(batch)
        model.merge(page)
      case 6, 7:
        let client = random.client()
        index.put(client)
        model.put(client)
      case 8:
        let id = random.client().id
        index.delete(id)
        model.delete(id)
      case 9, 10:
        let rows = (Int.random(in: -1..<12, using: &random), Int.random(in: 0..<4, using: &random))
        index.mark(rows: rows.0..<rows.0 + rows.1)
        model.mark(rows.0..<rows.0 + rows.1) { _ in true }
      case 11:
        let isMarked = Bool.random(using: &random)
        let row = Int.random(in: 0..<12, using: &random)
        index.setMark(isMarked, row: row)
        model.mark(row..<row + 1) { _ in isMarked }
      case 12:
        index.invertMarks()
        model.mark(0..<1000) { !$0 }
      case 13:
        if Bool.random(using: &random) {
          index.clearMarks()
          model.clearMarks()
        } else {
          index.restoreMarks()
          model.restoreMarks()
        }
      case 14:
        let sorting = random.sorting()
        index.sort(by: sorting)
        model.sorting = sorting
      default:
        // As often one that was chosen before, as somebody does who takes letters back.
        let text =
          texts.randomElement(using: &random).flatMap { Bool.random(using: &random) ? $0 : nil }
          ?? random.query()
        texts.append(text)
        index.filter(by: text)
        model.filter(by: text)
      }
      expectSame(index, model, "seed \(seed), step \(step)")
    }
  }

  @Test(arguments: 0..<2) func `agrees with a plain array after garbage has been swept away`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var index = ClientIndex()
    var model = Model()
    for step in 0..<12 {
      let page = (0..<600).map { _ in random.client(ids: 2000) }
      index.merge(ClientBatch(page))
      model.merge(page)
      index.mark(rows: 10..<60)
      model.mark(10..<60) { _ in true }
      for _ in 0..<100 {
        let id = random.client(ids: 2000).id
        index.delete(id)
        model.delete(id)
      }
      let text = random.query()
      index.filter(by: text)
      model.filter(by: text)
      let sorting = random.sorting()
      index.sort(by: sorting)
      model.sorting = sorting
      // Sorting the model costs more than all the rest.
      if step % 3 == 2 { expectSame(index, model, "seed \(seed), step \(step)") }
    }
  }

  private func isSame(_ clients: some Sequence<OAuthClient>, _ others: [OAuthClient]) -> Bool {
    clients.elementsEqual(others, by: Model.isSame)
  }

  private func expectSame(_ index: ClientIndex, _ model: Model, _ comment: Comment) {
    let rows = model.rows
    let sorted = model.sorted
    #expect(index.totalCount == model.clients.count, comment)
    #expect(index.isChanged == model.isChanged, comment)
    #expect(isSame(index.all.clients, sorted), comment)
    #expect(index.count == rows.count, comment)
    #expect(isSame((0..<index.count).compactMap { index[$0] }, rows), comment)
    #expect(index[-1] == nil && index[rows.count] == nil, comment)
    let shown = Dictionary(uniqueKeysWithValues: rows.enumerated().map { (Bytes($1.id.text), $0) })
    for client in model.clients {
      #expect(index[client.id].map { Model.isSame($0, client) } == true, comment)
      #expect(index.row(of: client.id) == shown[Bytes(client.id.text)], comment)
    }
    let marked = model.marked
    #expect(index.markedCount == marked.count, comment)
    #expect(index.markedHiddenCount == marked.count { shown[Bytes($0.id.text)] == nil }, comment)
    #expect(isSame(index.marked, marked), comment)
    #expect(
      (0..<rows.count).allSatisfy { index.isMarked(row: $0) == model.isMarked(rows[$0]) },
      comment
    )
    #expect(Set(index.lostMarked.map { Bytes($0.id.text) }) == model.lost, comment)
    for client in rows.prefix(3) {
      let namesakes = sorted.filter { $0.name == client.name }
      #expect(isSame(index.named(client.name), namesakes), comment)
      #expect(index.hasNamesake(of: client) == (namesakes.count > 1), comment)
    }
    let doubles = model.doubles(among: rows)
    #expect(rows.indices.map { index.isDuplicate(row: $0) } == doubles, comment)
    let severities = Model.severities(of: rows)
    #expect(
      rows.indices.map { index.severity(row: $0) }
        == zip(severities, doubles).map { $0 ?? ($1 ? .note : nil) },
      comment
    )
  }
}

/// The same operations on a plain array.
private struct Model {
  private(set) var clients: [OAuthClient] = []
  private(set) var isChanged = false
  private var text = ""
  private var query: [Unicode.Scalar] = []
  private var pinned: Set<Bytes> = []
  private var own: Set<Bytes> = []
  private var broughtByLoad: Set<Bytes> = []
  private var deleted: Set<Bytes>?
  private var marks: Set<Bytes> = []
  private var oldMarks: Set<Bytes> = []
  private(set) var lost: Set<Bytes> = []

  static func isSame(_ left: OAuthClient, _ right: OAuthClient) -> Bool {
    Bytes(left.id.text) == Bytes(right.id.text) && Bytes(left.name) == Bytes(right.name)
      && Bytes(left.redirectURI) == Bytes(right.redirectURI) && left == right
  }

  /// Folds as the index does; that this is right is for its own tests to show.
  private static func folded(_ text: String) -> [Unicode.Scalar] {
    Array(String(decoding: FoldedText(text).bytes, as: UTF8.self).unicodeScalars)
  }

  /// What to sort by, as numbers.
  private static func key(_ order: ClientOrder, _ client: OAuthClient) -> [Double] {
    switch order {
    case .name: return nameKey(client)
    // The URIs of these tests are hosts.
    case .host: return natural(folded(client.redirectURI))
    case .findings:
      let weight = RedirectURI.findings(in: client.redirectURI).first?.severity.rawValue ?? 0
      return [-Double(weight)]
    case .created, .updated:
      let date = order == .created ? client.createdAt : client.updatedAt
      return [date?.timeIntervalSince1970 ?? .infinity]
    }
  }

  private static func nameKey(_ client: OAuthClient) -> [Double] {
    func numbers(_ text: [Unicode.Scalar]) -> [Double] { text.map { Double($0.value) } + [-1] }
    return natural(folded(client.name))
      + [client.name, client.redirectURI, client.id.text].flatMap { numbers(folded($0)) }
      + numbers(Array(client.id.text.unicodeScalars))
  }

  /// A text as people count: a number stands where its first digit would, since no other character is between digits.
  private static func natural(_ text: [Unicode.Scalar]) -> [Double] {
    var key: [Double] = []
    var rest = text[...]
    while let first = rest.first {
      let digits = rest.prefix { ("0"..."9").contains($0) }
      if digits.isEmpty {
        key.append(Double(first.value))
        rest = rest.dropFirst()
      } else {
        key += [48, digits.reduce(0) { $0 * 10 + Double($1.value - 48) }]
        rest = rest.dropFirst(digits.count)
      }
    }
    return key + [-1]
  }

  static func sorted(_ clients: [OAuthClient], by sorting: ClientSorting) -> [OAuthClient] {
    clients.map { (key: key(sorting.order, $0), name: nameKey($0), client: $0) }
      .sorted { left, right in
        guard left.key != right.key else { return left.name.lexicographicallyPrecedes(right.name) }
        // Without a date, last either way.
        if left.key == [.infinity] || right.key == [.infinity] { return right.key == [.infinity] }
        return left.key.lexicographicallyPrecedes(right.key) != sorting.isReversed
      }
      .map(\.client)
  }

  var sorting = ClientSorting()

  var sorted: [OAuthClient] { Self.sorted(clients, by: ClientSorting()) }

  var rows: [OAuthClient] {
    Self.sorted(clients, by: sorting).filter { client in
      query.isEmpty || pinned.contains(Bytes(client.id.text))
        || [client.name, client.redirectURI, client.id.text].contains { text in
          let folded = Self.folded(text)
          return folded.indices.contains { folded[$0...].starts(with: query) }
        }
    }
  }

  /// Of each row, whether another client has the same name, or the same redirect URI to the byte.
  func doubles(among rows: [OAuthClient]) -> [Bool] {
    let names = Dictionary(clients.map { ($0.name, 1) }, uniquingKeysWith: +)
    let uris = Dictionary(clients.map { (Bytes($0.redirectURI), 1) }, uniquingKeysWith: +)
    return rows.map { names[$0.name] != 1 || uris[Bytes($0.redirectURI)] != 1 }
  }

  /// Of each row, what the whole judgement says; each redirect URI is judged once.
  static func severities(of rows: [OAuthClient]) -> [FindingSeverity?] {
    var known: [Bytes: FindingSeverity?] = [:]
    return rows.map { client in
      let uri = Bytes(client.redirectURI)
      if let severity = known[uri] { return severity }
      let severity = RedirectURI.findings(in: client.redirectURI).first?.severity
      known[uri] = .some(severity)
      return severity
    }
  }

  func isMarked(_ client: OAuthClient) -> Bool { marks.contains(Bytes(client.id.text)) }

  /// What is marked, the hidden ones first.
  var marked: [OAuthClient] {
    let shown = Set(rows.map { Bytes($0.id.text) })
    let marked = Self.sorted(clients, by: sorting).filter(isMarked)
    return marked.filter { !shown.contains(Bytes($0.id.text)) }
      + marked.filter { shown.contains(Bytes($0.id.text)) }
  }

  mutating func mark(_ range: Range<Int>, _ isMarkedNow: (Bool) -> Bool) {
    for (row, client) in rows.enumerated() where range.contains(row) {
      let id = Bytes(client.id.text)
      if isMarkedNow(marks.contains(id)) {
        marks.insert(id)
      } else {
        marks.remove(id)
        oldMarks.remove(id)
      }
    }
  }

  mutating func clearMarks() {
    (marks, oldMarks, lost) = ([], marks, [])
  }

  mutating func restoreMarks() {
    marks.formUnion(oldMarks)
    oldMarks = []
  }

  mutating func beginLoad() {
    broughtByLoad = []
    deleted = []
    isChanged = false
  }

  mutating func merge(_ page: [OAuthClient]) {
    // Within a page, and between pages of a load, the one that was changed later counts.
    var distinct: [OAuthClient] = []
    for client in page {
      if let position = distinct.firstIndex(where: { Bytes($0.id.text) == Bytes(client.id.text) }) {
        if !isOlder(client, than: distinct[position]) { distinct[position] = client }
      } else {
        distinct.append(client)
      }
    }
    for client in distinct {
      let id = Bytes(client.id.text)
      guard deleted?.contains(id) != true else { continue }
      let isComparable = own.contains(id) || (deleted != nil && broughtByLoad.contains(id))
      broughtByLoad.insert(id)
      if let position = position(of: id) {
        if isComparable, isOlder(client, than: clients[position]) { continue }
        if !Self.isSame(client, clients[position]) {
          clients[position] = client
          own.remove(id)
        }
      } else {
        clients.append(client)
        own.remove(id)
        if lost.remove(id) != nil { marks.insert(id) }
      }
    }
  }

  mutating func endLoad(wasWhole: Bool) {
    deleted = nil
    guard wasWhole else { return }
    for client in clients where !broughtByLoad.contains(Bytes(client.id.text)) {
      if isMarked(client) { lost.insert(Bytes(client.id.text)) }
      forget(client.id)
    }
  }

  mutating func put(_ client: OAuthClient) {
    let id = Bytes(client.id.text)
    isChanged = true
    deleted?.remove(id)
    broughtByLoad.insert(id)
    own.insert(id)
    if position(of: id) == nil || rows.contains(where: { Bytes($0.id.text) == id }) { pinned.insert(id) }
    clients.removeAll { Bytes($0.id.text) == id }
    clients.append(client)
    if lost.remove(id) != nil { marks.insert(id) }
  }

  mutating func delete(_ id: ClientID) {
    isChanged = true
    deleted?.insert(Bytes(id.text))
    forget(id)
  }

  private mutating func forget(_ id: ClientID) {
    clients.removeAll { Bytes($0.id.text) == Bytes(id.text) }
    marks.remove(Bytes(id.text))
    oldMarks.remove(Bytes(id.text))
  }

  mutating func filter(by text: String) {
    if text != self.text { pinned = [] }
    self.text = text
    query = Self.folded(text)
  }

  private func position(of id: Bytes) -> Int? { clients.firstIndex { Bytes($0.id.text) == id } }

  private func isOlder(_ client: OAuthClient, than other: OAuthClient) -> Bool {
    guard let date = client.updatedAt, let otherDate = other.updatedAt else { return false }
    return date < otherDate
  }
}

/// A text to the byte: Swift's own comparison takes different spellings for the same.
private struct Bytes: Hashable {
  private let bytes: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
  }
}

extension SeededGenerator {
  private static let letters = [
    "a", "b", "1", "02", "10", "A", "B", "\u{E9}", "e\u{301}", "e", "ß", "ss", "\0", " ", "日",
  ]

  fileprivate mutating func text(upTo length: Int) -> String {
    (0..<Int.random(in: 0...length, using: &self))
      .compactMap { _ in Self.letters.randomElement(using: &self) }.joined()
  }

  fileprivate mutating func client(ids: Int = 30) -> OAuthClient {
    let number = Int.random(in: 0..<ids, using: &self)
    let id =
      switch number % 5 {
      case 0: "ID-\(number / 2)"
      case 1: "id-\(number / 2)"
      case 2: number < 5 ? "" : "é\(number)"
      default: "0123\(1000 + number)-89ab-4cde-8f01-23456789abcd"
      }
    let date = Bool.random(using: &self) ? Double.random(in: 0..<5, using: &self).rounded() : nil
    var client = OAuthClient.client(
      id,
      text(upTo: 3),
      uri: text(upTo: 2),
      created: date,
      updated: date.map { 5 - $0 }
    )
    client.ignoresDelinquent = [nil, true, false].randomElement(using: &self) ?? nil
    return client
  }

  /// A word, or nothing; what more there is to a filter is for other tests.
  fileprivate mutating func query() -> String {
    let text = ["", text(upTo: 2), text(upTo: 1), "id", "89ab", "0", "é"].randomElement(using: &self) ?? ""
    return text.filter { $0 != " " }
  }

  fileprivate mutating func sorting() -> ClientSorting {
    ClientSorting(
      ClientOrder.allCases.randomElement(using: &self) ?? .name,
      isReversed: Bool.random(using: &self)
    )
  }
}
