import HTTPTypes
import TestSupport
import Testing

@testable import HerokuSandbox

/// An app in an answer.
struct AppAnswer: Codable, Equatable {
  struct Team: Codable, Equatable { var name: String }
  var id: String
  var name: String
  var team: Team?
}

@Suite struct AppListTests {
  @Test(arguments: Way.allCases)
  func `lists every app once, a page at a time`(way: Way) async throws {
    try await way.run { ask in
      let whole: [AppAnswer] = try await ask(.get, "/apps").decoded()
      #expect(whole.count == 11, "one is in the list of its team alone")
      #expect(whole.map(\.id) == whole.map(\.id).sorted())
      var paged: [AppAnswer] = []
      var range: String? = "id ..; max=5"
      while let asked = range {
        let answer = try await ask(.get, "/apps", ["Range": asked])
        paged += try answer.decoded(as: [AppAnswer].self)
        #expect(answer.status == (answer["Next-Range"] == nil ? 200 : 206))
        range = answer["Next-Range"]
      }
      #expect(paged == whole)
      let byName: [AppAnswer] = try await ask(.get, "/apps", ["Range": "name ..; order=desc"]).decoded()
      #expect(byName.map(\.name) == whole.map(\.name).sorted().reversed())
      #expect(try await ask(.get, "/apps", ["Range": "size .."]).status == 416)
    }
  }

  @Test(arguments: Way.allCases)
  func `an app that is deleted is gone, with its config vars`(way: Way) async throws {
    try await way.run { ask in
      let apps: [AppAnswer] = try await ask(.get, "/apps").decoded()
      let app = apps[0]
      #expect(try await ask(.delete, "/apps/\(app.name)").decoded(as: AppAnswer.self) == app)
      for path in ["/apps/\(app.id)", "/apps/\(app.name)/config-vars"] {
        #expect(try await ask(.get, path).status == 404)
      }
      #expect(try await ask(.delete, "/apps/\(app.id)").status == 404)
      #expect(try await ask(.get, "/apps").decoded(as: [AppAnswer].self) == Array(apps.dropFirst()))
    }
  }

  @Test(arguments: Way.allCases)
  func `refuses what is locked or not joined, whether it is read or set`(way: Way) async throws {
    try await way.run { ask in
      var apps: [AppAnswer] = try await ask(.get, "/apps").decoded()
      for team in Set(apps.compactMap(\.team?.name)) {
        let theirs: [TeamAppAnswer] = try await ask(.get, "/teams/\(team)/apps").decoded()
        #expect(theirs.allSatisfy { $0.team?.name == team })
        for app in theirs where !apps.contains(where: { $0.id == app.id }) {
          #expect(!app.joined)
          apps.append(AppAnswer(id: app.id, name: app.name, team: app.team))
        }
      }
      #expect(apps.count == 12)
      #expect(try await ask(.get, "/teams/nobody/apps").status == 404)
      var refused = 0
      for app in apps {
        let path = "/apps/\(app.id)/config-vars"
        let status = try await ask(.get, path).status
        #expect(try await ask(.patch, path, body: "{}").status == status)
        if status == 403 {
          refused += 1
          #expect(app.team != nil)
        }
      }
      #expect(refused == 2)
    }
  }
}

/// An app in a team's list.
private struct TeamAppAnswer: Codable {
  var id: String
  var name: String
  var team: AppAnswer.Team?
  var joined: Bool
  var locked: Bool
}

@Suite struct PipelineTests {
  private static let path = "/pipelines/\(SampleApps.pipeline)/stage"

  @Test(arguments: Way.allCases)
  func `a stage has config vars, which are set as an app’s are`(way: Way) async throws {
    try await way.run { ask in
      let before: [String: String] = try await ask(.get, "\(Self.path)/review/config-vars").decoded()
      #expect(before["RACK_ENV"] == "review" && before["HEROKU_OAUTH_SECRET"] != nil)
      let answer = try await ask(
        .patch,
        "\(Self.path)/review/config-vars",
        body: #"{"HEROKU_OAUTH_SECRET": "other", "RACK_ENV": null}"#
      )
      let after: [String: String] = try answer.decoded()
      #expect(after["HEROKU_OAUTH_SECRET"] == "other" && after["RACK_ENV"] == nil)
      #expect(after["HEROKU_OAUTH_ID"] == before["HEROKU_OAUTH_ID"])
      let test: [String: String] = try await ask(.get, "\(Self.path)/test/config-vars").decoded()
      #expect(test["RACK_ENV"] == "test" && test["HEROKU_OAUTH_ID"] == before["HEROKU_OAUTH_ID"])
      for path in ["\(Self.path)/demo", "/pipelines/nobody/stage/test"] {
        #expect(try await ask(.get, path + "/config-vars").status == 404)
        #expect(try await ask(.patch, path + "/config-vars", body: "{}").status == 404)
      }
    }
  }
}

@Suite struct SampleAppsTests {
  private let now = Timestamp(seconds: 1_800_000_000)
  private var clients: [Client] { SampleClients.make(42, at: now) }

  @Test func `are the same however many there are`() {
    let few = SampleApps.make(20, for: clients, at: now)
    let many = SampleApps.make(300, for: clients, at: now).prefix(20)
    #expect(few.map(\.id) == many.map(\.id))
    #expect(few.map(\.configVars) == many.map(\.configVars))
  }

  @Test func `have names that Heroku takes, each once, and ids of their own`() {
    let apps = SampleApps.make(1000, for: clients, at: now)
    #expect(apps.allSatisfy { $0.name.wholeMatch(of: /[a-z][a-z0-9-]{1,28}[a-z0-9]/) != nil })
    #expect(Set(apps.map(\.name)).count == 1000)
    #expect(Set(apps.map(\.id)).count == 1000)
  }

  @Test func `hold current and stale pairs, many vars and large ones, of teams and of the account`() {
    let apps = SampleApps.make(12, for: clients, at: now)
    let secrets = Set(clients.map(\.secret.description))
    let pairs = apps.compactMap { $0.configVars["HEROKU_OAUTH_SECRET"] ?? $0.configVars["OAUTH_SECRET"] }
    #expect(pairs.contains { secrets.contains($0) })
    #expect(pairs.contains { !secrets.contains($0) })
    #expect(apps.contains { $0.configVars.count > 2000 })
    #expect(apps.contains { $0.configVars.values.contains { $0.utf8.count > 32_000 } })
    #expect(apps.contains { $0.team == nil } && Set(apps.compactMap(\.team)).count > 1)
    #expect(apps.contains { $0.access == .locked } && apps.contains { $0.access == .notJoined })
  }

  @Test func `hold no client where there is none`() {
    let apps = SampleApps.make(12, for: [], at: now)
    #expect(apps.count == 12 && !apps.contains { $0.configVars["HEROKU_OAUTH_ID"] != nil })
  }
}
