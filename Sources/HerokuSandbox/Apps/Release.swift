/// A version of an app: its code and its config vars as they were from then on.
struct Release: Sendable {
  let id: Identifier
  /// From 1, without gaps.
  let version: Int
  let contents: Contents
  let createdAt: Timestamp

  /// What was new in it.
  enum Contents: Sendable {
    case first
    /// The names of the vars; no value is kept.
    case configVars(set: [String], removed: [String])

    /// Nil where nothing is set or removed.
    ///
    /// - Parameter changes: the body of a request that sets config vars, by name.
    init?(_ changes: [String: JSONValue]) {
      guard !changes.isEmpty else { return nil }
      let names = changes.keys.sorted()
      func isRemoved(_ name: String) -> Bool { if case .null? = changes[name] { true } else { false } }
      self = .configVars(set: names.filter { !isRemoved($0) }, removed: names.filter(isRemoved))
    }
  }

  /// As people read it.
  ///
  /// That one request may be told of in two parts is an assumption.
  var description: String {
    switch contents {
    case .first: "Initial release"
    case .configVars(let set, let removed):
      [("Set", set), ("Remove", removed)]
        .filter { !$0.1.isEmpty }
        .map { "\($0.0) \($0.1.joined(separator: ", ")) config vars" }
        .joined(separator: ", ")
    }
  }

  /// Tells of it as the release of an app.
  func write(to json: inout JSONBytes, of app: App) {
    json.object { json in
      json.member("app") { json in
        json.member("id", app.id)
        json.member("name", app.name)
      }
      json.member("created_at", createdAt)
      json.member("current", version == app.releases.last?.version)
      json.member("description", description)
      json.member("id", id)
      json.nullMember("slug")
      json.member("status", "succeeded")
      json.member("updated_at", createdAt)
      json.member("user") { $0.member("email", "alice@example.com") }
      json.member("version", version)
    }
  }
}
