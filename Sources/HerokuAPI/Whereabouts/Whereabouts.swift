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
    /// Why: as ``Attempt/readConfigVars(apps:)`` failed.
    public let error: APIError

    /// Why, in words.
    ///
    /// - Parameter host: the server's ``Endpoint/displayName``.
    public func reason(host: String, for audience: Audience) -> String {
      [self].reasons(host: host, for: audience)[0]
    }

    /// Of which team it is that the account has not joined, as the end of a sentence; nil where that is not so.
    fileprivate var strangers: String? {
      guard app.isJoined == false else { return nil }
      return "\(app.team.map { "the team “\($0)”" } ?? "a team") that the account has not joined"
    }
  }

  /// Looked into nothing.
  public init() {}
}

/// What several apps that could not be looked into have in common.
private struct UnseenReason: Hashable {
  let cause: String
  let advice: String
  let strangers: String?
}

extension [Whereabouts.UnseenApp] {
  /// Why they could not be looked into, a paragraph for each reason, with the apps that it is about and the request of the
  /// first of them.
  ///
  /// - Parameter host: the server's ``Endpoint/displayName``.
  public func reasons(host: String, for audience: Audience) -> [String] {
    var order: [UnseenReason] = []
    let groups = Dictionary(grouping: self) { unseen in
      let attempt = Attempt.readConfigVars(apps: [unseen.app.name])
      let words = unseen.error.explanation(of: attempt, host: host, for: audience)
      let reason = UnseenReason(cause: words.cause, advice: words.advice, strangers: unseen.strangers)
      if !order.contains(reason) { order.append(reason) }
      return reason
    }
    return order.map { reason in
      let apps = groups[reason] ?? []
      let attempt = Attempt.readConfigVars(apps: apps.map(\.app.name))
      let words = apps[0].error.explanation(of: attempt, host: host, for: audience).text
      let those = apps.count == 1 ? "It is an app" : "They are apps"
      return APIError.joined(words, reason.strangers.map { "\(those) of \($0)." } ?? "")
    }
  }
}

/// The apps that an account can see.
public struct AppList: Hashable, Sendable {
  /// The apps, each once, in the order of their names.
  public internal(set) var apps: [HerokuApp] = []
  /// Whether the server said that more follow, and not where.
  public internal(set) var isCutOff = false
  /// How many came in a form that could not be read.
  public internal(set) var unreadableApps = 0
  /// How many requests it took to list them.
  public internal(set) var requestCount = 0
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
