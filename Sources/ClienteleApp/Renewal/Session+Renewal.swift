import HerokuAPI

extension Session {
  /// Looks where a client is used, and says what of that can be set.
  ///
  /// - Parameters:
  ///   - shown: the client with its secret.
  ///   - pairs: the names that were said to pair.
  ///   - pipelines: the pipelines whose own vars are looked at too.
  ///   - apps: the names of apps that are left out.
  ///   - isReadingMeant: whether so many requests are meant, whatever their number.
  ///   - isTried: whether it is only looked at, which read-only mode lets pass.
  func plan(
    _ shown: ClientCredentials,
    pairs: [VariablePair],
    pipelines: [String] = [],
    except apps: [String] = [],
    for occasion: RenewalPlan.Occasion,
    isReadingMeant: Bool,
    isTried: Bool
  ) async throws(CommandFailure) -> (plan: RenewalPlan, preview: RenewalPreview) {
    if client.isReadOnly, !isTried {
      throw CommandFailure(.readOnly, of: occasion.attempt(with: shown.client), host: host)
    }
    let list = try await call(.loadApps) { api throws(APIError) in try await api.listApps() }
      .adding(pipelines: pipelines)
    try WhereCommand.consent(toReading: list.apps, after: client.sentRequests, isGiven: isReadingMeant)
    let found = try await whereabouts(of: SoughtClients([shown], pairs: pairs), in: list.apps)
    var plan = RenewalPlan(shown.client, found, for: occasion)
    let missing = plan.leaveOut(apps)
    guard missing.isEmpty else {
      throw CommandFailure(
        .notFound,
        "There is nothing to set in: \(missing.joined(separator: ", ")). Nothing was done; see --except."
      )
    }
    let preview = RenewalPreview(
      plan: plan,
      shortfall: list.shortfall,
      remainingRequests: try? await client.remainingRequests(),
      host: host,
      pipelines: pipelines
    )
    return (plan, preview)
  }

  /// Sets a secret in the apps of a plan, several at once, and tells of each as it ends.
  ///
  /// - Parameters:
  ///   - pairs: the names that were said to pair.
  ///   - pipelines: the pipelines that were named.
  ///   - remainingRequests: how many requests are left, where that is known.
  ///   - reserve: how many of them are left to others.
  /// - Throws: with ``ExitStatus/appNotReached`` where a place is left, with a list of these and how to go on.
  func setEverywhere(
    _ secret: Secret,
    by plan: RenewalPlan,
    pairs: [VariablePair],
    pipelines: [String] = [],
    remainingRequests: Int?,
    reserve: Int = BulkRun.standardReserve
  ) async throws(CommandFailure) {
    let wayOn = wayToFinish(plan, pairs: pairs, pipelines: pipelines)
    let words = BulkWords(done: "set", noun: "apps", isAlwaysSummedUp: true, wayOn: wayOn)
    let changes = plan.changes(setting: secret)
    let ended =
      changes.isEmpty
      ? nil
      : await perform(changes, remainingRequests: remainingRequests, reserve: reserve, words: words)
    let left = (ended?.run.items ?? []).compactMap(Self.left)
    let byHand = plan.placesToSetByHand.map { place in
      "  \(place.app.name): \(place.names.joined(separator: ", ")) (contains the old secret; set it by hand)"
    }
    guard !left.isEmpty || !byHand.isEmpty else { return }
    throw CommandFailure(
      .appNotReached,
      lines: (ended?.failure?.lines ?? []) + ["Left without the secret that “\(plan.client.name)” has now:"]
        + left + byHand
        + (left.isEmpty ? [] : wayOn)
    )
  }

  /// The command that finishes what was cut off, with the words before it.
  func wayToFinish(_ plan: RenewalPlan, pairs: [VariablePair], pipelines: [String] = []) -> [String] {
    var names = pairs
    for pair in plan.pairsToName where !names.contains(pair) { names.append(pair) }
    let command = CommandLineText(
      "where",
      [plan.client.id.text],
      options: [(name: "mend", value: nil)] + names.map { (name: "names", value: $0.text) }
        + pipelines.map { (name: "pipeline", value: $0) } + given.server
    )
    return ["To see what is left, and to set it there:", "  \(command)"]
  }

  /// A place that is left, with what has become of it; nil where nothing is.
  private static func left(_ item: BulkRun.Item) -> String? {
    switch item.state {
    case .done(.secretRenewed(let renewed)):
      left(in: renewed.app.name, renewed.leftAlone, renewed.besideOtherIDs)
    case .leftAlone(.configVarsChanged(let names, let pairs)):
      if case .renewSecret(let renewal) = item.change {
        left(in: renewal.app.name, names, pairs)
      } else {
        nil
      }
    case .done: nil
    default: "  \(item.change.subject) (\(item.state.kind.label))"
    }
  }
}

extension Session {
  /// The vars of an app that somebody else has changed, and those with an old secret that nothing finds again, since the id
  /// beside them is another.
  private static func left(in app: String, _ names: [String], _ pairs: [VariablePair]) -> String? {
    let changed = names.isEmpty ? [] : ["\(names.joined(separator: ", ")) (\(BulkRun.Kind.leftAlone.label))"]
    let kept = pairs.map {
      "\($0.secretName) (has the old secret; somebody else has changed \($0.idName): set it by hand)"
    }
    return pairs.isEmpty && names.isEmpty ? nil : "  \(app): \((changed + kept).joined(separator: ", "))"
  }
}

extension RenewalPlan.Occasion {
  /// What it begins with, for whoever is told that it is refused.
  fileprivate func attempt(with client: OAuthClient) -> Attempt {
    switch self {
    case .rotation: .rotate(name: client.name)
    case .mending: .setSecret(name: client.name)
    }
  }
}
