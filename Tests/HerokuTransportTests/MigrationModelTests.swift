import HTTPTypes
import HerokuAPI
import HerokuSandbox
import Synchronization
import TestSupport
import Testing

/// Migrations with faults at 20 %, somebody else at work, ended at any point and gone back on; then they are finished.
@Suite(.timeLimit(.minutes(10)))
struct MigrationModelTests {
  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func `wherever it is cut off, no pair is torn, and the same steps once more come to the end`(seed: UInt64)
    async throws
  {
    let configuration = SandboxConfiguration(
      clients: 2,
      apps: 16,
      token: testToken,
      faults: try Self.faults(seed: seed)
    )
    try await SandboxRun.run(SandboxServer(configuration: configuration)) { run in
      try await withTransport { transport in
        let truth = try Truth(SandboxRun(transport: transport, port: run.port))
        var model = try await MigrationModel(run, truth, seed: seed)
        try await model.prepare()
        for round in 0..<Int.random(in: 1...4, using: &model.chance) {
          try await model.walkUntilCutOff(withSomebodyElse: round == 0)
          try await model.compare(isOver: false)
        }
        try await model.walkToTheEnd()
        try await model.compare(isOver: true)
        try await model.finish()
      }
    }
  }

  private static func faults(seed: UInt64) throws -> [Fault] {
    let kinds = ["reset-before", "reset-midway", "reset-after", "truncated", "500", "502", "503"]
    return try kinds.enumerated().map { index, kind in
      try Fault("\(kind):p=0.03,seed=\(seed &* 100 &+ UInt64(index))")
    }
  }
}

/// One course of events: apps, ways forth and back that end somewhere, and the end.
private struct MigrationModel {
  let run: SandboxRun
  let truth: Truth
  let seed: UInt64
  var chance: SeededGenerator
  private let old: ClientCredentials
  private var before: [HerokuApp: [String: String]] = [:]
  private let theirs = TheirChanges()
  private var touched: [HerokuApp: String] = [:]
  /// What the last look has shown.
  private var last: MigrationPlan?

  init(_ run: SandboxRun, _ truth: Truth, seed: UInt64) async throws {
    self.run = run
    self.truth = truth
    self.seed = seed
    chance = SeededGenerator(seed: seed)
    let client = try #require(try await truth.client.all().first)
    old = try await truth.client.readClient(client.id)
  }

  private var oldSecret: String { old.secret?.reveal() ?? "" }

  /// Gives each app vars of all kinds.
  mutating func prepare() async throws {
    for app in try await truth.client.listApps().apps {
      guard let there = try await truth.vars(of: app) else { continue }
      var vars = ["PLAIN": chance.uuid(), "DATABASE_URL": "postgres://x:y@z/\(chance.next())"]
      for _ in 0..<Int.random(in: 0...2, using: &chance) { vars.merge(pair()) { $1 } }
      var change: [String: String?] = vars
      for name in there.keys where vars[name] == nil { change.updateValue(nil, forKey: name) }
      try await truth.set(change, of: app)
      before[app] = vars
    }
  }

  private mutating func pair() -> [String: String] {
    let id = old.client.id.text
    let secret = Int.random(in: 0..<3, using: &chance) == 0 ? chance.uuid() : oldSecret
    let name = ["OAUTH", "HEROKU_CLIENT", "X", "SSO"].randomElement(using: &chance) ?? "X"
    switch Int.random(in: 0..<8, using: &chance) {
    case 0...3: return ["\(name)_ID": id, "\(name)_SECRET": secret]
    case 4: return ["\(name)_KEY": id, "\(name)_PASS": secret]
    case 5: return ["\(name)_URL": "https://\(id):\(secret)@id.example.com/"]
    case 6: return ["\(name)_LONE": secret]
    default: return ["\(name)_ID": id]
    }
  }

  // MARK: What is done

  /// Goes some way, forth or back, by a program that ends after some of its requests.
  mutating func walkUntilCutOff(withSomebodyElse: Bool) async throws {
    let lifetime = Int.random(in: 1...120, using: &chance)
    let paired = before.filter { !groups(in: $0.value).isEmpty }.keys.sorted { $0.name < $1.name }
    let app = try #require(paired.randomElement(using: &chance))
    let vars = before[app] ?? [:]
    let isOfPair = Int.random(in: 0..<5, using: &chance) > 0
    let names = isOfPair ? groups(in: vars).joined().sorted() : vars.keys.sorted()
    let name = names.randomElement(using: &chance) ?? "PLAIN"
    let value = chance.uuid()
    let (theirs, truth) = (theirs, truth)
    // Just after the program has looked, and before it reads the app once more to write to it.
    let transport = EndingTransport(run.transport, lifetime: lifetime) { _, request in
      let place = TheirChanges.Place(app: app, name: name)
      guard withSomebodyElse, theirs.isWriting.load(ordering: .relaxed), theirs[place] == nil,
        request.path?.contains(app.id) == true
      else { return }
      theirs.note(value, at: place)
      try? await truth.set([name: value], of: app)
    }
    let isBack = !withSomebodyElse && Int.random(in: 0..<3, using: &chance) == 0
    await walk(with: try program(transport), back: isBack)
    guard withSomebodyElse, theirs[.init(app: app, name: name)] != nil else { return }
    touched[app] = name
    var wanted = vars
    wanted[name] = value
    let there = try await truth.vars(of: app)
    let isLeftAlone = isOfPair ? there == wanted : there?[name] == value
    #expect(
      isLeftAlone,
      "seed \(seed): \(app.name) was written to although somebody else had changed \(name)"
    )
  }

  /// Goes on as often as it takes with faults.
  mutating func walkToTheEnd() async throws {
    let client = try program(run.transport)
    let hidden = try await truth.client.listApps().apps.count - before.count
    for _ in 0..<200 {
      await walk(with: client, back: false)
      if let last, last.target != nil, last.chosen.isEmpty, last.unseen.count == hidden { return }
    }
    Issue.record("seed \(seed): it never came to an end")
  }

  /// One run of the program: it looks, creates the second client where there is none, and moves what can move.
  private mutating func walk(with client: HerokuClient, back isBack: Bool) async {
    last = nil
    theirs.isWriting.store(false, ordering: .relaxed)
    do throws(APIError) {
      let clients = try await client.all()
      let target: ClientCredentials
      switch SecondClient(of: old.client, among: clients) {
      case .found(let second): target = try await client.readClient(second.id)
      case .missing where !isBack: target = try await create(with: client)
      case .missing: return
      case .otherRedirectURI, .several, .twin:
        Issue.record("seed \(seed): another second client")
        return
      }
      let apps = try await client.listApps().apps
      let found = try await client.whereabouts(of: SoughtClients([old, target]), in: apps)
      var plan =
        isBack
        ? MigrationPlan(moving: target.client, to: old.client, found)
        : MigrationPlan(moving: old.client, to: target.client, found)
      _ = plan.choose(plan.places.map(\.app.name))
      last = plan
      let end = isBack ? old : target
      guard let secret = end.secret else { return }
      let moves = plan.changes(to: end.client.id, setting: secret)
      theirs.isWriting.store(true, ordering: .relaxed)
      var index = 0
      while index < moves.count {
        let size = Int.random(in: 1...5, using: &chance)
        await perform(Array(moves[index..<min(index + size, moves.count)]), with: client)
        index += size
      }
    } catch {
      // It ended before anything was changed, or a fault did that for it.
    }
  }

  /// Creates the second client once; where nobody knows what came of it, it is looked for.
  private func create(with client: HerokuClient) async throws(APIError) -> ClientCredentials {
    do throws(APIError) {
      return try await client.create(SecondClient.draft(for: old.client))
    } catch {
      guard error.mayHaveBeenDone,
        case .found(let made) = SecondClient(of: old.client, among: try await client.all())
      else { throw error }
      return try await client.readClient(made.id)
    }
  }

  private func perform(_ changes: [Change], with client: HerokuClient) async {
    var run = BulkRun(changes)
    let runner = BulkRunner(client, pacing: .immediate) { api, change throws(APIError) in
      try await api.perform(change)
    }
    for _ in 0..<3 where !run.isOver {
      await runner.go(on: &run) { _, _ in }
      if run.pause != nil { runner.resume(&run) }
    }
    run.stop()
  }

  private func program(_ transport: any HTTPTransport) throws -> HerokuClient {
    HerokuClient(
      transport: transport,
      endpoint: try Endpoint(parsing: "http://127.0.0.1:\(run.port)"),
      token: AccessToken(Secret(testToken)),
      userAgent: "tests/1",
      pacing: .immediate
    )
  }

  // MARK: What has come of it

  /// Which vars of an app belong together, told without the core.
  private func groups(in vars: [String: String]) -> [[String]] {
    let ids = vars.filter { $0.value == old.client.id.text }.keys.sorted()
    var groups: [[String]] = []
    var looseIDs: [String] = []
    var looseSecrets = Set(vars.filter { $0.value == oldSecret }.keys)
    for id in ids {
      let partner = id.hasSuffix("_ID") ? id.dropLast(2) + "SECRET" : ""
      if let secret = vars[partner], secret.isUUID {
        groups.append([id, partner])
        looseSecrets.remove(partner)
      } else {
        looseIDs.append(id)
      }
    }
    return looseIDs.isEmpty || looseSecrets.isEmpty ? groups : groups + [looseIDs + looseSecrets]
  }

  /// Whether a var has the old client's id or secret, or the new one's; nil where it has neither.
  private func isMoved(_ value: String?, from before: String, _ second: ClientCredentials?) -> Bool? {
    let isID = before == old.client.id.text
    if value == before || (!isID && value == oldSecret) { return false }
    guard let second else { return nil }
    return value == (isID ? second.client.id.text : second.secret?.reveal()) ? true : nil
  }

  func compare(isOver: Bool) async throws {
    let clients = try await truth.client.all()
    #expect(clients.count <= 3, "seed \(seed): created more than once")
    var second: ClientCredentials?
    if case .found(let client) = SecondClient(of: old.client, among: clients) {
      second = try await truth.client.readClient(client.id)
    }
    #expect(
      try await truth.client.readClient(old.client.id) == old,
      "seed \(seed): the old client was changed"
    )
    for (app, vars) in before {
      let there = try #require(try await truth.vars(of: app))
      // No value is printed: they are compared as whether they are the same.
      #expect(Set(there.keys) == Set(vars.keys), "seed \(seed): vars of \(app.name) were lost or have come")
      let groups = groups(in: vars)
      let paired = Set(groups.joined())
      if let name = touched[app], paired.contains(name) || vars[name] == old.client.id.text {
        for (other, value) in vars where other != name {
          let isKnown = isMoved(there[other], from: value, second) != nil
          #expect(isKnown, "seed \(seed): \(other) of \(app.name)")
        }
        // Once somebody has written another secret beside the id, it is a stale one like any other for who looks later.
        let isTheirs = there[name] == theirs[.init(app: app, name: name)]
        let isSecret = there[name] == second?.secret?.reveal() || there[name] == oldSecret
        #expect(isTheirs || isSecret, "seed \(seed): \(name) of \(app.name), which is somebody else's")
        continue
      }
      for (name, value) in vars where !paired.contains(name) {
        let expected = theirs[.init(app: app, name: name)] ?? value
        let isSame = there[name] == expected
        #expect(isSame, "seed \(seed): \(name) of \(app.name)")
      }
      for group in groups {
        let states = group.map { isMoved(there[$0], from: vars[$0] ?? "", second) }
        #expect(Set(states).count == 1 && states.first != .some(nil), "seed \(seed): \(group) of \(app.name)")
        if isOver { #expect(states.first == true, "seed \(seed): \(group) of \(app.name) has not moved") }
      }
      let holdsOld = there.values.contains { $0.contains(old.client.id.text) || $0.contains(oldSecret) }
      if isOver, holdsOld {
        let isTold = last?.places.contains { $0.app == app && !$0.rest.isEmpty } == true
        #expect(isTold, "seed \(seed): \(app.name)")
      }
    }
  }

  /// Takes away by hand what cannot move, and ends it, by programs that end after some of their requests.
  mutating func finish() async throws {
    for place in last?.places ?? [] {
      let names = place.rest.flatMap(\.names)
      try await truth.set(Dictionary(names.map { ($0, String?.none) }) { first, _ in first }, of: place.app)
    }
    for _ in 0..<200 {
      let lifetime = Int.random(in: 1...60, using: &chance)
      await end(with: try program(EndingTransport(run.transport, lifetime: lifetime) { _, _ in }))
      let names = try await truth.client.all().map(\.name)
      guard !names.contains(old.client.name) || names.contains(old.client.name + SecondClient.suffix) else {
        let left = try await truth.client.all()
        #expect(left.count == 2 && left.allSatisfy { $0.id != old.client.id })
        return
      }
    }
    Issue.record("seed \(seed): it was never finished")
  }

  private func end(with client: HerokuClient) async {
    do throws(APIError) {
      let clients = try await client.all()
      if let old = clients.first(where: { $0.id == self.old.client.id }) {
        guard case .found(let second) = SecondClient(of: old, among: clients) else { return }
        let target = try await client.readClient(second.id)
        let apps = try await client.listApps().apps
        let found = try await client.whereabouts(of: SoughtClients([self.old, target]), in: apps)
        guard MigrationPlan(moving: old, to: second, found).places.isEmpty else { return }
        _ = try await client.delete(expecting: old)
      }
      let name = self.old.client.name
      guard let second = clients.first(where: { $0.name == name + SecondClient.suffix }) else { return }
      _ = try await client.update(ClientChanges([.name: name]), expecting: second)
    } catch {
      // The next one goes on.
    }
  }
}
