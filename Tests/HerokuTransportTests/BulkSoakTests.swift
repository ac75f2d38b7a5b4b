import ClientIndex
import FoundationEssentials
import HerokuAPI
import HerokuSandbox
import Journal
import Synchronization
import TestSupport
import Testing

/// Random runs of many changes at once, with faults and with somebody else at work, and some of them taken back.
@Suite(.timeLimit(.minutes(10)))
struct BulkSoakTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `after any run of changes index, sandbox and journal agree, also after undoing some`(seed: UInt64)
    async throws
  {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let journal = JournalFile(in: JournalFolder(folder.path(of: "clientele")))
    try await SandboxRun.run(clients: 60, faults: try Self.faults(seed: seed)) { run in
      let history = NoteBook(journal)
      let person = try run.client(pacing: .immediate).recorded { history.take($0) }
      try await withTransport { transport in
        let truth = try SandboxRun(transport: transport, port: run.port).client(
          pacing: .immediate,
          sparedFaults: true
        )
        var soak = BulkSoak(person: person, truth: truth, history: history, seed: seed)
        try await soak.load()
        for _ in 0..<6 {
          try await soak.round()
          try await soak.takeBack()
        }
        // Each kind of end came, or the comparisons would say little.
        #expect(soak.counts[.done, default: 0] > 40, "\(soak.counts)")
        #expect(soak.counts[.leftAlone, default: 0] > 3, "\(soak.counts)")
        #expect(soak.pauses > 0)
        #expect(soak.takenBack > 10)
        // The file is what it was told, no more and no less.
        let told = try journal.history()
        #expect(told.skippedLines == 0)
        #expect(told.entries.count == history.total)
      }
    }
  }

  private static func faults(seed: UInt64) throws -> [Fault] {
    let kinds = [
      "reset-before", "reset-midway", "reset-after", "truncated", "500", "502", "503", "429", "401",
      "two-factor",
      "latency:ms=1",
    ]
    return try kinds.enumerated().map { index, kind in
      try Fault("\(kind)\(kind.contains(":") ? "," : ":")p=0.03,seed=\(seed &* 100 &+ UInt64(index))")
    }
  }
}

/// Somebody who changes many clients, and an index that is told what came of it, as the browser's is.
private struct BulkSoak {
  let person: HerokuClient
  let truth: HerokuClient
  let history: NoteBook
  var chance: SeededGenerator
  var index = ClientIndex()
  var counts: [BulkRun.Kind: Int] = [:]
  var pauses = 0
  /// How many changes were taken back.
  var takenBack = 0
  private var serial = 0

  init(person: HerokuClient, truth: HerokuClient, history: NoteBook, seed: UInt64) {
    self.person = person
    self.truth = truth
    self.history = history
    chance = SeededGenerator(seed: seed)
  }

  mutating func load() async throws(APIError) {
    index.merge(ClientBatch(try await truth.all()))
  }

  mutating func round() async throws(APIError) {
    var changes: [Change] = []
    var theirs: Set<ClientID> = []
    for client in Array(index.all.clients) {
      guard let change = change(of: client) else { continue }
      changes.append(change)
      guard change.target != nil, Int.random(in: 0..<8, using: &chance) == 0 else { continue }
      theirs.insert(client.id)
      serial += 1
      let uri = "https://theirs.example.com/\(serial)"
      _ = try await truth.perform(.update(ClientChanges([.redirectURI: uri]), expecting: client))
    }
    _ = try await carryOut(changes, theirs)
  }

  /// Takes some of what was done last back, going by the file alone, as somebody does who comes back a week later.
  mutating func takeBack() async throws {
    var undone: [(change: Change, of: JournalEntry)] = []
    var clients: Set<ClientID> = []
    // What is not known to be done is looked at first, and not taken back by what a file says.
    for entry in try history.readLast() where entry.outcome == .done && Bool.random(using: &chance) {
      guard case .change(let change) = entry.inverse else { continue }
      if let target = change.target, !clients.insert(target.id).inserted { continue }
      undone.append((change, entry))
    }
    let run = try await carryOut(undone.map(\.change), [])
    for item in run.items where item.state.kind == .done {
      guard let entry = undone.first(where: { $0.change == item.change })?.of else { continue }
      takenBack += 1
      switch entry.change.action {
      case .create: #expect(entry.change.id.map { index[$0] == nil } == true)
      case .update:
        #expect(entry.change.id.flatMap { index[$0] }?.redirectURI == entry.change.before?.redirectURI)
      case .delete:
        let again = index.all.clients.filter { $0.name == entry.change.before?.name }
        #expect(again.contains { $0.redirectURI == entry.change.before?.redirectURI })
      case .rotate, .setConfigVars: Issue.record("\(entry.change.action) was taken back")
      }
    }
  }

  /// Carries changes out, and holds what is known afterwards against what is there.
  private mutating func carryOut(_ changes: [Change], _ theirs: Set<ClientID>) async throws(APIError)
    -> BulkRun
  {
    var run = BulkRun(changes.shuffled(using: &chance), width: Int.random(in: 1...8, using: &chance))
    await perform(&run)
    for item in run.items {
      counts[item.state.kind, default: 0] += 1
      try await take(item, theirs)
    }
    compare(run, with: history.takeAll())
    let there = try await truth.all()
    let known = Array(index.all.clients)
    #expect(Set(there.map(Known.init)) == Set(known.map(Known.init)))
    #expect(there.count == known.count)
    return run
  }

  /// Holds what was noted against what the run tells of each change.
  private func compare(_ run: BulkRun, with notes: [ChangeNote]) {
    let begun = Dictionary(grouping: notes.filter { $0.ending == nil }, by: \.change)
    let endings = Dictionary(grouping: notes.filter { $0.ending != nil }, by: \.id).mapValues {
      $0.compactMap(\.ending)
    }
    var doneNotes = 0
    for item in run.items {
      let tries = begun[ChangeRecord(item.change), default: []]
      let ends = tries.flatMap { endings[$0.id, default: []] }
      #expect(ends.count == tries.count, "\(item.change.attempt) has begun and not ended")
      let done = ends.count { $0 == .done }
      doneNotes += done
      switch item.state.kind {
      // What an answer did not tell was read later.
      case .done: #expect(done == 1 || ends.contains(.unknown), "\(item.change.attempt): \(ends)")
      case .unknown: #expect(done == 0 && ends.contains(.unknown), "\(item.change.attempt): \(ends)")
      case .failed, .leftAlone, .notBegun: #expect(done == 0, "\(item.change.attempt): \(ends)")
      case .waiting, .underWay: Issue.record("\(item.change.attempt) is not over")
      }
    }
    #expect(doneNotes == notes.count { $0.ending == .done }, "something was done that is in no run")
  }

  private mutating func change(of client: OAuthClient) -> Change? {
    serial += 1
    switch Int.random(in: 0..<10, using: &chance) {
    case 0: return .rotate(expecting: client)
    case 1: return .delete(expecting: client)
    case 2:
      return .create(ClientDraft(name: "new \(serial)", redirectURI: "https://new.example.com/\(serial)"))
    case 3...7:
      return .update(ClientChanges([.redirectURI: "https://mine.example.com/\(serial)"]), expecting: client)
    default: return nil
    }
  }

  /// Lets it run, goes on after some pauses, and stops now and then.
  private mutating func perform(_ run: inout BulkRun) async {
    let runner = BulkRunner(person, pacing: .immediate) { api, change throws(APIError) in
      try await api.perform(change)
    }
    while !run.isOver {
      await runner.go(on: &run) { _, _ in }
      guard run.pause != nil else { break }
      pauses += 1
      if Int.random(in: 0..<6, using: &chance) == 0 { run.stop() } else { runner.resume(&run) }
    }
    if Bool.random(using: &chance) {
      run.tryFailedAgain()
      await runner.go(on: &run) { _, _ in }
      run.stop()
    }
    #expect(run.isOver && run.isAtRest)
  }

  /// Tells the index what an item has come to.
  private mutating func take(_ item: BulkRun.Item, _ theirs: Set<ClientID>) async throws(APIError) {
    let target = item.change.target
    let isTheirs = target.map { theirs.contains($0.id) } ?? false
    switch item.state {
    case .done(let outcome):
      #expect(!isTheirs, "\(item.change.attempt) went over what somebody else did")
      if case .deleted(let client) = outcome {
        index.delete(client.id)
      } else if let client = outcome.client {
        index.put(client)
      }
    case .leftAlone(.conflict(let current, _)), .leftAlone(.changedSinceShown(let current)):
      #expect(isTheirs)
      index.put(current)
    case .unknown:
      try await look(at: item)
    default:
      // Not done: what somebody else did is found when the list is loaded again.
      if isTheirs, let target { index.put(try await truth.readClient(target.id).client) }
    }
  }

  /// Does what people are told to do about what is unknown.
  private mutating func look(at item: BulkRun.Item) async throws(APIError) {
    let there = try await truth.all()
    switch item.change {
    case .create(let draft): for client in there where client.name == draft.name { index.put(client) }
    default:
      guard let id = item.change.target?.id else { return }
      if let client = there.first(where: { $0.id == id }) { index.put(client) } else { index.delete(id) }
    }
  }

  /// What index and sandbox both know of a client.
  private struct Known: Hashable {
    let id: ClientID
    let name: String
    let redirectURI: String

    init(_ client: OAuthClient) {
      (id, name, redirectURI) = (client.id, client.name, client.redirectURI)
    }
  }
}

/// What was noted of changes: in memory until it is compared, and in a journal for good.
private final class NoteBook: Sendable {
  private struct State {
    var notes: [ChangeNote] = []
    /// The changes that were compared last.
    var last: Set<UUID> = []
    var total = 0
  }

  private let journal: JournalFile
  private let run = UUID()
  private let state = Mutex(State())

  init(_ journal: JournalFile) {
    self.journal = journal
  }

  /// How many changes were noted.
  var total: Int { state.withLock(\.total) }

  func take(_ note: ChangeNote) {
    state.withLock { state in
      state.notes.append(note)
      if note.ending == nil { state.total += 1 }
    }
    do {
      _ = try journal.append(JournalEntry(note, at: .now, on: "sandbox", from: .command, run: run))
    } catch {
      Issue.record(error)
    }
  }

  /// Gives the notes away.
  func takeAll() -> [ChangeNote] {
    state.withLock { state in
      defer { state.notes = [] }
      state.last = Set(state.notes.map(\.id))
      return state.notes
    }
  }

  /// What the journal tells of the changes that were compared last.
  func readLast() throws -> [JournalEntry] {
    let last = state.withLock(\.last)
    return try journal.history().entries.filter { last.contains($0.id) }
  }
}
