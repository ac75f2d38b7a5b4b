/// The apps whose config vars can be set, with a few vars each.
struct AppRegistry: Sendable {
  /// An app.
  struct App: Sendable {
    let id: Identifier
    let name: String
    var configVars: [String: String]
  }

  private var apps = [
    App(
      id: Identifier(bits: 0x0a99_0001_0000_4000_8000_000000000001),
      name: "dashboard-production",
      configVars: [
        "DATABASE_URL": "postgres://sandbox:not-a-password@database.example.com:5432/dashboard",
        "RACK_ENV": "production",
        "SECRET_KEY_BASE": "sandbox-0000000000000000000000000000000000000000",
      ]
    ),
    App(
      id: Identifier(bits: 0x0a99_0002_0000_4000_8000_000000000002),
      name: "dashboard-staging",
      configVars: ["RACK_ENV": "staging"]
    ),
  ]

  /// The app with a name or an id, nil if there is none.
  func app(_ nameOrID: String) -> App? {
    index(of: nameOrID).map { apps[$0] }
  }

  /// The config vars of an app, nil if there is no such app.
  subscript(nameOrID: String) -> [String: String]? {
    get { app(nameOrID)?.configVars }
    set {
      guard let newValue, let index = index(of: nameOrID) else { return }
      apps[index].configVars = newValue
    }
  }

  private func index(of nameOrID: String) -> Int? {
    let id = Identifier(nameOrID)
    return apps.firstIndex { $0.name == nameOrID || $0.id == id }
  }
}
