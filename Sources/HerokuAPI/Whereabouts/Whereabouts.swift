/// Where clients are used, as far as it could be seen.
public struct Whereabouts: Hashable, Sendable {
  /// Where they are, in the order of the apps' names.
  public internal(set) var sightings: [Sighting] = []
  /// How many apps were looked into.
  public internal(set) var appsRead = 0
  /// The apps that could not be looked into, in the order of their names.
  public internal(set) var unseen: [UnseenApp] = []

  /// An app that could not be looked into.
  public struct UnseenApp: Hashable, Sendable {
    /// The app.
    public let app: HerokuApp
    /// Why: as ``Attempt/readConfigVars(app:)`` failed.
    public let error: APIError

    /// Why, in words.
    ///
    /// - Parameter host: the server's ``Endpoint/displayName``.
    public func reason(host: String, for audience: Audience) -> String {
      let words = error.explanation(of: .readConfigVars(app: app.name), host: host, for: audience).text
      guard app.isJoined == false else { return words }
      let team = app.team.map { "the team “\($0)”" } ?? "a team"
      return APIError.joined(words, "It is an app of \(team) that the account has not joined.")
    }
  }

  /// Looked into nothing.
  public init() {}
}

/// The apps that an account can see.
public struct AppList: Hashable, Sendable {
  /// The apps, each once, in the order of their names.
  public internal(set) var apps: [HerokuApp] = []
  /// Whether the server said that more follow, and not where.
  public internal(set) var isCutOff = false
  /// How many came in a form that could not be read.
  public internal(set) var unreadableApps = 0
  /// The teams of which it could not be found out whether they have other apps.
  public internal(set) var unlistedTeams: [String] = []

  /// No apps.
  public init() {}

  /// Whether these are all, as far as anybody can tell.
  public var isWhole: Bool { !isCutOff && unreadableApps == 0 }

  /// The same with the stages of pipelines.
  ///
  /// - Parameter pipelines: their ids.
  public func adding(pipelines: [String]) -> AppList {
    var list = self
    list.apps += pipelines.flatMap(PipelineStage.all).map { HerokuApp($0) }
    return list
  }

  /// What is lacking, in a sentence or two; empty where nothing is.
  public var shortfall: String {
    let cutOff = isCutOff ? "These are not all apps: the server says that there are more, and not where." : ""
    let unreadable =
      switch unreadableApps {
      case 0: ""
      case 1: "1 app in the list could not be read."
      case let count: "\(count) apps in the list could not be read."
      }
    let teams = unlistedTeams.map { "“\($0)”" }.joined(separator: ", ")
    let unlisted =
      teams.isEmpty ? "" : "Whether there are apps besides that were not joined, was not told for \(teams)."
    return APIError.joined(cutOff, unreadable, unlisted)
  }
}
