import HTTPTypes
import Testing

@Suite struct ConfigVarsTests {
  @Test(arguments: Way.allCases)
  func `sets and removes vars, and answers with every var of the app`(way: Way) async throws {
    try await way.run { ask in
      let path = "/apps/dashboard-production/config-vars"
      let before: [String: String] = try await ask(.get, path).decoded()
      #expect(before["RACK_ENV"] == "production")

      let answer = try await ask(
        .patch,
        path,
        body: #"{"RACK_ENV": null, "NEW": "a \"b\"", "ABSENT": null, "EMPTY": ""}"#
      )
      #expect(answer.status == 200)
      var expected = before
      expected["RACK_ENV"] = nil
      expected["NEW"] = "a \"b\""
      expected["EMPTY"] = ""
      #expect(try answer.decoded() == expected)
      #expect(try await ask(.get, path).decoded() == expected)
      #expect(try await ask(.get, "/apps/dashboard-staging/config-vars").decoded() == ["RACK_ENV": "staging"])
    }
  }

  @Test(arguments: Way.allCases)
  func `tells of an app by name and by id, without its vars`(way: Way) async throws {
    try await way.run { ask in
      let byName: AppAnswer = try await ask(.get, "/apps/dashboard-staging").decoded()
      #expect(byName.name == "dashboard-staging")
      let id = byName.id
      #expect(try await ask(.get, "/apps/\(id)").decoded() == byName)
      #expect(try await ask(.get, "/apps/\(id)/config-vars").decoded() == ["RACK_ENV": "staging"])
      #expect(!String(decoding: try await ask(.get, "/apps/\(id)").body, as: UTF8.self).contains("RACK_ENV"))
      #expect(try await ask(.get, "/apps/elsewhere").status == 404)
    }
  }

  @Test(arguments: Way.allCases)
  func `each setting is a release, which names the vars and no value`(way: Way) async throws {
    struct Release: Codable, Equatable {
      var id: String
      var version: Int
      var description: String
      var current: Bool
    }
    try await way.run { ask in
      let app = "/apps/dashboard-staging"
      let first: [Release] = try await ask(.get, "\(app)/releases").decoded()
      #expect(first.map(\.description) == ["Initial release"])
      for body in [
        #"{"B": "planted", "A": "1"}"#, "{}", #"{"A": 2}"#, #"{"B": null, "C": "3"}"#, #"{"A": null}"#,
      ] {
        _ = try await ask(.patch, "\(app)/config-vars", body: body)
      }
      let answer = try await ask(.get, "\(app)/releases", ["Range": "version .."])
      let releases: [Release] = try answer.decoded()
      #expect(answer["Accept-Ranges"] == "id, version")
      #expect(!String(decoding: answer.body, as: UTF8.self).contains("planted"))
      #expect(
        releases.map(\.description) == [
          "Initial release", "Set A, B config vars", "Set C config vars, Remove B config vars",
          "Remove A config vars",
        ]
      )
      #expect(releases.map(\.version) == [1, 2, 3, 4])
      #expect(releases.map(\.current) == [false, false, false, true])

      let newest = try await ask(.get, "\(app)/releases", ["Range": "version ..; max=1, order=desc"])
      #expect(newest.status == 206)
      #expect(try newest.decoded() == [releases[3]])
      let next = try await ask(.get, "\(app)/releases", ["Range": newest["Next-Range"] ?? ""])
      #expect(try next.decoded() == [releases[2]])
      for key in [releases[1].id, "2"] {
        #expect(try await ask(.get, "\(app)/releases/\(key)").decoded() == releases[1])
      }
      #expect(try await ask(.get, "\(app)/releases/5").status == 404)
      #expect(try await ask(.get, "\(app)/releases", ["Range": "name .."]).status == 416)
      #expect(try await ask(.get, "/apps/elsewhere/releases").status == 404)
    }
  }

  @Test(arguments: Way.allCases)
  func `refuses what is no text, and sets nothing then`(way: Way) async throws {
    try await way.run { ask in
      let path = "/apps/dashboard-staging/config-vars"
      for body in [#"{"A": "1", "B": 2}"#, #"{"A": "1", "B": ["2"]}"#, #"{"": "1"}"#] {
        let answer = try await ask(.patch, path, body: body)
        #expect(answer.status == 422)
        #expect(try answer.errorID == "invalid_params")
      }
      for body in ["", "[]", "A=1"] {
        #expect(try await ask(.patch, path, body: body).status == 400)
      }
      #expect(try await ask(.get, path).decoded() == ["RACK_ENV": "staging"])
    }
  }

  @Test(arguments: Way.allCases)
  func `answers 404 for an app that is not there`(way: Way) async throws {
    try await way.run { ask in
      let answer = try await ask(.patch, "/apps/elsewhere/config-vars", body: #"{"A": "1"}"#)
      #expect(answer.status == 404)
      #expect(try answer.errorID == "not_found")
      let created = try await ask(.get, "/apps/elsewhere/config-vars")
      #expect(created.status == 404)
    }
  }
}
