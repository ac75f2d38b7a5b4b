/// The requests about an app and its config vars.
extension Sandbox {
  /// Tells of an app what its config vars do not.
  func showApp(_ app: String) throws(Problem) -> SandboxResponse {
    guard let app = apps.app(app) else { throw .unknownApp }
    return SandboxResponse { json in
      json.object { json in
        json.member("id", app.id)
        json.member("name", app.name)
        json.member("web_url", "https://\(app.name).example.com/")
      }
    }
  }

  func showConfigVars(of app: String) throws(Problem) -> SandboxResponse {
    guard let vars = apps[app] else { throw .unknownApp }
    return SandboxResponse(configVars: vars)
  }

  /// Sets the vars that the body names, removes those that are null in it, and tells of every var of the
  /// app: also of those that the request did not name.
  mutating func updateConfigVars(of app: String, _ request: SandboxRequest) throws(Problem) -> SandboxResponse
  {
    guard var vars = apps[app] else { throw .unknownApp }
    guard case .object(let changes) = JSONValue(parsing: request.body) else { throw .malformedBody }
    for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
      switch value {
      case .string(let text) where !name.isEmpty: vars[name] = text
      case .null: vars[name] = nil
      default:
        throw .invalidParameters("\(name.isEmpty ? "A config var without a name" : name) must be a string")
      }
    }
    apps[app] = vars
    return SandboxResponse(configVars: vars)
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
