import HTTPTypes

/// The requests about apps and their config vars.
extension Sandbox {
  /// Tells of every app of the account's own list, those included whose config vars it cannot see.
  func listApps(_ request: SandboxRequest) throws(Problem) -> SandboxResponse {
    let page = apps.page(try request.range(over: App.self))
    var json = JSONBytes(capacity: 400 * page.elements.count + 16)
    json.array { json in
      for app in page.elements { app.write(to: &json) }
    }
    return SandboxResponse(page, json: json).revalidated(for: request)
  }

  /// Tells of every app of a team, those included that the account has not joined.
  func listApps(ofTeam team: String) throws(Problem) -> SandboxResponse {
    let apps = apps.apps(ofTeam: team)
    guard !apps.isEmpty else { throw .unknownTeam }
    return SandboxResponse { json in
      json.array { json in
        for app in apps { app.write(to: &json, ofTeam: true) }
      }
    }
  }

  /// Tells of an app what its config vars do not.
  func showApp(_ app: String) throws(Problem) -> SandboxResponse {
    guard let app = apps.app(app) else { throw .unknownApp }
    return SandboxResponse { app.write(to: &$0) }
  }

  /// Takes an app away, with its config vars, and tells how it was.
  mutating func deleteApp(_ app: String) throws(Problem) -> SandboxResponse {
    let app = try openApp(app)
    apps.remove(app)
    return SandboxResponse { app.write(to: &$0) }
  }

  /// Tells under which hosts an app is reached: its own first.
  func listDomains(of app: String) throws(Problem) -> SandboxResponse {
    guard let app = apps.app(app) else { throw .unknownApp }
    return SandboxResponse { json in
      json.array { json in
        for domain in app.domains {
          json.object { json in
            json.member("acm_status", domain.isCustom ? "cert issued" : "")
            json.member("hostname", domain.hostname)
            json.member("kind", domain.isCustom ? "custom" : "heroku")
            json.member("status", "succeeded")
          }
        }
      }
    }
  }

  func showConfigVars(of app: String) throws(Problem) -> SandboxResponse {
    SandboxResponse(configVars: try openApp(app).configVars)
  }

  /// Sets the vars that the body names, removes those that are null in it, and tells of every var of the
  /// app: also of those that the request did not name.
  mutating func updateConfigVars(
    of app: String,
    _ request: SandboxRequest,
    at now: Timestamp
  ) throws(Problem) -> SandboxResponse {
    var app = try openApp(app)
    let changes = try Self.change(&app.configVars, by: request)
    if let contents = Release.Contents(changes) {
      app.release(contents, id: Identifier(using: &generator), at: now)
    }
    apps.update(app)
    return SandboxResponse(configVars: app.configVars)
  }

  /// Tells of the releases of an app, each of which has restarted it.
  func listReleases(of app: String, _ request: SandboxRequest) throws(Problem) -> SandboxResponse {
    let app = try openApp(app)
    let page = Page(try request.range(over: Release.self), of: app.releases)
    var json = JSONBytes(capacity: 500 * page.elements.count + 16)
    json.array { json in
      for release in page.elements { release.write(to: &json, of: app) }
    }
    return SandboxResponse(page, json: json).revalidated(for: request)
  }

  /// Tells of one release of an app, by its id or its version.
  func showRelease(_ idOrVersion: String, of app: String) throws(Problem) -> SandboxResponse {
    let app = try openApp(app)
    guard let release = app.release(idOrVersion) else { throw .unknownRelease }
    return SandboxResponse { release.write(to: &$0, of: app) }
  }

  /// - Returns: what was asked for, by name.
  @discardableResult private static func change(
    _ vars: inout [String: String],
    by request: SandboxRequest
  ) throws(Problem) -> [String: JSONValue] {
    guard case .object(let changes) = JSONValue(parsing: request.body) else { throw .malformedBody }
    for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
      switch value {
      case .string(let text) where !name.isEmpty: vars[name] = text
      case .null: vars[name] = nil
      default:
        throw .invalidParameters("\(name.isEmpty ? "A config var without a name" : name) must be a string")
      }
    }
    return changes
  }

  /// Tells what review apps, or apps for tests, of a pipeline begin with.
  func showConfigVars(ofStage stage: String, of pipeline: String) throws(Problem) -> SandboxResponse {
    guard let vars = stages[pipeline.lowercased()]?[stage] else { throw .unknownPipeline }
    return SandboxResponse(configVars: vars)
  }

  /// Changes that, as ``updateConfigVars(of:_:at:)`` does an app's.
  mutating func updateConfigVars(
    ofStage stage: String,
    of pipeline: String,
    _ request: SandboxRequest
  ) throws(Problem) -> SandboxResponse {
    guard var vars = stages[pipeline.lowercased()]?[stage] else { throw .unknownPipeline }
    try Self.change(&vars, by: request)
    stages[pipeline.lowercased()]?[stage] = vars
    return SandboxResponse(configVars: vars)
  }

  /// The app, if its config vars may be looked at.
  private func openApp(_ nameOrID: String) throws(Problem) -> App {
    guard let app = apps.app(nameOrID) else { throw .unknownApp }
    guard app.access == .open else { throw .hiddenConfigVars }
    return app
  }
}

extension SandboxResponse {
  fileprivate init(configVars vars: [String: String]) {
    self.init { json in
      json.object { json in
        for (name, value) in vars.sorted(by: { $0.key < $1.key }) { json.member(name, value) }
      }
    }
  }
}
