import FoundationEssentials
import TestSupport
import Testing

/// `clientele where`, as a script runs it.
@Suite struct WhereCommandTests {
  private struct Report: Decodable {
    struct Client: Decodable {
      struct Place: Decodable {
        struct Var: Decodable {
          let name: String
          let content: String
        }
        let app: String?
        let pipeline: String?
        let stage: String?
        let secret: String
        let vars: [Var]
      }
      let id: String
      let places: [Place]
    }
    struct Unseen: Decodable {
      let app: String
      let reason: String
    }
    let clients: [Client]
    let appsListed: Int
    let appsLookedInto: Int
    let appsNotSeen: [Unseen]
  }

  private func report(_ outcome: CommandOutcome) throws -> Report {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Report.self, from: Data(outcome.standardOutput.utf8))
  }

  @Test func `says where a client is, and that it is stale once it is rotated`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let nowhere = try await sandbox.clientele("where", client.id, "--fail-on", "stale")
      #expect(nowhere.status == 0)
      #expect(nowhere.standardOutput == "")
      #expect(nowhere.standardError.contains("was found nowhere; it may be used where nobody looked."))
      #expect(!nowhere.standardError.contains("unused"))

      #expect(try await sandbox.clientele("set-config", client.id, "dashboard-staging:X").status == 0)
      let current = try await sandbox.clientele("where", client.id, "--json", "--fail-on", "stale")
      #expect(current.status == 0)
      let place = try #require(try report(current).clients.first?.places.first)
      #expect(place.app == "dashboard-staging" && place.secret == "current")
      #expect(place.vars.map(\.name) == ["X_ID", "X_SECRET"])
      #expect(place.vars.map(\.content) == ["id", "current secret"])

      #expect(try await sandbox.clientele("rotate", client.id).status == 0)
      let stale = try await sandbox.clientele("where", client.id, "--fail-on", "stale")
      #expect(stale.status == 14)
      #expect(stale.standardOutput.contains("X_ID (id), X_SECRET (stale secret)"))
      #expect(stale.standardError.contains("Looked into 2 of 2 apps: 1 place, 1 stale, 0 perhaps stale."))
      #expect(try await sandbox.clientele("where", client.id).status == 0)
    }
  }

  @Test func `looks for all, and tells what could not be seen`() async throws {
    try await SandboxProcess.running(clients: 42) { sandbox in
      let outcome = try await sandbox.clientele("where", "--all", "--json", "--fail-on", "unseen")
      #expect(outcome.status == 13)
      let found = try report(outcome)
      #expect(found.clients.count == 42)
      #expect(found.appsListed == 12 && found.appsLookedInto == 10)
      #expect(found.appsNotSeen.count == 2)
      #expect(found.appsNotSeen.allSatisfy { $0.reason.contains("forbidden") })
      #expect(found.appsNotSeen.count { $0.reason.contains("that the account has not joined") } == 1)
      #expect(outcome.standardError.contains("was not looked at; --pipeline ID names one"))
      let states = Set(found.clients.flatMap(\.places).map(\.secret))
      #expect(states.isSuperset(of: ["current", "stale"]))
      let contents = Set(found.clients.flatMap(\.places).flatMap(\.vars).map(\.content))
      #expect(contents.contains("contains the current secret"))
      #expect(outcome.standardError.contains("This reads every config var of 12 apps"))
    }
  }

  @Test func `looks at a pipeline that is named, rotates there, and mends`() async throws {
    let pipeline = "0b1b0001-0000-4000-8000-000000000001"
    try await SandboxProcess.running(arguments: ["--apps", "2"]) { sandbox in
      func secret(_ stage: String) async throws -> String? {
        let body = try await sandbox.send("GET", "/pipelines/\(pipeline)/stage/\(stage)/config-vars")
        return try JSONDecoder().decode([String: String].self, from: body)["HEROKU_OAUTH_SECRET"]
      }
      func now(_ id: String) async throws -> String? {
        try await sandbox.clients().first { $0.id == id }?.secret
      }
      let current = try #require(try await secret("review"))
      let client = try #require(try await sandbox.clients().first { $0.secret == current })
      let arguments = [client.id, "--pipeline", pipeline, "--pipeline", pipeline.uppercased()]

      let found = try await sandbox.clientele("where", arguments + ["--json", "--fail-on", "stale"])
      #expect(found.status == 14)
      #expect(found.standardError.contains("every config var of 2 apps and 2 stages of pipelines"))
      #expect(found.standardError.contains("Looked into 2 of 2 apps and 2 of 2 stages of pipelines:"))
      #expect(found.standardError.contains(": 2 places, 1 stale, "))
      #expect(found.standardError.contains("Other pipelines than \(pipeline) were not looked at."))
      let places = try report(found).clients.first?.places ?? []
      #expect(places.map(\.stage) == ["review", "test"] && places.map(\.secret) == ["current", "stale"])
      #expect(places.allSatisfy { $0.app == nil && $0.pipeline == pipeline })

      let rotated = try await sandbox.clientele("rotate", arguments + ["--everywhere", "--yes", "2"])
      #expect(rotated.status == 0, "\(rotated.standardError)")
      let deed = "2 apps would get the new one, and restart; 2 of them are stages of pipelines"
      #expect(rotated.standardError.contains(deed))
      let made = try #require(try await now(client.id))
      #expect(made != current)
      #expect(try await [secret("review"), secret("test")] == [made, made])

      // What somebody else makes stale is mended, and what is left says how.
      #expect(try await sandbox.clientele("rotate", client.id).status == 0)
      let dry = try await sandbox.clientele("where", arguments + ["--mend", "--dry-run"])
      #expect(dry.standardOutput.contains("  review of pipeline \(pipeline)\n    HEROKU_OAUTH_SECRET"))
      let mended = try await sandbox.clientele("where", arguments + ["--mend", "--yes", "2"])
      #expect(mended.status == 0, "\(mended.standardError)")
      #expect(try await secret("test") == now(client.id))

      let nobody = [client.id, "--pipeline", "nobody", "--fail-on", "unseen"]
      let unknown = try await sandbox.clientele("where", nobody)
      #expect(unknown.status == 13)
      #expect(unknown.standardError.contains("“review of pipeline nobody”"))
      #expect(try await sandbox.clientele("where", client.id, "--pipeline", "a/b").status == 64)
      #expect(try await sandbox.clientele("rotate", client.id, "--pipeline", pipeline).status == 64)
    }
  }

  @Test func `over 200 requests want to be meant`() async throws {
    try await SandboxProcess.running(arguments: ["--apps", "201"]) { sandbox in
      let refused = try await sandbox.clientele("where", "--all")
      #expect(refused.status == 64)
      #expect(refused.standardOutput == "")
      #expect(refused.standardError.contains("--yes"))
      let outcome = try await sandbox.clientele("where", "--all", "--json", "--yes")
      #expect(outcome.status == 0)
      #expect(try report(outcome).appsListed == 201)
      // What would be done can be told to a script too.
      let client = try #require(try await sandbox.clients().first)
      let rotation = ["rotate", client.id, "--everywhere", "--dry-run"]
      let mending = ["where", client.id, "--mend", "--dry-run"]
      let migration = ["migrate", client.id, "--dry-run"]
      for command in [rotation, mending, migration] {
        for (options, status) in [([], 64), (["--yes"], 0), (["--yes", "0"], 0), (["--yes=7"], 0)]
          as [([String], Int32)]
        {
          let preview = try await sandbox.clientele(command[0], Array(command.dropFirst()) + options)
          #expect(preview.status == status, "\(command) \(options): \(preview.standardError)")
          #expect(preview.standardOutput.contains(client.name) == (status == 0))
          if status != 0 { #expect(preview.standardError.contains("Say that it is meant with --yes.")) }
        }
      }
      for command in [rotation.dropLast(), migration.dropLast() + ["--by", "201"]] {
        let asked = try await sandbox.clientele(command[0], Array(command.dropFirst()) + ["--yes"])
        #expect(asked.status == 64 && asked.standardError.contains("--yes "), "\(asked.standardError)")
        #expect(asked.standardError.contains("Nothing was changed."))
      }
      #expect(try await sandbox.clients().first?.secret == client.secret)
    }
  }

  @Test func `each client is read once, and several with a page for all`() async throws {
    try await SandboxProcess.running(clients: 60, arguments: ["--apps", "2"]) { sandbox in
      let ids = try await sandbox.clients().map(\.id)
      try await TemporaryFolder.with { folder in
        func requests(_ arguments: [String]) async throws -> (said: String, sent: [Substring]) {
          let log = folder.path(of: "log\(arguments.count)")
          let outcome = try await sandbox.clientele("where", arguments + ["--log", log])
          #expect(outcome.status == 0, "\(outcome.standardError)")
          let lines = (folder.text(of: "log\(arguments.count)") ?? "").split(separator: "\n")
          return (outcome.standardError, lines.filter { !$0.contains("/account") })
        }
        let many = try await requests(Array(ids.prefix(50)))
        #expect(many.sent.count == 4, "\(many.sent)")
        #expect(many.said.contains("of 2 apps, with a request for each: 4 with those for the lists"))
        let names = try await sandbox.clients().map(\.name)
        let mixed = try await requests([ids[0], names[1], ids[2]])
        #expect(mixed.sent.count == 4, "\(mixed.sent)")
        let one = try await requests([ids[0]])
        #expect(one.sent.count == 4 && one.sent.contains { $0.contains(ids[0]) }, "\(one.sent)")
      }
      let missing = "00000000-0000-4000-8000-00000000dead"
      #expect(try await sandbox.clientele("where", ids[0], missing).status == 7)
    }
  }

  @Test(arguments: [401, 403]) func `a refusal while vars are read is told as that`(status: Int) async throws
  {
    let fault = "\(status):path=/apps/*/config-vars"
    try await SandboxProcess.running(arguments: ["--apps", "2", "--fault", fault]) { sandbox in
      let outcome = try await sandbox.clientele("where", "--all")
      #expect(!outcome.standardError.contains("list the apps"), "\(outcome.standardError)")
      #expect(outcome.standardError.contains("config vars of “"), "\(outcome.standardError)")
    }
  }

  @Test func `pairs by the names that are given`() async throws {
    try await SandboxProcess.running(clients: 42, arguments: ["--apps", "13"]) { sandbox in
      func states(_ arguments: [String]) async throws -> [String] {
        let found = try report(try await sandbox.clientele("where", ["--all", "--json"] + arguments))
        return found.clients.flatMap(\.places).map(\.secret)
      }
      let plain = try await states([])
      // One stands beside an id, and one within an address.
      #expect(plain.count { $0 == "stale" } == 2 && plain.count { $0 == "perhaps stale" } == 2)
      let named = try await states(["--names", "HEROKU_KEY:HEROKU_PASSPHRASE"])
      #expect(named.count { $0 == "stale" } == 3 && named.count { $0 == "perhaps stale" } == 1)
    }
  }

  @Test(
    arguments: [[], ["--all", "name"], ["--all", "--names", "A"], ["--all", "--fail-on", "current"]]
      as [[String]]
  )
  func `wrong usage is 64`(arguments: [String]) async throws {
    try await SandboxProcess.running(clients: 1) { sandbox in
      let outcome = try await sandbox.clientele("where", arguments)
      #expect(outcome.status == 64)
    }
  }

  @Test func `apps that fail now and then are listed, and the others read`() async throws {
    let fault = "500:method=GET,p=0.2,seed=3"
    try await SandboxProcess.running(arguments: ["--apps", "40", "--fault", fault]) { sandbox in
      let outcome = try await sandbox.clientele("where", "--all", "--json")
      #expect(outcome.status == 0)
      let found = try report(outcome)
      #expect(found.appsLookedInto + found.appsNotSeen.count == 40)
    }
  }
}
