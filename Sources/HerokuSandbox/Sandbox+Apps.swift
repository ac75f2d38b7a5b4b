import HTTPTypes

/// The requests about apps and their config vars.
extension Sandbox {
  /// Tells of every app of the account's own list, those included whose config vars it cannot see.
  func listApps(_ request: SandboxRequest) throws(Problem) -> SandboxResponse {
    var range = ListRange()
    if let header = request.headerFields[.range] {
      guard let asked = ListRange(header: header) else { throw .badRange }
      range = asked
    }
    let page = apps.page(range)
    var json = JSONBytes(capacity: 400 * page.elements.count + 16)
    json.array { json in
      for app in page.elements { app.write(to: &json) }
    }
    var response = SandboxResponse(status: page.isPartial ? .partialContent : .ok, json: json)
    response.headerFields[.acceptRanges] = ListAttribute.allCases.map(\.rawValue).joined(separator: ", ")
    response.headerFields[.contentRange] = page.contentRange.header
    response.headerFields[.nextRange] = page.nextRange?.header
    return response.revalidated(for: request)
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
    try Self.change(&app.configVars, by: request)
    app.updatedAt = now
    apps.update(app)
    return SandboxResponse(configVars: app.configVars)
  }

  private static func change(
    _ vars: inout [String: String],
    by request: SandboxRequest
  ) throws(Problem) {
    guard case .object(let changes) = JSONValue(parsing: request.body) else { throw .malformedBody }
    for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
      switch value {
      case .string(let text) where !name.isEmpty: vars[name] = text
      case .null: vars[name] = nil
      default:
        throw .invalidParameters("\(name.isEmpty ? "A config var without a name" : name) must be a string")
      }
    }
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
