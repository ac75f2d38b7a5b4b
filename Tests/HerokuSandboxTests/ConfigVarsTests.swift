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
