import ClientIndex
public import HerokuAPI

/// Looking where the clients are used.
extension Browser {
  /// Lists the apps, for a screen that says what it would cost to look into them.
  mutating func listApps(for index: Int) -> [Effect] {
    let id = shared.work.begin(.apps)
    screens[index].request = id
    return [.listApps(id)]
  }

  /// Looks into apps.
  mutating func look(into apps: AppList, for index: Int) -> [Effect] {
    let id = shared.work.begin(.uses)
    screens[index].request = id
    return [.lookForClients(id, in: apps.apps)]
  }

  /// Gives up the read that a screen waits for.
  mutating func giveUp(of index: Int) -> [Effect] {
    guard let id = screens[index].request, shared.work.end(id) != nil else { return [] }
    screens[index].request = nil
    return [.cancel(id)]
  }

  /// Takes in what comes of it.
  mutating func takeWhere(_ event: Event) -> [Effect] {
    switch event {
    case .appsListed(let id, let apps):
      guard let index = end(id) else { return [] }
      return give(.apps(apps), to: index)
    case .appsLookedInto(let id, let count):
      guard shared.work[id] != nil, let index = screenWaiting(for: id) else { return [] }
      return give(.progress(count), to: index)
    case .clientsFound(let id, let found, let clients):
      guard let index = end(id), let screen = screens[index] as? WhereScreen else { return [] }
      let uses = Uses(found, of: clients, lacking: screen.apps.shortfall, at: shared.now)
      shared.uses = uses
      shared.clients.setUses(uses.index, at: shared.now)
      if !shared.columns.contains(.apps) { showApps() }
      return give(.looked, to: index)
    default: return []
    }
  }

  /// Ends a read that a screen waits for, and says which.
  private mutating func end(_ id: RequestID) -> Int? {
    guard shared.work.end(id) != nil, let index = screenWaiting(for: id) else { return nil }
    screens[index].request = nil
    return index
  }

  /// Gives the list its column, before the first of those that give way to it.
  private mutating func showApps() {
    let dates: [ListColumn] = [.updated, .created, .id]
    let place = shared.columns.firstIndex(where: dates.contains) ?? shared.columns.endIndex
    shared.columns.insert(.apps, at: place)
  }

  // MARK: What becomes of it

  /// Notes that a client has got a new secret: whoever held the one of before holds an old one now.
  mutating func noteRotation(of id: ClientID) {
    shared.uses?.noteRotation(of: id)
    showUse(of: id)
  }

  /// Notes that a secret was set in an app.
  mutating func note(_ outcome: ChangeOutcome, of change: Change) {
    guard case .renewSecret(let renewal) = change, case .secretRenewed(let renewed) = outcome else { return }
    shared.uses?.note(renewal, renewed)
    showUse(of: renewal.client)
  }

  /// Notes that a change may have been done: whether a secret is old after a rotation whose answer was lost, nobody knows.
  mutating func note(_ error: APIError, of change: Change) {
    guard error.mayHaveBeenDone, case .rotate(let client) = change else { return }
    shared.uses?.forget(client.id)
    shared.clients.setUse(nil, of: client.id, at: shared.now)
  }

  private mutating func showUse(of id: ClientID) {
    guard let sightings = shared.uses?.sightings[id] else { return }
    shared.clients.setUse(ClientUse(sightings), of: id, at: shared.now)
  }

  // MARK: Setting a secret

  /// Shows what would set the secrets of clients where old ones stand.
  mutating func offerToSet(_ made: [ClientCredentials]) -> [Effect] {
    guard let uses = shared.uses else { return [] }
    let (changes, certain) = uses.changes(setting: made)
    guard !changes.isEmpty else {
      return tellInFront(Status(.warning, uses.reasonAgainstSetting(made.map(\.client))))
    }
    var remarks = ["Each app restarts. A variable that somebody else has changed meanwhile stays as it is."]
    if let places = uses.placesToSetByHand(made.map(\.client)) {
      remarks.append("Set by hand what has it in a longer value: \(places).")
    }
    if !uses.unseen.isEmpty {
      remarks.append("Could not be looked into, and may hold a stale secret: \(uses.unseen.names).")
    }
    if certain < changes.count {
      remarks.append(
        "What is left out is perhaps a stale secret, by its name and its form: take it in if you know that it is."
      )
    }
    if made.count == 1, shared.clients.markedCount > 1 {
      remarks.append("This is about the selected client alone, and not about those that are marked.")
    }
    var proposal = Proposal(Self.title(made), changes, remarks: remarks)
    proposal.ending = uses.placesToSetByHand(made.map(\.client)).map { "To be set by hand: \($0)." } ?? ""
    return grant(
      [.push(PreviewScreen(proposal, unticked: Set(certain..<changes.count)))],
      of: screens.count - 1
    )
  }

  /// Sets a new secret in apps that hold the one of before, as was confirmed with the rotation.
  ///
  /// - Parameter leftOut: what is told at the end of apps that keep the old one; empty where there are none.
  mutating func setEverywhere(
    _ made: ClientCredentials,
    inApps apps: Set<String>,
    leftOut: String
  ) -> [Effect] {
    let changes = (shared.uses?.changes(setting: [made]).changes ?? []).filter { change in
      if case .renewSecret(let renewal) = change { apps.contains(renewal.app.id) } else { false }
    }
    guard !changes.isEmpty else {
      if !leftOut.isEmpty { shared.status = Status(.warning, leftOut) }
      return []
    }
    if let reason = shared.reasonAgainstRun {
      let key = shared.keymap.name(of: .mend, in: .list)
      shared.status = Status(
        .warning,
        "The secret was not set in the apps yet: \(reason) \(key) sets it afterwards."
      )
      return []
    }
    var proposal = Proposal(Self.title([made]), changes)
    proposal.usesReserve = true
    proposal.ending = leftOut
    return begin(proposal)
  }

  private static func title(_ made: [ClientCredentials]) -> String {
    guard made.count == 1 else {
      return "Set the new secrets of \(Counted.clients(made.count)) in their apps"
    }
    return "Set the secret of “\(made[0].client.displayName)” in its apps"
  }
}

extension Browser {
  /// In how many apps a client is, for the list; empty where nobody has looked.
  public func appsText(of id: ClientID) -> String {
    guard let use = shared.clients.use(of: id) else { return "" }
    guard !use.apps.isEmpty else { return "none" }
    return "\(use.apps.count)\(use.isStale ? ", stale" : "")"
  }

  /// Whether an app holds an old secret of a client, as far as somebody has looked.
  public func isStale(_ id: ClientID) -> Bool { shared.clients.use(of: id)?.isStale == true }
}
