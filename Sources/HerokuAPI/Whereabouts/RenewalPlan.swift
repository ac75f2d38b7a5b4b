/// Where a client's secret is to be set, looked at before anything is: made of names alone, and ticked by a person.
///
/// Before a rotation it is about the vars that hold the current secret, which the rotation cuts off, and the stale ones;
/// afterwards, and whenever else, about the stale ones. What merely may be a stale secret is not ticked.
public struct RenewalPlan: Hashable, Sendable {
  /// What it is for.
  public enum Occasion: Hashable, Sendable {
    /// The client is rotated, and the new secret set everywhere at once.
    case rotation
    /// The secret that the client has is set where a stale one stands.
    case mending
  }

  /// A var that can be set.
  public struct Row: Hashable, Sendable {
    /// Its app.
    public let app: HerokuApp
    /// Its name.
    public let name: String
    /// What is in it now: the current secret, a stale one, or perhaps a stale one.
    public let content: Sighting.Content
    /// The var with the id that it stands beside, by its name or nearby; nil where there is none.
    public let idName: String?
    /// Whether its name and that of the id pair strictly, so that the secret is known for one once it is stale.
    public let isPaired: Bool
    /// Whether it is to be set.
    public internal(set) var isTicked: Bool

    let mark: ValueMark?
  }

  /// Vars of an app that cannot be set from here, or need not be, as far as anybody can tell.
  public struct OutOfReach: Hashable, Sendable {
    /// Why.
    public enum Reason: Hashable, Sendable {
      /// A value merely contains the current secret: it has to be set by hand.
      case containsSecret
      /// A value merely contains a secret that is stale: it has to be set by hand.
      case containsStaleSecret
      /// A value merely contains the id, and perhaps a secret that is stale.
      case containsID
      /// The id is there, and no secret beside it that could be told.
      case idAlone
    }

    /// The app.
    public let app: HerokuApp
    /// The vars, in the order of their names.
    public let names: [String]
    /// Why.
    public let reason: Reason
  }

  /// Whose secret it is.
  public let client: OAuthClient
  /// What it is for.
  public let occasion: Occasion
  /// What can be set, in the order of apps and names.
  public private(set) var rows: [Row] = []
  /// What cannot.
  public private(set) var outOfReach: [OutOfReach] = []
  /// The ids of the apps that somebody has left out.
  private var leftOutApps: Set<String> = []
  /// The apps that could not be looked into: whether they hold the client, nobody knows.
  public let unseen: [Whereabouts.UnseenApp]

  /// Makes a plan of where a client was found.
  public init(_ client: OAuthClient, _ found: Whereabouts, for occasion: Occasion) {
    let sightings = found.sightings.filter { $0.client == client.id }
    self.init(client, sightings, unseen: found.unseen, for: occasion)
  }

  /// Makes a plan of what was seen of a client.
  ///
  /// - Parameter unseen: the apps that could not be looked into.
  public init(
    _ client: OAuthClient,
    _ sightings: [Sighting],
    unseen: [Whereabouts.UnseenApp],
    for occasion: Occasion
  ) {
    self.client = client
    self.occasion = occasion
    self.unseen = unseen
    for sighting in sightings { take(sighting) }
  }

  private mutating func take(_ sighting: Sighting) {
    let ids = sighting.variables.filter { $0.content == .id }.map(\.name)
    for variable in sighting.variables where variable.content.isSecretAlone {
      guard variable.content != .currentSecret || occasion == .rotation else { continue }
      rows.append(
        Row(
          app: sighting.app,
          name: variable.name,
          content: variable.content,
          idName: variable.idName ?? ids.first { $0.firstWord == variable.name.firstWord } ?? ids.first,
          isPaired: variable.idName != nil && variable.content != .perhapsStaleSecret,
          isTicked: variable.content != .perhapsStaleSecret,
          mark: variable.mark
        )
      )
    }
    func note(_ contents: Set<Sighting.Content>, _ reason: OutOfReach.Reason) {
      let names = sighting.variables.filter { contents.contains($0.content) }.map(\.name)
      if !names.isEmpty { outOfReach.append(OutOfReach(app: sighting.app, names: names, reason: reason)) }
    }
    if occasion == .rotation { note([.containsCurrentSecret], .containsSecret) }
    note([.containsStaleSecret], .containsStaleSecret)
    note([.containsID, .containsPerhapsStaleSecret], .containsID)
    if sighting.state == .idOnly { note([.id], .idAlone) }
  }
}

extension RenewalPlan {
  /// How many apps are to get the secret.
  public var appCount: Int { Set(rows.lazy.filter(\.isTicked).map(\.app.id)).count }

  /// Where a longer value has the secret in it that a rotation makes a stale one: it is left, and set by hand.
  public var placesToSetByHand: [OutOfReach] { outOfReach.filter { $0.reason == .containsSecret } }

  /// How many requests it takes: two for each app, and those for the client, which is read, and rotated in a rotation.
  public var requestCount: Int { 2 * appCount + (occasion == .rotation ? 2 : 1) }

  /// Leaves apps out, by name or id.
  ///
  /// - Returns: those of the names that no app has where something would be set.
  public mutating func leaveOut(_ apps: [String]) -> [String] {
    var found: Set<String> = []
    for index in rows.indices {
      let app = rows[index].app
      guard let name = apps.first(where: { $0 == app.name || $0 == app.id }) else { continue }
      found.insert(name)
      rows[index].isTicked = false
      leftOutApps.insert(app.id)
    }
    return apps.filter { !found.contains($0) }
  }

  /// The vars that somebody has left out by naming their app.
  public var leftOut: [Row] { rows.filter { leftOutApps.contains($0.app.id) } }

  /// Ticks a row, or takes the tick away.
  public mutating func setTicked(_ isTicked: Bool, at index: Int) {
    if rows.indices.contains(index) { rows[index].isTicked = isTicked }
  }

  /// Setting a secret in what is ticked: a change for each app.
  public func changes(setting secret: Secret) -> [Change] {
    var apps: [HerokuApp] = []
    var variables: [String: [SecretRenewal.Variable]] = [:]
    for row in rows where row.isTicked {
      if variables[row.app.id] == nil { apps.append(row.app) }
      variables[row.app.id, default: []].append(
        .init(name: row.name, idName: row.isPaired ? row.idName : nil, mark: row.mark)
      )
    }
    return apps.map { app in
      .renewSecret(
        SecretRenewal(app: app, client: client.id, secret: secret, variables: variables[app.id] ?? [])
      )
    }
  }

  /// The names that have to be said to pair, so that all that is ticked, and what somebody has left out, would be found
  /// again once it is stale.
  ///
  /// Without those that pair by their names; but where one id has to be said to pair, so have all its secrets, since what
  /// is said takes the place of what names say.
  public var pairsToName: [VariablePair] {
    let ticked = rows.filter { $0.isTicked || leftOutApps.contains($0.app.id) }
    let odd = Set(
      ticked.filter { row in
        row.idName.map { VariablePair(ofID: $0)?.secretName != row.name } ?? false
      }.compactMap(\.idName)
    )
    let said = ticked.compactMap { row in
      row.idName.flatMap { odd.contains($0) ? VariablePair(idName: $0, secretName: row.name) : nil }
    }
    return Set(odd.compactMap(VariablePair.init(ofID:)) + said).sorted { $0.text < $1.text }
  }
}

extension Sighting.Content {
  /// Whether the value is a secret, or perhaps one, and nothing else, so that another can take its place.
  var isSecretAlone: Bool {
    switch self {
    case .currentSecret, .staleSecret, .perhapsStaleSecret: true
    case .id, .containsID, .containsCurrentSecret, .containsStaleSecret, .containsPerhapsStaleSecret: false
    }
  }
}

extension String {
  /// What stands before the first underscore.
  var firstWord: Substring { prefix { $0 != "_" } }
}
