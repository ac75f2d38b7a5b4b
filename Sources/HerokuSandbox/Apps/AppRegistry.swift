/// The apps whose config vars can be set, with a few vars each.
struct AppRegistry: Sendable {
  private var configVars: [String: [String: String]] = [
    "dashboard-production": [
      "DATABASE_URL": "postgres://sandbox:not-a-password@database.example.com:5432/dashboard",
      "RACK_ENV": "production",
      "SECRET_KEY_BASE": "sandbox-0000000000000000000000000000000000000000",
    ],
    "dashboard-staging": ["RACK_ENV": "staging"],
  ]

  /// The config vars of an app, nil if there is no such app.
  subscript(name: String) -> [String: String]? {
    get { configVars[name] }
    set { configVars[name] = newValue }
  }
}
