import TestSupport
import Testing

@testable import HerokuAPI

private let id = ClientID.production.text
private let secret = "0a0b0c0d-1111-4222-8333-444455556666"
private let old = "99999999-1111-4222-8333-444455556666"
private let new = Secret("77777777-1111-4222-8333-444455556666")

/// What a plan makes of where a client was found.
@Suite struct RenewalPlanTests {
  private func plan(
    _ apps: [String: [String: String]],
    for occasion: RenewalPlan.Occasion = .mending,
    names: [String] = []
  ) -> RenewalPlan {
    let sought = SoughtClients(
      [ClientCredentials(client: .production, secret: Secret(secret))],
      pairs: names.compactMap(VariablePair.init(parsing:))
    )
    var found = Whereabouts()
    for (name, vars) in apps.sorted(by: { $0.key < $1.key }) {
      found.sightings += sought.sightings(in: vars, of: HerokuApp(id: "id-of-\(name)", name: name))
    }
    return RenewalPlan(.production, found, for: occasion)
  }

  private func rows(_ plan: RenewalPlan) -> [String] {
    plan.rows.map { "\($0.isTicked ? "x" : " ") \($0.app.name) \($0.name) \($0.idName ?? "-")" }
  }

  private let apps = [
    "current": ["A_ID": id, "A_SECRET": secret], "stale": ["B_ID": id, "B_SECRET": old],
    "near": ["C_KEY": id, "C_PASS": old], "url": ["D_URL": "https://\(id):\(secret)@x"],
    "old-url": ["E_URL": "https://\(id):\(old)@x"], "alone": ["F_ID": id],
    "odd": ["G_KEY": id, "PASS": secret],
    "secret": ["H": secret], "none": ["I": old],
  ]

  @Test func `to mend is what pairs strictly; what may be stale is not ticked, and the rest is told`() {
    let plan = plan(apps)
    #expect(rows(plan) == ["  near C_PASS C_KEY", "x stale B_SECRET B_ID"])
    #expect(
      plan.outOfReach.map { "\($0.app.name) \($0.names) \($0.reason)" }
        == [#"alone ["F_ID"] idAlone"#, #"old-url ["E_URL"] containsID"#]
    )
    #expect(plan.appCount == 1 && plan.pairsToName == [])
  }

  @Test func `a rotation is about what holds the current secret too, whatever it is called`() {
    let plan = plan(apps, for: .rotation)
    #expect(
      rows(plan) == [
        "x current A_SECRET A_ID", "  near C_PASS C_KEY", "x odd PASS G_KEY", "x secret H -",
        "x stale B_SECRET B_ID",
      ]
    )
    #expect(plan.rows.filter(\.isPaired).map(\.name) == ["A_SECRET", "B_SECRET"])
    #expect(
      plan.outOfReach.map { "\($0.app.name) \($0.reason)" }
        == ["alone idAlone", "old-url containsID", "url containsSecret"]
    )
    #expect(plan.appCount == 4)
    #expect(plan.pairsToName.map(\.text) == ["G_KEY:PASS"])
  }

  @Test func `an id that has to be said to pair is named with all its secrets`() {
    let apps = ["a": ["X_ID": id, "X_SECRET": secret], "b": ["X_ID": id, "Y": secret]]
    #expect(plan(apps, for: .rotation).pairsToName.map(\.text) == ["X_ID:X_SECRET", "X_ID:Y"])
  }

  @Test func `what is said to pair is taken in`() {
    let plan = plan(["near": ["C_KEY": id, "C_PASS": old]], names: ["C_KEY:C_PASS"])
    #expect(rows(plan) == ["x near C_PASS C_KEY"])
  }

  @Test func `ticks decide what is set, a change an app`() throws {
    var plan = plan([
      "a": ["A_ID": id, "A_SECRET": old, "B_ID": id, "B_SECRET": old], "near": apps["near"] ?? [:],
    ])
    #expect(plan.appCount == 1)
    plan.setTicked(true, at: 2)
    #expect(plan.appCount == 2)
    plan.setTicked(false, at: 1)
    let renewals = plan.changes(setting: new).compactMap { change -> SecretRenewal? in
      if case .renewSecret(let renewal) = change { renewal } else { nil }
    }
    #expect(renewals.map(\.app.name) == ["a", "near"])
    #expect(renewals.map(\.names) == [["A_SECRET"], ["C_PASS"]])
    for index in plan.rows.indices { plan.setTicked(false, at: index) }
    #expect(plan.changes(setting: new).isEmpty && plan.appCount == 0)
  }

  @Test func `nothing of a plan shows a value`() {
    for occasion in [RenewalPlan.Occasion.mending, .rotation] {
      let plan = plan(apps, for: occasion)
      var dumped = ""
      dump(plan.changes(setting: new), to: &dumped)
      dump(plan, to: &dumped)
      for value in [secret, old, new.reveal()] { #expect(!dumped.contains(value)) }
    }
  }
}

/// What is sent to set a secret in an app, and what is not.
@Suite struct SecretRenewalTests {
  private let app = HerokuApp(id: "app-id", name: "shop")
  private let seen = ["A_ID": id, "A_SECRET": old, "B_ID": id, "B_SECRET": old]

  private var renewal: Change {
    let sought = SoughtClients([ClientCredentials(client: .production, secret: Secret(secret))])
    var found = Whereabouts()
    found.sightings = sought.sightings(in: seen, of: app)
    return RenewalPlan(.production, found, for: .mending).changes(setting: new)[0]
  }

  private func json(_ vars: [String: String]) -> HTTPAnswer {
    .json(200, "{" + vars.map { #""\#($0)": "\#($1)""# }.joined(separator: ",") + "}")
  }

  private var done: HTTPAnswer {
    json(seen.merging(["A_SECRET": new.reveal(), "B_SECRET": new.reveal()]) { $1 })
  }

  private func perform(_ transport: ScriptedTransport, isReadOnly: Bool = false) async -> Result<
    ChangeOutcome, APIError
  > {
    do throws(APIError) {
      return .success(try await HerokuClient.scripted(transport, isReadOnly: isReadOnly).perform(renewal))
    } catch {
      return .failure(error)
    }
  }

  @Test func `reads, compares, and sends what changes alone, in one request`() async {
    let transport = ScriptedTransport(json(seen.merging(["PW": "other"]) { $1 }), done)
    let renewed = RenewedSecret(app: app, set: ["A_SECRET", "B_SECRET"])
    #expect(await perform(transport) == .success(.secretRenewed(renewed)))
    #expect(transport.lines == ["GET /apps/app-id/config-vars", "PATCH /apps/app-id/config-vars"])
    #expect(
      transport.asked.last?.body == #"{"A_SECRET":"\#(new.reveal())","B_SECRET":"\#(new.reveal())"}"#
    )
  }

  @Test func `an id in upper case or with blanks is still the id when its secret is set`() async {
    let odd = ["A_ID": id.uppercased(), "B_ID": " \(id)\n"]
    let transport = ScriptedTransport(json(["A_ID": odd["A_ID"] ?? "", "A_SECRET": old]), done)
    let renewed = RenewedSecret(app: app, set: ["A_SECRET"], leftAlone: ["B_SECRET"])
    #expect(await perform(transport) == .success(.secretRenewed(renewed)))
  }

  @Test func `what somebody else has changed stays, and what is current is left`() async {
    let theirs = "88888888-1111-4222-8333-444455556666"
    for change in [["A_SECRET": theirs], ["A_ID": theirs, "A_SECRET": theirs], ["A_SECRET": ""]] {
      let transport = ScriptedTransport(json(seen.merging(change) { $1 }), done)
      let renewed = RenewedSecret(app: app, set: ["B_SECRET"], leftAlone: ["A_SECRET"])
      #expect(await perform(transport) == .success(.secretRenewed(renewed)))
      #expect(transport.asked.last?.body == #"{"B_SECRET":"\#(new.reveal())"}"#)
    }
    let gone = ScriptedTransport(json(["A_ID": id]))
    #expect(await perform(gone) == .failure(.configVarsChanged(names: ["A_SECRET", "B_SECRET"])))
    #expect(gone.asked.count == 1)
    let current = ScriptedTransport(done)
    let renewed = RenewedSecret(app: app, current: ["A_SECRET", "B_SECRET"])
    #expect(await perform(current) == .success(.secretRenewed(renewed)))
    #expect(current.asked.count == 1)
  }

  @Test func `an id that was changed is named, and the secret that stays is to be set by hand`() async {
    let theirs = "88888888-1111-4222-8333-444455556666"
    let pair = VariablePair(idName: "A_ID", secretName: "A_SECRET")
    let some = ScriptedTransport(json(seen.merging(["A_ID": theirs]) { $1 }), done)
    let renewed = RenewedSecret(app: app, set: ["B_SECRET"], besideOtherIDs: [pair])
    #expect(await perform(some) == .success(.secretRenewed(renewed)))
    #expect(some.asked.last?.body == #"{"B_SECRET":"\#(new.reveal())"}"#)
    #expect(
      ChangeOutcome.secretRenewed(renewed).report == """
        B_SECRET of shop is set; it restarts. A_ID of shop is changed by somebody else. A_SECRET still has the old secret: set \
        it by hand if the app is to have the client.
        """
    )
    let all = ScriptedTransport(json(["A_SECRET": old, "B_SECRET": old, "A_ID": theirs]))
    let pairs = [pair, VariablePair(idName: "B_ID", secretName: "B_SECRET")]
    let error = APIError.configVarsChanged(names: [], besideOtherIDs: pairs)
    #expect(await perform(all) == .failure(error))
    #expect(all.asked.count == 1)
    let words = error.explanation(of: renewal.attempt, host: "api.heroku.com", for: .command).text
    #expect(words.contains("somebody else has changed A_ID and B_ID meanwhile."))
    #expect(words.contains("A_SECRET and B_SECRET still have the old secret: set it by hand"))
  }

  @Test func `an answer that is lost is looked for, and nothing is sent twice`() async {
    let lost = TransportFailure(.connectionLost, mayHaveBeenSent: true)
    let landed = ScriptedTransport([.answer(json(seen)), .failure(lost), .answer(done)])
    let renewed = RenewedSecret(app: app, set: ["A_SECRET", "B_SECRET"])
    #expect(await perform(landed) == .success(.secretRenewed(renewed)))
    #expect(landed.asked.count == 3)
    let missed = ScriptedTransport([.answer(json(seen)), .failure(lost), .answer(json(seen))])
    #expect(await perform(missed) == .failure(.unreachable(lost)))
    let dark = ScriptedTransport([.answer(json(seen)), .failure(lost), .failure(lost)])
    #expect(await perform(dark) == .failure(.outcomeUnknown(lost)))
    let mixed = json(seen.merging(["A_SECRET": new.reveal()]) { $1 })
    let half = ScriptedTransport([.answer(json(seen)), .failure(lost), .answer(mixed)])
    #expect(await perform(half) == .failure(.outcomeUnknown(lost)))
  }

  @Test func `read-only sends nothing that changes`() async {
    let transport = ScriptedTransport(json(seen))
    #expect(await perform(transport, isReadOnly: true) == .failure(.readOnly))
    #expect(transport.lines == ["GET /apps/app-id/config-vars"])
  }

  @Test func `an answer that is no config vars shows nothing of itself`() async {
    let transport = ScriptedTransport(.json(200, #"["postgres://pw"]"#))
    #expect(!"\(await perform(transport))".contains("postgres"))
    #expect(transport.asked.count == 1)
  }

  @Test func `says what was done, and what is noted has the names alone`() {
    let renewed = RenewedSecret(app: app, set: ["A"], current: ["B", "C"], leftAlone: ["D"])
    #expect(
      ChangeOutcome.secretRenewed(renewed).report
        == """
        A of shop is set; it restarts. B and C of shop are current already. D of shop is left alone, since somebody else \
        has changed it.
        """
    )
    #expect(
      ChangeOutcome.secretRenewed(RenewedSecret(app: app, current: ["A"])).summary
        == "A of shop is current already; nothing was sent."
    )
    let record = ChangeRecord(renewal)
    #expect(record.action == .setConfigVars && record.id == .production)
    #expect(record.destination == "shop (A_SECRET, B_SECRET)")
    let words = APIError.configVarsChanged(names: ["A"])
      .explanation(of: renewal.attempt, host: "api.heroku.com", for: .command).text
    #expect(
      words.hasPrefix("Could not set the config vars of “shop”: somebody else has changed A meanwhile.")
    )
  }

  @Test func `in a run, what is left alone is told, and what is unknown can be tried again`() {
    var run = BulkRun([renewal, renewal])
    #expect(run.steps(at: .zero).count == 2)
    run.ended(0, .failure(.configVarsChanged(names: ["A"])), at: .zero)
    run.ended(
      1,
      .failure(.outcomeUnknown(TransportFailure(.connectionLost, mayHaveBeenSent: true))),
      at: .zero
    )
    #expect(run.items.map(\.state.kind) == [.leftAlone, .unknown])
    #expect(run.canTryAgain)
    run.tryFailedAgain()
    #expect(run.items.map(\.state.kind) == [.leftAlone, .waiting])
  }
}
