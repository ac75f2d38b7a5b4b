import HerokuAPI

/// Apps on their way from one client to another, in groups: each group is confirmed before the next begins.
struct MigrationRun {
  let session: Session
  let plan: MigrationPlan
  let isBack: Bool
  let groupSize: Int
  /// Whether the apps were named, so that the others are nobody's affair now.
  let isNarrowed: Bool
  /// What says that an app works; nil where a person does.
  let check: AppCheck?
  /// What is advised to whoever wants to go on.
  let wayOn: [String]

  /// The same to whoever wants to have apps back that have moved; nothing where they are on the way back.
  let wayBack: ([HerokuApp]) -> [String]
  /// The apps that had moved before this run, of those that are meant.
  let movedBefore: [HerokuApp]

  private(set) var moved: Set<String> = []
  private(set) var remarks: [String: String] = [:]

  /// Moves what is chosen.
  ///
  /// - Parameter target: the client that the apps get; its secret is read anew for each group.
  /// - Throws: with ``ExitStatus/appNotReached`` where something is left, with a list of it and how to go on.
  mutating func run(to target: OAuthClient, hasCreated: Bool) async throws(CommandFailure) {
    let places = plan.chosen
    var next = 0
    // A run before may have ended since one of these does not work. On the way back nothing is held up by that.
    if !isBack { try confirmMovedBefore() }
    while next < places.count {
      let group = Array(places[next..<min(next + groupSize, places.count)])
      next += group.count
      let moves: [Change]
      do throws(CommandFailure) {
        moves = try await changes(of: group, to: target)
      } catch {
        guard hasCreated || !moved.isEmpty else { throw error }
        throw failure(error)
      }
      let words = BulkWords(done: "moved", noun: "apps", wayOn: wayOn)
      let ended = await session.perform(moves, words: words)
      for item in ended.run.items {
        guard case .movePair(let move) = item.change else { continue }
        if item.state.outcome != nil {
          moved.insert(move.app.id)
          remarks[move.app.id] = nil
        } else {
          remarks[move.app.id] = item.state.kind.label
        }
      }
      if ended.run.isStopped || ended.run.counts[.unknown] > 0 { throw failure(ended.failure) }
      tellSignals()
      if let check {
        try confirm(group.map(\.app).filter { moved.contains($0.id) }, by: check)
      } else if let answer = ask(about: group, before: places[next...]) {
        if answer == .back { await takeBack(moves, to: plan.client) }
        throw next < places.count || answer == .back ? failure(nil) : unconfirmed(group)
      }
    }
    if isBack { try confirmMovedBefore() }
    if isNarrowed ? moved.count < places.count : moved.count < places.count || !plan.leftOut.isEmpty {
      throw failure(nil)
    }
  }

  /// The changes of a group, with the secret that the target has now: between two groups hours may lie.
  private func changes(
    of group: [MigrationPlan.Place],
    to target: OAuthClient
  ) async throws(CommandFailure) -> [Change] {
    let now = try await session.owned(target)
    guard let secret = now.secret else { throw .secretWithheld(now.client) }
    guard now.client.redirectURI.utf8.elementsEqual(target.redirectURI.utf8) else {
      throw CommandFailure(
        .refused,
        "“\(now.client.name)” has got another redirect URI meanwhile. No more apps were moved; look at it first."
      )
    }
    let apps = Set(group.map(\.app.id))
    return plan.changes(to: target.id, setting: secret).filter { change in
      if case .movePair(let move) = change { apps.contains(move.app.id) } else { false }
    }
  }

  // MARK: Confirming

  private enum Answer {
    case stop
    case back
  }

  /// Runs the person's program about each app that had moved before this run: whether it has said of them that they work, nothing
  /// tells.
  mutating func confirmMovedBefore() throws(CommandFailure) {
    guard let check else { return }
    tellSignals()
    try confirm(movedBefore, by: check)
  }

  /// Runs the person's program about each of several apps, and tells of all of them with which it finds fault.
  private mutating func confirm(_ apps: [HerokuApp], by check: AppCheck) throws(CommandFailure) {
    var broken: [HerokuApp] = []
    // Of a stage of a pipeline nothing runs that could be tried.
    for app in apps where app.stage == nil {
      guard let problem = check.problem(with: app, waitingBy: Interruption.current.wait) else { continue }
      remarks[app.id] = "moved, but \(problem)"
      broken.append(app)
    }
    guard broken.isEmpty else {
      throw CommandFailure(.appNotReached, lines: failure(nil).lines + wayBack(broken))
    }
  }

  /// Why it ends although the last group has moved: nobody has said that it works.
  private mutating func unconfirmed(_ group: [MigrationPlan.Place]) -> CommandFailure {
    let there = group.map(\.app).filter { moved.contains($0.id) }
    for app in there { remarks[app.id] = "moved, and not confirmed" }
    return CommandFailure(.appNotReached, lines: failure(nil).lines + wayBack(there))
  }

  /// Asks whether the next group is to move, or the last one works; nil says yes.
  private func ask(about group: [MigrationPlan.Place], before rest: ArraySlice<MigrationPlan.Place>)
    -> Answer?
  {
    let next = rest.prefix(groupSize).map(\.app.name).joined(separator: ", ")
    let there = group.filter { moved.contains($0.app.id) }.map(\.app.name)
    guard !rest.isEmpty else { return askAboutTheLast(there) }
    let isBackOffered = !isBack && !there.isEmpty
    let advice = there.isEmpty ? "" : "See that \(there.joined(separator: ", ")) works. "
    StandardError.print("\(advice)Next would be \(next).")
    StandardError.ask(
      "Press Return to go on, \(isBackOffered ? "type back to take the last step back, " : "")or type stop: "
    )
    return answer(isBackOffered: isBackOffered)
  }

  /// Asks whether the last group works: who is there to say so can have it back at once.
  private func askAboutTheLast(_ there: [String]) -> Answer? {
    guard StandardError.canAsk, !isBack, !there.isEmpty else { return nil }
    StandardError.print("See that \(there.joined(separator: ", ")) works.")
    StandardError.ask("Press Return to end, or type back to take the last step back: ")
    return answer(isBackOffered: true)
  }

  /// What is typed; whatever was not offered is asked for again, and the end of what is typed stops.
  private func answer(isBackOffered: Bool) -> Answer? {
    while true {
      switch readLine() {
      case "": return nil
      case "back" where isBackOffered: return .back
      case nil, "stop": return .stop
      case _?: StandardError.ask("Press Return, \(isBackOffered ? "type back, " : "")or type stop: ")
      }
    }
  }

  /// Moves the apps of a group back to the client that they had.
  private mutating func takeBack(_ moves: [Change], to client: OAuthClient) async {
    let secret: Secret?
    do throws(CommandFailure) {
      secret = try await session.owned(client).secret
    } catch {
      return StandardError.print(lines: error.lines)
    }
    guard let secret else { return }
    let back = moves.compactMap { change -> Change? in
      guard case .movePair(let move) = change, moved.contains(move.app.id) else { return nil }
      return .movePair(move.reversed(setting: secret))
    }
    let ended = await session.perform(back, words: BulkWords(done: "moved back", noun: "apps"))
    for item in ended.run.items where item.state.outcome != nil {
      guard case .movePair(let move) = item.change else { continue }
      moved.remove(move.app.id)
      remarks[move.app.id] = "moved back"
    }
  }

  // MARK: What is left

  /// What a signal between two groups tells.
  private func tellSignals() {
    let (count, all, wayOn) = (moved.count, plan.chosen.count, wayOn)
    Interruption.current.setRemark { ["\(count) of \(all) apps were moved."] + wayOn }
  }

  /// Why it ends before everything is moved: what is left, and how to go on.
  private func failure(_ cause: CommandFailure?) -> CommandFailure {
    let chosen = plan.chosen.filter { !moved.contains($0.app.id) || remarks[$0.app.id] != nil }.map { place in
      "  \(MigrationPreview.name(of: place.app)) (\(remarks[place.app.id] ?? BulkRun.Kind.notBegun.label))"
    }
    let before = movedBefore.filter { remarks[$0.id] != nil }.map { app in
      "  \(MigrationPreview.name(of: app)) (\(remarks[app.id] ?? ""), before this run)"
    }
    let others = isNarrowed ? [] : plan.leftOut.filter { !$0.isChosen }
    return CommandFailure(
      .appNotReached,
      lines: (cause?.lines ?? []) + ["\(moved.count) of \(plan.chosen.count) apps were moved. Left:"] + chosen
        + before + others.map(MigrationPreview.line) + wayOn
    )
  }
}
