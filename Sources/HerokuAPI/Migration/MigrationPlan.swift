/// Which apps move from one client to another, looked at before any does: made of names alone.
///
/// An app moves as a whole: every var that is the id, and every one that is its secret. What is only one of the two, or merely
/// contains one, stays behind and is told. An app in which something would stay behind moves only where it is chosen by name.
public struct MigrationPlan: Hashable, Sendable {
  /// An app that holds the client.
  public struct Place: Hashable, Sendable {
    /// The app.
    public let app: HerokuApp
    /// The vars that move, in the order of their names; empty where none can.
    public let variables: [Variable]
    /// What would stay behind.
    public let rest: [Rest]
    /// Whether it is to move.
    public fileprivate(set) var isChosen: Bool

    fileprivate let moved: [PairMove.Variable]
  }

  /// A var that moves.
  public struct Variable: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// What is in it: the id, the current secret, or a stale one.
    public let content: Sighting.Content
  }

  /// Vars of an app that cannot move.
  public struct Rest: Hashable, Sendable {
    /// Why.
    public enum Reason: Hashable, Sendable {
      /// A value merely contains the id or the secret: it has to be set by hand.
      case contains
      /// The id is there, and no secret that could be told to belong to it.
      case idAlone
      /// The secret is there, and no id that it could belong to.
      case secretAlone
      /// The id is there, and beside it a secret that nobody knows to belong to it; the names would have to be said to pair.
      case perhapsPaired(VariablePair)
    }

    /// The vars, in the order of their names.
    public let names: [String]
    /// Why.
    public let reason: Reason
  }

  /// The client that the apps have.
  public let client: OAuthClient
  /// The client that they move to; nil where there is none yet.
  public let target: OAuthClient?
  /// Where the client is, in the order of the apps' names.
  public private(set) var places: [Place]
  /// Where the target is, and the client is not: these have moved, or were the target's from the start.
  public let moved: [Sighting]
  /// The apps that could not be looked into: whether they hold the client, nobody knows.
  public let unseen: [Whereabouts.UnseenApp]

  /// Makes a plan of where both clients were found.
  public init(moving client: OAuthClient, to target: OAuthClient?, _ found: Whereabouts) {
    self.client = client
    self.target = target
    places = found.sightings.filter { $0.client == client.id }.map(Place.init)
    let apps = Set(places.map(\.app.id))
    moved = found.sightings.filter { $0.client == target?.id && !apps.contains($0.app.id) }
    unseen = found.unseen
  }
}

extension MigrationPlan {
  /// The apps that are to move.
  public var chosen: [Place] { places.filter(\.isChosen) }

  /// What is left where it is although the client is there.
  public var leftOut: [Place] { places.filter { !$0.isChosen || !$0.rest.isEmpty } }

  /// Chooses just these apps, by name or id, also those in which something stays behind.
  ///
  /// - Returns: the names of which no app can move.
  public mutating func choose(_ names: [String]) -> [String] {
    for index in places.indices {
      let place = places[index]
      places[index].isChosen =
        !place.variables.isEmpty && (names.contains(place.app.name) || names.contains(place.app.id))
    }
    return names.filter { name in !chosen.contains { $0.app.name == name || $0.app.id == name } }
  }

  /// The moves of what is chosen: a change for each app.
  ///
  /// - Parameters:
  ///   - target: the client that they get.
  ///   - secret: its secret.
  public func changes(to target: ClientID, setting secret: Secret) -> [Change] {
    chosen.map { place in
      .movePair(
        PairMove(app: place.app, from: client.id, to: target, secret: secret, variables: place.moved)
      )
    }
  }
}

extension MigrationPlan.Place {
  fileprivate init(_ sighting: Sighting) {
    let pairs = Pairs(sighting)
    app = sighting.app
    let moving = sighting.variables.filter { pairs.moving.contains($0.name) }
    variables = moving.map { .init(name: $0.name, content: $0.content) }
    moved = moving.map { .init(name: $0.name, mark: $0.content == .id ? nil : $0.mark) }
    rest = pairs.rest
    isChosen = !moving.isEmpty && rest.isEmpty
  }
}

/// Which vars of an app belong together.
private struct Pairs {
  /// The names of those that do.
  private(set) var moving: Set<String> = []
  /// The others.
  private(set) var rest: [MigrationPlan.Rest] = []

  init(_ sighting: Sighting) {
    var looseIDs: [String] = []
    var looseSecrets: [String] = []
    var near: [(name: String, idName: String)] = []
    var containing: [String] = []
    for variable in sighting.variables {
      switch variable.content {
      case .id: looseIDs.append(variable.name)
      case .currentSecret where variable.idName == nil: looseSecrets.append(variable.name)
      case .currentSecret, .staleSecret: moving.formUnion([variable.name, variable.idName ?? variable.name])
      case .perhapsStaleSecret: near.append((variable.name, variable.idName ?? ""))
      case .containsID, .containsCurrentSecret, .containsStaleSecret, .containsPerhapsStaleSecret:
        containing.append(variable.name)
      }
    }
    looseIDs.removeAll(where: moving.contains)
    if !looseIDs.isEmpty, !looseSecrets.isEmpty {
      // Under whatever names: the values say that both are the client's.
      moving.formUnion(looseIDs + looseSecrets)
    } else {
      // Beside an id that moves it may be anything, and stays as it is.
      near.removeAll { !looseIDs.contains($0.idName) }
      let isNear = Set(near.map(\.idName))
      note(looseIDs.filter { !isNear.contains($0) }, .idAlone)
      note(looseSecrets, .secretAlone)
      for (name, idName) in near {
        note([idName, name], .perhapsPaired(VariablePair(idName: idName, secretName: name)))
      }
    }
    note(containing, .contains)
  }

  private mutating func note(_ names: [String], _ reason: MigrationPlan.Rest.Reason) {
    if !names.isEmpty { rest.append(.init(names: names, reason: reason)) }
  }
}
