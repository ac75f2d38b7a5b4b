import ClientIndex
import FoundationEssentials
import HerokuAPI
import TerminalText

/// Where the clients are used, as it was found when somebody looked.
struct Uses: Hashable, Sendable {
  /// Where each client is that was looked for, in the order of the apps; none for one that is in no app.
  private(set) var sightings: [ClientID: [Sighting]]
  /// How many apps were looked into.
  let appsRead: Int
  /// The apps that could not be.
  let unseen: [Whereabouts.UnseenApp]
  /// What the list of apps lacks, in words; empty where it is whole.
  let shortfall: String
  /// When it was looked.
  let date: Date

  /// Sorts what was found by client.
  init(_ found: Whereabouts, of clients: [ClientID], lacking shortfall: String, at date: Date) {
    let places = Dictionary(grouping: found.sightings, by: \.client)
    sightings = Dictionary(clients.map { ($0, places[$0] ?? []) }) { first, _ in first }
    (appsRead, unseen) = (found.appsRead, found.unseen)
    self.shortfall = shortfall
    self.date = date
  }

  /// Notes that a client has got a new secret.
  mutating func noteRotation(of id: ClientID) {
    sightings[id] = sightings[id]?.map(\.afterRotation)
  }

  /// Forgets where a client is: nobody knows whether what was found is still so.
  mutating func forget(_ id: ClientID) { sightings[id] = nil }

  /// Notes that a secret was set in an app.
  mutating func note(_ renewal: SecretRenewal, _ renewed: RenewedSecret) {
    sightings[renewal.client] = sightings[renewal.client]?.map { sighting in
      sighting.app.id == renewed.app.id ? sighting.after(renewal, renewed) : sighting
    }
  }

  /// The same for the list.
  var index: [ClientID: ClientUse] { sightings.mapValues { ClientUse($0) } }

  /// What sets the secrets of clients where old ones stand: first what is known to be one, then what may be.
  ///
  /// - Returns: the changes, and how many of them are about what is known.
  func changes(setting made: [ClientCredentials]) -> (changes: [Change], certain: Int) {
    let parts = made.compactMap { made in made.secret.map { changes(setting: $0, of: made.client) } }
    let certain = parts.flatMap(\.certain)
    return (certain + parts.flatMap(\.perhaps), certain.count)
  }

  /// In how many apps the secrets of clients can be set.
  func appsToSet(_ made: [ClientCredentials]) -> Int {
    Set(
      changes(setting: made).changes.compactMap { change in
        if case .renewSecret(let renewal) = change { renewal.app.id } else { nil }
      }
    ).count
  }

  /// The same by a plan for one client.
  func changes(setting secret: Secret, by plan: RenewalPlan) -> (changes: [Change], certain: Int) {
    let parts = Self.parts(secret, by: plan)
    return (parts.certain + parts.perhaps, parts.certain.count)
  }

  private func changes(setting secret: Secret, of client: OAuthClient) -> (
    certain: [Change], perhaps: [Change]
  ) {
    Self.parts(secret, by: RenewalPlan(client, sightings[client.id] ?? [], unseen: unseen, for: .mending))
  }

  private static func parts(_ secret: Secret, by plan: RenewalPlan) -> (certain: [Change], perhaps: [Change])
  {
    var plan = plan
    let certain = plan.changes(setting: secret)
    let apps = Set(plan.rows.lazy.filter(\.isTicked).map(\.app.id))
    for (index, row) in plan.rows.enumerated() {
      plan.setTicked(!row.isTicked && !apps.contains(row.app.id), at: index)
    }
    return (certain, plan.changes(setting: secret))
  }

  /// Where a new secret of a client is to be set once a rotation has made old ones of what is there.
  func plan(afterRotating client: OAuthClient) -> RenewalPlan {
    RenewalPlan(
      client,
      (sightings[client.id] ?? []).map(\.afterRotation),
      unseen: unseen,
      for: .mending
    )
  }

  /// How many apps hold what is, or may be, an old secret of a client.
  func oldPlaces(of id: ClientID) -> [Sighting] {
    (sightings[id] ?? []).filter { $0.state == .stale || $0.state == .perhapsStale }
  }

  /// Where a longer value has, or may have, a stale secret of clients in it; nil where there is none.
  func placesToSetByHand(_ clients: [OAuthClient]) -> String? {
    let places = clients.flatMap { client in
      RenewalPlan(client, sightings[client.id] ?? [], unseen: unseen, for: .mending).outOfReach.filter {
        $0.reason == .containsStaleSecret || $0.reason == .containsID
      }
    }
    let names = places.map { "\($0.app.name) (\($0.names.joined(separator: ", ")))" }
    return names.isEmpty ? nil : CleanText(names.joined(separator: ", ")).text
  }

  /// Why nothing can be set where clients are: no app is known to hold a stale secret by itself.
  func reasonAgainstSetting(_ clients: [OAuthClient]) -> String {
    let whose = clients.count == 1 ? "“\(clients[0].displayName)”" : "these clients"
    let byHand = placesToSetByHand(clients).map { " Set by hand what has it in a longer value: \($0)." }
    return "No app is known to hold a stale secret of \(whose) that can be set from here." + (byHand ?? "")
  }

  /// How much was found, in sentences.
  var summary: String {
    let apps = appsRead + unseen.count
    let used = sightings.values.count { !$0.isEmpty }
    let stale = sightings.values.count { $0.contains { $0.state == .stale } }
    let nowhere = sightings.count - used
    return "Looked into \(Counted.number(appsRead)) of \(Counted.number(apps)) app\(apps == 1 ? "" : "s"): "
      + "\(Counted.clients(used)) found, \(stale == 0 ? "none" : Counted.number(stale)) with a stale secret somewhere"
      + (nowhere == 0
        ? "." : "; \(Counted.number(nowhere)) nowhere, which does not say that they are unused.")
  }
}

extension ClientUse {
  /// What the list has to know of where a client was seen.
  init(_ sightings: [Sighting]) {
    self.init(apps: sightings.map(\.app.name), isStale: sightings.contains { $0.state == .stale })
  }
}

extension HerokuApp {
  /// The app, with its team.
  var place: String { team.map { "\(name) (team \($0))" } ?? name }
}

extension [Whereabouts.UnseenApp] {
  /// The apps as far as a person reads them, and how many there are besides.
  var names: String {
    let shown = prefix(Self.mostNames).map { CleanText($0.app.place).text }.joined(separator: ", ")
    return count > Self.mostNames ? "\(shown) and \(Counted.number(count - Self.mostNames)) more" : shown
  }

  /// So many names are told; computed, since an extension of `Array` stores nothing.
  private static var mostNames: Int { 10 }
}

extension Sighting {
  /// The app, with its team.
  var place: String { app.place }

  /// What of the client is there, as a part of a sentence.
  var words: String {
    func names(_ contents: Content...) -> String {
      variables.filter { contents.contains($0.content) }.map(\.name).joined(separator: ", ")
    }
    return switch state {
    case .stale: "\(names(.staleSecret, .containsStaleSecret)): a stale secret"
    case .perhapsStale: "\(names(.perhapsStaleSecret, .containsPerhapsStaleSecret)): perhaps a stale secret"
    case .current: variables.map(\.name).joined(separator: ", ")
    case .idOnly:
      variables.map(\.name).joined(separator: ", ")
        + (variables.contains { $0.content == .containsID } ? ": the id, within a value" : ": the id alone")
    }
  }
}
