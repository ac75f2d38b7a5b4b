import HTTPTypes

/// The requests about apps and their config vars.
extension Sandbox {
  /// Tells of every app that the account can see, those included whose config vars it cannot.
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

  /// Tells of an app what its config vars do not.
  func showApp(_ app: String) throws(Problem) -> SandboxResponse {
    guard let app = apps.app(app) else { throw .unknownApp }
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
    guard case .object(let changes) = JSONValue(parsing: request.body) else { throw .malformedBody }
    for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
      switch value {
      case .string(let text) where !name.isEmpty: app.configVars[name] = text
      case .null: app.configVars[name] = nil
      default:
        throw .invalidParameters("\(name.isEmpty ? "A config var without a name" : name) must be a string")
      }
    }
    app.updatedAt = now
    apps.update(app)
    return SandboxResponse(configVars: app.configVars)
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
