import TestSupport
import Testing

@testable import HerokuAPI

private let old = OAuthClient.sample("Shop", id: "01d00000", redirectURI: "https://shop.example.com/callback")
private let second = OAuthClient.sample(
  "Shop (new)",
  id: "2ec0d000",
  redirectURI: "https://shop.example.com/callback"
)
private let oldSecret = "0a0b0c0d-1111-4222-8333-444455556666"
private let newSecret = "77777777-1111-4222-8333-444455556666"
private let stale = "99999999-1111-4222-8333-444455556666"
private let (oldID, newID) = (old.id.text, second.id.text)

private func plan(_ apps: [String: [String: String]], back: Bool = false, names: [String] = [])
  -> MigrationPlan
{
  let sought = SoughtClients(
    [.sample(old, secret: oldSecret), .sample(second, secret: newSecret)],
    pairs: names.compactMap(VariablePair.init(parsing:))
  )
  var found = Whereabouts()
  for (name, vars) in apps.sorted(by: { $0.key < $1.key }) {
    found.sightings += sought.sightings(in: vars, of: HerokuApp(id: "id-of-\(name)", name: name))
  }
  return back
    ? MigrationPlan(moving: second, to: old, found) : MigrationPlan(moving: old, to: second, found)
}

/// Which vars of an app move, and what stays behind.
@Suite struct MigrationPlanTests {
  private func words(_ plan: MigrationPlan) -> [String] {
    plan.places.map { place in
      let moving = place.variables.map(\.name).joined(separator: ",")
      let rest = place.rest.map { "\($0.names.joined(separator: ",")) \($0.reason)" }.joined(separator: "; ")
      return "\(place.isChosen ? "x" : " ") \(place.app.name) [\(moving)] \(rest)"
    }
  }

  @Test func `a pair moves as a whole, current or stale, whatever it is called`() {
    let plan = plan([
      "current": ["A_ID": oldID, "A_SECRET": oldSecret], "loose": ["KEY": oldID, "PASS": oldSecret],
      "stale": ["B_ID": oldID, "B_SECRET": stale, "PW": stale],
      "two": ["A_ID": oldID, "A_SECRET": oldSecret, "B_ID": oldID, "B_SECRET": stale],
      "by-hand": ["A_ID": oldID, "A_SECRET": newSecret],
    ])
    #expect(
      words(plan) == [
        "x by-hand [A_ID,A_SECRET] ", "x current [A_ID,A_SECRET] ", "x loose [KEY,PASS] ",
        "x stale [B_ID,B_SECRET] ", "x two [A_ID,A_SECRET,B_ID,B_SECRET] ",
      ]
    )
  }

  @Test func `half a pair does not move, nor what merely contains one or may be another's`() {
    let plan = plan([
      "id": ["A_ID": oldID, "A_SECRET": "none"], "secret": ["A_SECRET": oldSecret],
      "url": ["A_URL": "https://\(oldID):\(oldSecret)@x"], "near": ["C_KEY": oldID, "C_PASS": stale],
    ])
    #expect(
      plan.places.map { "\($0.app.name) \($0.rest.map(\.names)) \($0.variables.count) \($0.isChosen)" } == [
        #"id [["A_ID"]] 0 false"#, #"near [["C_KEY", "C_PASS"]] 0 false"#,
        #"secret [["A_SECRET"]] 0 false"#, #"url [["A_URL"]] 0 false"#,
      ]
    )
    #expect(
      plan.places.flatMap(\.rest).map(\.reason) == [
        .idAlone, .perhapsPaired(VariablePair(idName: "C_KEY", secretName: "C_PASS")), .secretAlone,
        .contains,
      ]
    )
    #expect(words(self.near(names: ["C_KEY:C_PASS"])) == ["x near [C_KEY,C_PASS] "])
  }

  @Test func `what is perhaps a secret keeps no pair from moving, and moves with none`() {
    let plan = plan([
      "a": ["A_ID": oldID, "A_SECRET": oldSecret, "A_CLIENT_SECRET": stale],
      "b": ["ID": oldID, "SECRET": stale],
    ])
    #expect(words(plan).first == "x a [A_ID,A_SECRET] ")
    #expect(plan.places[1].variables.isEmpty && !plan.places[1].isChosen)
  }

  private func near(names: [String]) -> MigrationPlan {
    plan(["near": ["C_KEY": oldID, "C_PASS": stale]], names: names)
  }

  @Test func `an app in which something would stay behind moves only by its name`() {
    var plan = plan([
      "a": ["A_ID": oldID, "A_SECRET": oldSecret, "LINK": "https://x/?client_id=\(oldID)"],
      "b": ["A_ID": oldID, "A_SECRET": oldSecret], "c": ["A_ID": oldID],
      "d": ["A_ID": oldID, "A_SECRET": oldSecret, "LONE": oldSecret],
    ])
    #expect(plan.chosen.map(\.app.name) == ["b"])
    #expect(plan.leftOut.map(\.app.name) == ["a", "c", "d"])
    #expect(plan.choose(["a", "id-of-d", "c", "none"]) == ["c", "none"])
    #expect(plan.chosen.map(\.app.name) == ["a", "d"])
    #expect(plan.chosen.map { $0.variables.map(\.name) } == [["A_ID", "A_SECRET"], ["A_ID", "A_SECRET"]])
    #expect(plan.leftOut.map(\.app.name) == ["a", "b", "c", "d"])
  }

  @Test func `says how far it is, and goes both ways`() {
    let apps = [
      "moved": ["A_ID": newID, "A_SECRET": newSecret], "left": ["A_ID": oldID, "A_SECRET": oldSecret],
      "both": ["A_ID": newID, "A_SECRET": newSecret, "B_ID": oldID, "B_SECRET": oldSecret],
      "none": ["X": stale],
    ]
    let forth = plan(apps)
    #expect(forth.moved.map(\.app.name) == ["moved"])
    #expect(forth.chosen.map { $0.variables.map(\.name) } == [["B_ID", "B_SECRET"], ["A_ID", "A_SECRET"]])
    let back = plan(apps, back: true)
    #expect(back.moved.map(\.app.name) == ["left"])
    #expect(back.chosen.map(\.app.name) == ["both", "moved"])
    let none = MigrationPlan(moving: old, to: nil, Whereabouts())
    #expect(none.moved.isEmpty && none.places.isEmpty)
  }

  @Test func `nothing of a plan shows a value`() {
    let plan = plan(["a": ["A_ID": oldID, "A_SECRET": oldSecret], "b": ["B_ID": oldID, "B_SECRET": stale]])
    var dumped = ""
    dump(plan, to: &dumped)
    dump(plan.changes(to: second.id, setting: Secret(newSecret)), to: &dumped)
    for value in [oldSecret, newSecret, stale] { #expect(!dumped.contains(value)) }
  }
}

/// How the second client is known again.
@Suite struct SecondClientTests {
  private let others = [
    OAuthClient.sample("Shop", id: "0dd00000", redirectURI: "https://other.example.com/callback"),
    .sample("Shop (New)", id: "0dd00001", redirectURI: old.redirectURI),
    .sample("Shop (new) ", id: "0dd00002", redirectURI: old.redirectURI),
  ]

  @Test func `by its name and its redirect URI, both letter by letter`() {
    #expect(SecondClient(of: old, among: others + [old]) == .missing)
    #expect(SecondClient(of: old, among: [old, second] + others) == .found(second))
    let elsewhere = second.with(redirectURI: "https://shop.example.com/Callback")
    #expect(SecondClient(of: old, among: [elsewhere]) == .otherRedirectURI(elsewhere))
    let twin = OAuthClient.sample(second.name, id: "1ec0d000", redirectURI: second.redirectURI)
    #expect(SecondClient(of: old, among: [second, twin]) == .several([twin, second]))
    let named = OAuthClient.sample(second.name, id: "3ec0d000")
    #expect(SecondClient(of: old, among: [named, second]) == .found(second))
    let same = OAuthClient.sample(old.name, id: "0dd00003", redirectURI: old.redirectURI)
    #expect(SecondClient(of: old, among: [old, same, second]) == .twin(same))
    #expect(SecondClient(of: old, among: [old, same]) == .twin(same))
  }

  @Test func `it is made of the old one, and knows what it is to be called`() {
    let draft = SecondClient.draft(for: old)
    #expect(draft == ClientDraft(name: "Shop (new)", redirectURI: old.redirectURI))
    #expect(SecondClient.finalName(of: second) == "Shop")
    #expect(SecondClient.finalName(of: old) == nil)
    #expect(SecondClient.finalName(of: old.with(name: " (new)")) == nil)
    #expect(SecondClient.originals(of: second, among: others + [old]) == [old])
    #expect(SecondClient.originals(of: old, among: [old, second]).isEmpty)
  }
}

/// What is sent to move a pair, and what is not.
@Suite struct PairMoveTests {
  private let app = HerokuApp(id: "app-id", name: "shop")
  private let seen = ["A_ID": oldID, "A_SECRET": oldSecret]
  private let after = ["A_ID": newID, "A_SECRET": newSecret]
  private let lost = TransportFailure(.connectionLost, mayHaveBeenSent: true)
  private var done: RenewedSecret { RenewedSecret(app: app, set: ["A_ID", "A_SECRET"]) }

  private func move(_ vars: [String: String]) -> Change {
    let sought = SoughtClients([.sample(old, secret: oldSecret)])
    var found = Whereabouts()
    found.sightings = sought.sightings(in: vars, of: app)
    return MigrationPlan(moving: old, to: second, found)
      .changes(to: second.id, setting: Secret(newSecret))[0]
  }

  private func json(_ vars: [String: String]) -> HTTPAnswer {
    .json(200, "{" + vars.map { #""\#($0)": "\#($1)""# }.joined(separator: ",") + "}")
  }

  private func perform(
    _ change: Change,
    _ transport: ScriptedTransport,
    isReadOnly: Bool = false
  ) async -> Result<ChangeOutcome, APIError> {
    do throws(APIError) {
      return .success(try await HerokuClient.scripted(transport, isReadOnly: isReadOnly).perform(change))
    } catch {
      return .failure(error)
    }
  }

  @Test func `sends id and secret together, and nothing else`() async {
    let transport = ScriptedTransport(json(seen.merging(["PW": "other"]) { $1 }), json(after))
    #expect(await perform(move(seen), transport) == .success(.secretRenewed(done)))
    #expect(transport.lines == ["GET /apps/app-id/config-vars", "PATCH /apps/app-id/config-vars"])
    #expect(transport.asked.last?.body == #"{"A_ID":"\#(newID)","A_SECRET":"\#(newSecret)"}"#)
  }

  @Test func `where somebody else has changed one of them, both stay`() async {
    for change in [
      ["A_SECRET": stale], ["A_ID": stale], ["A_SECRET": ""], ["A_ID": newID], ["A_SECRET": newSecret],
    ] {
      let transport = ScriptedTransport(json(seen.merging(change) { $1 }), json(after))
      let names = Array(change.keys)
      #expect(await perform(move(seen), transport) == .failure(.configVarsChanged(names: names)))
      #expect(transport.asked.count == 1)
    }
    let gone = ScriptedTransport(json([:]))
    #expect(await perform(move(seen), gone) == .failure(.configVarsChanged(names: ["A_ID", "A_SECRET"])))
    let moved = ScriptedTransport(json(after))
    let current = RenewedSecret(app: app, current: ["A_ID", "A_SECRET"])
    #expect(await perform(move(seen), moved) == .success(.secretRenewed(current)))
  }

  @Test func `a secret that somebody has set already moves with its id`() async {
    let half = ["A_ID": oldID, "A_SECRET": newSecret]
    let transport = ScriptedTransport(json(half), json(after))
    #expect(await perform(move(half), transport) == .success(.secretRenewed(done)))
  }

  @Test func `an answer that is lost is looked for, and nothing is sent twice`() async {
    let landed = ScriptedTransport([.answer(json(seen)), .failure(lost), .answer(json(after))])
    #expect(await perform(move(seen), landed) == .success(.secretRenewed(done)))
    let missed = ScriptedTransport([.answer(json(seen)), .failure(lost), .answer(json(seen))])
    #expect(await perform(move(seen), missed) == .failure(.unreachable(lost)))
    let dark = ScriptedTransport([.answer(json(seen)), .failure(lost), .failure(lost)])
    #expect(await perform(move(seen), dark) == .failure(.outcomeUnknown(lost)))
    let mixed = json(seen.merging(["A_ID": newID]) { $1 })
    let half = ScriptedTransport([.answer(json(seen)), .failure(lost), .answer(mixed)])
    #expect(await perform(move(seen), half) == .failure(.outcomeUnknown(lost)))
  }

  @Test func `goes back to the secret that the old client has, if nobody has changed it since`() async throws
  {
    guard case .movePair(let move) = move(seen) else {
      Issue.record("no move")
      return
    }
    let back = Change.movePair(move.reversed(setting: Secret(oldSecret)))
    let transport = ScriptedTransport(json(after), json(seen))
    #expect(await perform(back, transport) == .success(.secretRenewed(done)))
    #expect(transport.asked.last?.body == #"{"A_ID":"\#(oldID)","A_SECRET":"\#(oldSecret)"}"#)
    let rotated = ScriptedTransport(json(["A_ID": newID, "A_SECRET": stale]))
    #expect(await perform(back, rotated) == .failure(.configVarsChanged(names: ["A_SECRET"])))
  }

  @Test func `read-only sends nothing, and what is noted has the names alone`() async {
    let transport = ScriptedTransport(json(seen))
    #expect(await perform(move(seen), transport, isReadOnly: true) == .failure(.readOnly))
    #expect(transport.lines == ["GET /apps/app-id/config-vars"])
    let record = ChangeRecord(move(seen))
    #expect(record.action == .setConfigVars && record.id == second.id)
    #expect(record.destination == "shop (A_ID, A_SECRET)")
    #expect(record.inverse == .none(.configVars))
    #expect(move(seen).canBeRepeated && move(seen).target == nil && move(seen).requestCount == 2)
  }
}
