/// What a path leads to.
enum Route: Equatable {
  case clients
  /// The id as it was sent: whether it is one, the list of clients tells.
  case client(id: String)
  case credentialRotation(id: String)
  case account
  case rateLimits
  case authorizations
  case authorization(id: String)
  /// Where a browser is asked for consent, and where a code is exchanged: neither wants a token.
  case authorizationPage
  case tokenExchange
  case apps
  /// By name or id, as in every route of an app.
  case app(String)
  case configVars(app: String)
  case releases(app: String)
  /// By id or version.
  case release(String, app: String)
  case domains(app: String)
  /// By name or id, as in every route of a team.
  case teamApps(team: String)
  case stageConfigVars(pipeline: String, stage: String)

  /// Nil if the path leads nowhere.
  init?(path: String) {
    func match(_ pattern: StaticString) -> [String]? { PathPattern("\(pattern)")?.values(in: path) }

    if match("/oauth/clients") != nil {
      self = .clients
    } else if let id = match("/oauth/clients/*")?.first {
      self = .client(id: id)
    } else if let id = match("/oauth/clients/*/actions/rotate-credentials")?.first {
      self = .credentialRotation(id: id)
    } else if match("/account") != nil {
      self = .account
    } else if match("/account/rate-limits") != nil {
      self = .rateLimits
    } else if match("/oauth/authorizations") != nil {
      self = .authorizations
    } else if let id = match("/oauth/authorizations/*")?.first {
      self = .authorization(id: id)
    } else if match("/oauth/authorize") != nil {
      self = .authorizationPage
    } else if match("/oauth/token") != nil {
      self = .tokenExchange
    } else if match("/apps") != nil {
      self = .apps
    } else if let app = match("/apps/*")?.first {
      self = .app(app)
    } else if let app = match("/apps/*/config-vars")?.first {
      self = .configVars(app: app)
    } else if let app = match("/apps/*/releases")?.first {
      self = .releases(app: app)
    } else if let names = match("/apps/*/releases/*"), names.count == 2 {
      self = .release(names[1], app: names[0])
    } else if let app = match("/apps/*/domains")?.first {
      self = .domains(app: app)
    } else if let team = match("/teams/*/apps")?.first {
      self = .teamApps(team: team)
    } else if let names = match("/pipelines/*/stage/*/config-vars"), names.count == 2 {
      self = .stageConfigVars(pipeline: names[0], stage: names[1])
    } else {
      return nil
    }
  }
}

/// A path in which some segments may be anything: `/apps/*/config-vars`.
struct PathPattern: Sendable, Equatable {
  private let steps: [String]

  /// Nil where it does not begin with a slash.
  init?(_ text: String) {
    guard text.hasPrefix("/") else { return nil }
    steps = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  }

  /// Whether a path, whose query does not matter, is of this form.
  func matches(_ path: String) -> Bool { values(in: path) != nil }

  /// What stands where the pattern has a star; nil where the path is not of this form.
  func values(in path: String) -> [String]? {
    let path = path.prefix { $0 != "?" && $0 != "#" }
    // Split before decoding, so that an encoded slash stays within its segment.
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).map(\.percentDecoded)
    guard steps.count == segments.count else { return nil }
    var values: [String] = []
    for (step, segment) in zip(steps, segments) {
      guard let segment, step == "*" || step == segment else { return nil }
      if step == "*" { values.append(segment) }
    }
    return values
  }
}
