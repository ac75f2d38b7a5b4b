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

  /// No apps.
  public init() {}

  /// Whether these are all, as far as anybody can tell.
  public var isWhole: Bool { !isCutOff && unreadableApps == 0 }

  /// What is lacking, in a sentence or two; empty where nothing is.
  public var shortfall: String {
    let cutOff = isCutOff ? "These are not all apps: the server says that there are more, and not where." : ""
    let unreadable =
      switch unreadableApps {
      case 0: ""
      case 1: "1 app in the list could not be read."
      case let count: "\(count) apps in the list could not be read."
      }
    return APIError.joined(cutOff, unreadable)
  }
}
