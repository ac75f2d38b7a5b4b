/// The apps that a sandbox begins with.
///
/// The app at an index is the same however many there are, for the same clients. The first two hold no client, for those who
/// try to give them one; of the others each holds the pair of one or two clients, in one of ``Style``, current or stale.
enum SampleApps {
  /// The first so many sample apps.
  static func make(_ count: Int, for clients: [Client], at now: Timestamp) -> [App] {
    (0..<count).map { index in
      var app = index < 2 ? dashboard(index, at: now) : app(index, for: clients, at: now)
      var generator = SeededGenerator(seed: UInt64(index) &* 0xd6e8_feb8_6659_fd93 &+ 0x5eed)
      app.release(.first, id: Identifier(using: &generator), at: app.updatedAt)
      return app
    }
  }

  /// The id of the one pipeline that there is.
  static let pipeline = "0b1b0001-0000-4000-8000-000000000001"

  /// The config vars of that pipeline's stages: review apps begin with the pair of the first client, and tests with a stale one.
  static func stages(for clients: [Client]) -> [String: [String: [String: String]]] {
    var stages = ["review": ["RACK_ENV": "review"], "test": ["RACK_ENV": "test"]]
    if let client = clients.first {
      let id = client.id.description
      let stale = Identifier(bits: 0x0571_0000_0000_4000_8000_000000000001).description
      stages["review"]?.merge(Style.herokuOAuth.vars(id: id, secret: client.secret.description)) { $1 }
      stages["test"]?.merge(Style.herokuOAuth.vars(id: id, secret: stale)) { $1 }
    }
    return [pipeline: stages]
  }

  private static func dashboard(_ index: Int, at now: Timestamp) -> App {
    let isFirst = index == 0
    return App(
      id: Identifier(
        bits: isFirst
          ? 0x0a99_0001_0000_4000_8000_000000000001 : 0x0a99_0002_0000_4000_8000_000000000002
      ),
      name: isFirst ? "dashboard-production" : "dashboard-staging",
      updatedAt: now - Sample.day,
      configVars: isFirst
        ? [
          "DATABASE_URL": "postgres://sandbox:not-a-password@database.example.com:5432/dashboard",
          "RACK_ENV": "production",
          "SECRET_KEY_BASE": "sandbox-0000000000000000000000000000000000000000",
        ] : ["RACK_ENV": "staging"]
    )
  }

  private static func app(_ index: Int, for clients: [Client], at now: Timestamp) -> App {
    var generator = SeededGenerator(seed: UInt64(index) &* 0x9fb2_1c65_1e98_df25 &+ 0xa445)
    let id = Identifier(using: &generator)
    let oldSecret = Identifier(using: &generator)
    let number = index - 2
    var vars = [
      "LANG": "en_US.UTF-8",
      "DATABASE_URL":
        "postgres://sandbox:\(oldSecret.description.prefix(8))@database.example.com:5432/app\(index)",
    ]
    if !clients.isEmpty {
      let client = clients[number * 5 % clients.count]
      let isStale = number % 3 == 1
      vars.merge(
        Style.allCases[number % Style.allCases.count].vars(
          id: client.id.description,
          secret: (isStale ? oldSecret : client.secret).description
        )
      ) { $1 }
    }
    switch number % 10 {
    // As many as an app that keeps its translations there, and one with a certificate chain or two.
    case 6: for count in 0..<2000 { vars["FEATURE_\(count)"] = "\(generator.next())" }
    case 7: vars["CERTIFICATES"] = String(repeating: "not-a-certificate\n", count: 1820)
    default: break
    }
    let access: App.Access =
      switch number % 10 {
      case 8: .locked
      case 9: .notJoined
      default: .open
      }
    return App(
      id: id,
      name: name(number),
      team: access == .open && number % 3 == 0 ? nil : teams[number / 3 % teams.count],
      access: access,
      updatedAt: now - Int64.random(in: Sample.hour...Sample.year, using: &generator),
      configVars: vars
    )
  }

  private static func name(_ number: Int) -> String {
    let kind = kinds[number % kinds.count]
    let stage = stages[number / kinds.count % stages.count]
    let round = number / kinds.count / stages.count
    return "\(kind)-\(stage)" + (round > 0 ? "-\(round)" : "")
  }

  private static let teams = ["aurora", "borealis", "cascade"].enumerated().map { index, name in
    App.Team(id: Identifier(bits: 0x07ea_0000_0000_4000_8000_000000000001 + UInt128(index)), name: name)
  }
  private static let kinds = [
    "shop", "billing", "admin", "reports", "mailer", "search", "intranet", "webhooks", "status", "exports",
  ]
  private static let stages = ["production", "staging", "review", "demo"]

  /// How people name and keep the pair of a client.
  enum Style: CaseIterable {
    case herokuOAuth, oauth, clientID, loose, url, json, base64

    func vars(id: String, secret: String) -> [String: String] {
      switch self {
      case .herokuOAuth: ["HEROKU_OAUTH_ID": id, "HEROKU_OAUTH_SECRET": secret]
      case .oauth: ["OAUTH_ID": id, "OAUTH_SECRET": secret]
      case .clientID: ["HEROKU_CLIENT_ID": id, "HEROKU_CLIENT_SECRET": secret]
      case .loose: ["HEROKU_KEY": id, "HEROKU_PASSPHRASE": secret]
      case .url: ["SSO_URL": "https://\(id):\(secret)@id.heroku.com/oauth"]
      case .json: ["SSO_CONFIG": #"{"client_id":"\#(id)","client_secret":"\#(secret)"}"#]
      case .base64: ["SSO_BASIC": Base64.text(Array("\(id):\(secret)".utf8))]
      }
    }
  }
}
