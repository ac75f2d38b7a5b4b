import HTTPTypes
import Synchronization
import TestSupport
import Testing

@testable import HerokuAPI

/// A server of apps in a value, which counts how many requests are under way, and can be told what to refuse.
private final class AppServer: HTTPTransport {
  private struct State {
    var asked: [String] = []
    var underWay = 0
    var mostUnderWay = 0
    var limited: Int
  }

  private let statuses: [String: Int]
  private let vars: String
  private let state: Mutex<State>

  /// - Parameters:
  ///   - vars: what every app has.
  ///   - statuses: how the config vars of an app are answered that are not.
  ///   - limited: how many requests for config vars are answered 429 before one is not.
  init(vars: String = "{}", statuses: [String: Int] = [:], limited: Int = 0) {
    self.vars = vars
    self.statuses = statuses
    state = Mutex(State(limited: limited))
  }

  var asked: [String] { state.withLock { $0.asked } }
  var mostUnderWay: Int { state.withLock { $0.mostUnderWay } }

  func send(_ request: HTTPRequest, body: [UInt8]) async throws(TransportFailure) -> HTTPAnswer {
    let path = request.path ?? ""
    guard path != "/account/rate-limits" else { return .json(200, #"{"remaining": 4000}"#) }
    let isLimited = state.withLock { state in
      state.asked.append("\(request.method) \(path)")
      state.underWay += 1
      state.mostUnderWay = max(state.mostUnderWay, state.underWay)
      guard state.limited > 0 else { return false }
      state.limited -= 1
      return true
    }
    for _ in 0..<20 { await Task.yield() }
    state.withLock { $0.underWay -= 1 }
    if isLimited { return .error(429, "rate_limit") }
    let app = path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
    if let status = statuses[app] {
      return .error(status, status == 404 ? "not_found" : status == 401 ? "unauthorized" : "forbidden")
    }
    return .json(200, vars)
  }
}

@Suite struct WhereaboutsTests {
  private let secret = "0a0b0c0d-1111-4222-8333-444455556666"
  private var sought: SoughtClients {
    SoughtClients([ClientCredentials(client: .production, secret: Secret(secret))])
  }
  private let apps = (0..<30).map { HerokuApp(id: "app-\($0)", name: "name-\($0 + 10)") }

  private func client(_ server: AppServer) -> HerokuClient {
    HerokuClient(
      transport: server,
      endpoint: .heroku,
      token: AccessToken(Secret(testToken)),
      userAgent: "tests/1",
      pacing: .manual(ManualClock(), policy: .never)
    )
  }

  @Test func `asks each app once, several at once, and tells how far it is`() async throws {
    let server = AppServer(vars: #"{"X_ID": "\#(ClientID.production)", "X_SECRET": "\#(secret)", "N": 7}"#)
    let told = Mutex<[Int]>([])
    let found = try await client(server).whereabouts(of: sought, in: apps, width: 4) { count in
      told.withLock { $0.append(count) }
    }
    #expect(server.asked.sorted() == apps.map { "GET /apps/\($0.id)/config-vars" }.sorted())
    #expect((2...4).contains(server.mostUnderWay))
    #expect(found.sightings.map(\.app.name) == apps.map(\.name))
    #expect(found.sightings.allSatisfy { $0.state == .current && $0.client == .production })
    #expect(found.appsRead == 30 && found.unseen.isEmpty)
    #expect(told.withLock { $0 } == Array(1...30))
  }

  @Test func `what is refused or gone is listed as not seen`() async throws {
    let server = AppServer(statuses: ["app-3": 403, "app-5": 404, "app-7": 500])
    let found = try await client(server).whereabouts(of: sought, in: apps)
    #expect(found.appsRead == 27)
    #expect(found.unseen.map(\.app.id) == ["app-3", "app-5", "app-7"])
  }

  @Test func `a token that is not accepted ends the search`() async throws {
    let server = AppServer(statuses: ["app-0": 401])
    let error = await failure { () throws(APIError) in
      try await client(server).whereabouts(of: sought, in: apps)
    }
    guard case .refused(let refusal)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refusal.status == 401)
    #expect(server.asked.count < 30)
  }

  @Test(arguments: 1...12) func `what meets the rate limit is asked again, and nothing else`(limited: Int)
    async throws
  {
    let server = AppServer(limited: limited)
    let found = try await client(server).whereabouts(of: sought, in: apps)
    #expect(found.appsRead == 30)
    #expect(server.asked.count == 30 + limited)
  }

  @Test func `an answer that is no config vars is not seen, and nothing of it is told`() async throws {
    let server = AppServer(vars: #"["postgres://pw"]"#)
    let found = try await client(server).whereabouts(of: sought, in: [apps[0]])
    let error = try #require(found.unseen.first?.error)
    let words = error.explanation(of: .readConfigVars(apps: ["a"]), host: "api.heroku.com", for: .command)
      .text
    #expect(!words.contains("postgres") && !"\(error)".contains("postgres"))
  }

  @Test func `lists apps page by page, each once, by name, and says what could not be read`() async throws {
    let transport = ScriptedTransport(
      .json(
        206,
        #"[{"id": "2", "name": "b", "team": {"name": "t"}}, {"id": "1", "name": "z", "team": null}]"#,
        ["Next-Range": "id ]2..; max=1000"]
      ),
      .json(200, #"[{"id": "2", "name": "b"}, {"id": "3", "name": "a"}, {"name": "no id"}, null]"#),
      .json(200, "[]")
    )
    let list = try await HerokuClient.scripted(transport).listApps()
    #expect(list.apps.map(\.name) == ["a", "b", "z"])
    #expect(list.apps.map(\.team) == [nil, "t", nil])
    #expect(list.unreadableApps == 2 && !list.isCutOff && !list.isWhole)
    #expect(transport.lines == ["GET /apps", "GET /apps", "GET /teams/t/apps"])
    #expect(
      transport.asked.map { $0.head.headerFields[.range] } == ["id ..; max=1000", "id ]2..; max=1000", nil]
    )
    let cutOff = try await HerokuClient.scripted(ScriptedTransport(.json(206, "[]"))).listApps()
    #expect(cutOff.isCutOff && !cutOff.shortfall.isEmpty)
  }

  @Test func `adds the apps of teams that were not joined, and notes a team that does not tell`()
    async throws
  {
    let transport = ScriptedTransport(
      .json(
        200,
        #"[{"id": "1", "name": "b", "team": {"name": "s"}}, {"id": "4", "name": "d", "team": {"name": "t/u"}}]"#
      ),
      .error(403, "forbidden"),
      .json(
        206,
        #"[{"id": "4", "name": "d", "team": {"name": "t/u"}, "joined": true}]"#,
        ["Next-Range": "name ]d.."]
      ),
      .json(200, #"[{"id": "3", "name": "a", "team": {"name": "t/u"}, "joined": false, "locked": true}]"#)
    )
    let list = try await HerokuClient.scripted(transport).listApps()
    #expect(list.apps.map(\.name) == ["a", "b", "d"])
    #expect(list.apps.map(\.isJoined) == [false, nil, nil])
    #expect(list.unlistedTeams == ["s"] && list.isWhole && list.shortfall.contains("not told for “s”"))
    let theirs = "GET /teams/t%2Fu/apps"
    #expect(transport.lines.suffix(3) == ["GET /teams/s/apps", theirs, theirs])
    let refusal = Refusal(status: 403, id: "forbidden", message: "No.")
    let unseen = Whereabouts.UnseenApp(app: list.apps[0], error: .refused(refusal))
    let reason = unseen.reason(host: "h", for: .command)
    #expect(reason.hasSuffix("of the team “t/u” that the account has not joined."))
    let expired = ScriptedTransport(
      .json(200, #"[{"id": "1", "name": "b", "team": {"name": "s"}}]"#),
      .error(401, "unauthorized")
    )
    let client = HerokuClient.scripted(expired)
    #expect(await failure { () throws(APIError) in try await client.listApps() } != nil)
  }

  @Test func `apps that could not be looked into for one reason are told of together`() {
    func unseen(_ name: String, status: Int = 403, isStranger: Bool = false) -> Whereabouts.UnseenApp {
      var refusal = Refusal(status: status, id: "forbidden", message: "No.")
      refusal.requestID = "request-\(name)"
      var app = HerokuApp(id: name, name: name, team: isStranger ? "t" : nil)
      app.isJoined = isStranger ? false : nil
      return Whereabouts.UnseenApp(app: app, error: .refused(refusal))
    }
    let all = [
      unseen("a"), unseen("b", status: 500), unseen("c"), unseen("d", isStranger: true), unseen("e"),
    ]
    let reasons = all.reasons(host: "h", for: .command)
    #expect(reasons.count == 3)
    #expect(reasons[0].hasPrefix("Could not read the config vars of “a”, “c”, “e”: "))
    #expect(reasons[0].contains("see the apps’ config vars") && reasons[0].hasSuffix("Request request-a."))
    #expect(
      reasons[1].contains("“b”")
        && reasons[2].hasSuffix("It is an app of the team “t” that the account has not joined.")
    )
    #expect(all.map { $0.reason(host: "h", for: .command) }[4].contains("see the app’s config vars"))
    let many = (1...60).map { unseen("app-\($0)") }.reasons(host: "h", for: .command)
    #expect(many.count == 1 && many[0].contains("“app-20” and 40 more: "))
    #expect([Whereabouts.UnseenApp]().reasons(host: "h", for: .command).isEmpty)
  }

  @Test func `a stage of a pipeline has a path of its own, to read and to write`() throws {
    let list = AppList().adding(pipelines: ["0123", "../x"])
    #expect(list.apps.map(\.name).prefix(2) == ["review of pipeline 0123", "test of pipeline 0123"])
    #expect(list.isWhole && Set(list.apps.map(\.id)).count == 4)
    let paths = list.apps.map { ClientRequest.configVars(of: $0).path }
    #expect(paths[1] == "/pipelines/0123/stage/test/config-vars")
    #expect(paths[2] == "/pipelines/%2E%2E%2Fx/stage/review/config-vars")
    #expect(ClientRequest.setVariables(of: list.apps[1], [:]).path == paths[1])
    #expect(ClientRequest.setVariables(of: list.apps[1], [:]).method == .patch)
  }

  @Test func `reads pages for some clients as long as that takes fewer requests`() async throws {
    let ids = (0..<6).map { ClientID("0000000\($0)-1111-4222-8333-444455556666") }
    func page(_ numbers: [Int], more: Bool) -> HTTPAnswer {
      let rows = numbers.map { OAuthClient(id: ids[$0], name: "n", redirectURI: "https://x/").json }
      let next = ["Next-Range": "id ]\(ids[numbers.last ?? 0])..; max=1000"]
      return .json(more ? 206 : 200, "[\(rows.joined(separator: ","))]", more ? next : [:])
    }
    let whole = ScriptedTransport(page([0, 1, 2], more: false))
    let both = try await HerokuClient.scripted(whole).listCredentials(of: [ids[0], ids[2]])
    #expect(both.credentials.map(\.client.id) == [ids[0], ids[2]], "no others are kept")
    // One is left, which is read as well.
    let early = ScriptedTransport(page([0, 1], more: true), page([2], more: false))
    let first = try await HerokuClient.scripted(early).listCredentials(of: [ids[0], ids[5]])
    #expect(first.credentials.count == 1 && early.asked.count == 1)
    let long = ScriptedTransport(page([0], more: true), page([1], more: true), page([2], more: false))
    let some = try await HerokuClient.scripted(long).listCredentials(of: Set(ids))
    #expect(some.credentials.count == 3 && long.asked.count == 3)
  }

  @Test func `counts the requests that it has sent, but for what costs none`() async throws {
    let transport = ScriptedTransport(.json(200, #"{"remaining": 9}"#), .json(200, "[]"))
    let client = HerokuClient.scripted(transport)
    _ = try await client.remainingRequests()
    #expect(client.sentRequests == 0)
    let list = try await client.observed { _ in }.listApps()
    #expect(client.sentRequests == 1 && list.requestCount == 1)
  }

  @Test func `reads the secrets of all clients with the list`() async throws {
    let transport = ScriptedTransport(.json(200, "[\(OAuthClient.production.json), {}]"))
    let list = try await HerokuClient.scripted(transport).listCredentials()
    #expect(list.credentials.map { $0.secret?.reveal() } == [testSecret])
    #expect(list.lacking.unreadableClients == 1)
    #expect(transport.lines == ["GET /oauth/clients"])
  }
}
