import Platform
import TestSupport
import Testing

@testable import ClienteleApp
@testable import HerokuAPI

/// What is said before apps move, and what has to be typed.
@Suite struct MigrationWordsTests {
  private let old = OAuthClient.sample("Shop", id: "01d00000")
  private let second = OAuthClient.sample("Shop (new)", id: "2ec0d000")

  private func preview(
    to target: OAuthClient?,
    isBack: Bool = false,
    lookalikes: [OAuthClient] = []
  ) -> [String] {
    MigrationPreview(
      plan: MigrationPlan(moving: isBack ? second : old, to: target, Whereabouts()),
      isBack: isBack,
      secondName: SecondClient.draft(for: old).name,
      groupSize: 1,
      shortfall: "",
      lookalikes: lookalikes,
      remainingRequests: 4000,
      host: "api.heroku.com"
    ).lines
  }

  @Test func `the price is said before anything else, unless there is nothing to pay for`() {
    let lines = preview(to: nil)
    #expect(lines.prefix(2) == ["Shop  \(old.id)", "  to Shop (new), which is created first"])
    #expect(lines[2].hasPrefix("Its price: another client id means that every person signs in"))
    #expect(lines.last == "The second client would be created, and no app moved.")
    let heading = ["Shop  \(old.id)", "  to Shop (new)  \(second.id)"]
    #expect(preview(to: second) == heading + [WhereReport.remark(onPipelines: [])])
  }

  @Test func `apps that had moved are tried first, and on the way back at the end`() {
    var found = Whereabouts()
    let id = Sighting.Variable(name: "A_ID", content: .id)
    found.sightings = [Sighting(app: HerokuApp(id: "a", name: "shop"), client: second.id, variables: [id])]
    func heading(isBack: Bool) -> String {
      MigrationPreview(
        plan: MigrationPlan(moving: old, to: second, found),
        isBack: isBack,
        secondName: "",
        groupSize: 1,
        shortfall: "",
        checkName: "./works",
        remainingRequests: nil,
        host: ""
      ).lines.first { $0.contains("./works") } ?? ""
    }
    #expect(heading(isBack: false) == "Moved already, and tried by “./works” first:")
    #expect(heading(isBack: true) == "Have it already, and tried by “./works” at the end:")
  }

  @Test func `a client that may be the second one under another name is shown`() {
    let one = preview(to: nil, lookalikes: [second])
    #expect(one[2].hasPrefix("  Another client has its redirect URI"))
    #expect(one[3] == "    Shop (new)  \(second.id)")
    let many = preview(to: nil, lookalikes: Array(repeating: second, count: 4))
    #expect(many[2].hasPrefix("  4 other clients have its redirect URI") && many[3].hasPrefix("Its price"))
  }

  @Test func `apps move by their number, and the way back has another word`() {
    let forth = MigrationConfirmation(count: 3, isBack: false)
    #expect(forth.wanted == "migrate 3" && forth.advice == "--yes 3")
    let back = MigrationConfirmation(count: 3, isBack: true)
    #expect(back.wanted == "move back 3" && !back.accepts("migrate 3") && !forth.accepts("move back 3"))
    #expect(throws: CommandFailure.self) { try forth.obtain(yes: 2) }
    #expect(throws: Never.self) { try forth.obtain(yes: 3) }
  }

  @Test func `the old client is deleted by its name, with the number of apps that nobody could look into`() {
    let seen = MigrationEndConfirmation(client: old, unseenCount: 0)
    #expect(seen.wanted == "Shop" && seen.accepts(old.id.text) && !seen.accepts("Shop (new)"))
    for (count, text) in [(1, "Shop, 1 app unseen"), (2, "Shop, 2 apps unseen")] {
      let unseen = MigrationEndConfirmation(client: old, unseenCount: count)
      #expect(unseen.wanted == text && unseen.accepts(text))
      for other in ["Shop", old.id.text, "Shop, 3 apps unseen", "", ", \(count) apps unseen"] {
        #expect(!unseen.accepts(other))
      }
    }
    let unnamed = MigrationEndConfirmation(client: old.with(name: ""), unseenCount: 0)
    #expect(unnamed.wanted == old.id.text && !unnamed.accepts(""))
  }

  @Test func `the name is restored by the name`() {
    let confirmation = NameConfirmation(client: second, name: "Shop")
    #expect(
      confirmation.wanted == "Shop" && confirmation.accepts("Shop") && confirmation.accepts(second.id.text)
    )
    #expect(!confirmation.accepts("Shop (new)"))
  }
}

/// What a program of the person's own says of an app.
@Suite struct AppCheckTests {
  private let app = HerokuApp(id: "id", name: "shop")

  @Test(
    arguments: [
      ("exit 0", nil), ("exit 3", "has ended with 3"), ("kill -KILL $$", "was ended by the signal 9"),
      (#"test "$*" = shop"#, nil), ("test -n \"$KEPT\"", nil), ("cat; test -z \"$(cat)\"", nil),
      (#"test -z "$HEROKU_API_KEY$HEROKU_OAUTH_ID$HEROKU_OAUTH_SECRET""#, nil),
    ] as [(String, String?)]
  )
  func `0 is well, and it knows nothing but the name`(script: String, problem: String?) throws {
    try TemporaryFolder.with { folder in
      try folder.write("#!/bin/sh\n\(script)\n", to: "check", mode: 0o700)
      let environment = [
        "PATH": "/usr/bin:/bin", "KEPT": "1", "HEROKU_API_KEY": "1", "HEROKU_OAUTH_ID": "1",
        "HEROKU_OAUTH_SECRET": "1",
      ]
      let check = try AppCheck(folder.path(of: "check"), environment: environment)
      func found() -> String? {
        check.problem(with: app) { process in
          var status: Int32 = 0
          while waitpid(process, &status, 0) < 0, errno == EINTR {}
          return status
        }
      }
      var said = found()
      // A process that another test has just forked may still hold what was written just now, and then it is not run.
      for _ in 0..<100 where said?.hasSuffix("has ended with 126") == true { said = found() }
      #expect((said == nil) == (problem == nil), "\(said ?? "")")
      if let problem { #expect(said?.hasSuffix(problem) == true, "\(said ?? "")") }
    }
  }

  @Test func `one that is not there is noticed before`() {
    #expect(throws: CommandFailure.self) {
      try AppCheck("no-such-program", environment: ["PATH": "/usr/bin:/bin"])
    }
  }
}
