import HTTPTypes
import HerokuAPI
import Synchronization
import TestSupport
import Testing

/// Requests that are refused for want of a second factor, or of a token that is still good.
struct ReauthorizingTests {
  let account = HTTPAnswer.json(200, #"{"id": "a1", "email": "alice@example.com"}"#)
  let otherAccount = HTTPAnswer.json(200, #"{"id": "b2", "email": "bob@example.com"}"#)
  let demand = HTTPAnswer.error(403, "two_factor")
  let wrongCode = HTTPAnswer.error(401, "invalid_two_factor_code")
  let refusedToken = HTTPAnswer.error(401, "unauthorized")
  let client = HTTPAnswer.json(200, OAuthClient.production.json)

  /// A person or a place that answers from a script, and keeps what was asked.
  final class Script<Question: Sendable, Answer: Sendable>: Sendable {
    private let state: Mutex<(answers: [Answer], questions: [Question])>

    init(_ answers: Answer...) { state = Mutex((answers, [])) }

    var questions: [Question] { state.withLock { $0.questions } }

    func answer(_ question: Question) -> Answer? {
      state.withLock { state in
        state.questions.append(question)
        return state.answers.isEmpty ? nil : state.answers.removeFirst()
      }
    }
  }

  typealias Person = Script<TwoFactorQuestion, Secret>
  typealias Place = Script<Bool, AccessToken>

  func reauthorization(_ person: Person, given: Secret? = nil) -> Reauthorization {
    Reauthorization(askForCode: { person.answer($0) }, givenCode: given)
  }

  func reauthorization(_ place: Place) -> Reauthorization {
    Reauthorization(findToken: { place.answer(true) })
  }

  func codes(_ transport: ScriptedTransport) throws -> [String?] {
    let name = try #require(HTTPField.Name("Heroku-Two-Factor-Code"))
    return transport.asked.map { $0.head.headerFields[name] }
  }

  func tokens(_ transport: ScriptedTransport) -> [String?] {
    transport.asked.map { $0.head.headerFields[.authorization] }
  }

  // MARK: Second factor

  @Test func `asks for the second factor and repeats the very request with it`() async throws {
    let transport = ScriptedTransport(demand, .json(201, OAuthClient.production.json))
    let person = Person(Secret("123456"))
    let draft = ClientDraft(name: "production", redirectURI: "https://example.com")
    let created = try await HerokuClient.scripted(transport, reauthorization: reauthorization(person)).create(
      draft
    )
    #expect(created.client == .production)
    #expect(person.questions == [.first])
    #expect(try codes(transport) == [nil, "123456"])
    #expect(transport.lines == ["POST /oauth/clients", "POST /oauth/clients"])
    #expect(transport.asked[0].body == transport.asked[1].body)
  }

  @Test func `asks again after a wrong code, and says so`() async throws {
    let transport = ScriptedTransport(demand, wrongCode, .error(403, "invalid_two_factor_code"), account)
    let person = Person(Secret("1"), Secret("2"), Secret("3"))
    _ = try await HerokuClient.scripted(transport, reauthorization: reauthorization(person)).account()
    #expect(person.questions == [.first, .again, .again])
    #expect(try codes(transport) == [nil, "1", "2", "3"])
  }

  @Test func `nobody answers: the refusal stands`() async {
    let transport = ScriptedTransport(demand)
    let error = await failure { () throws(APIError) in try await HerokuClient.scripted(transport).account() }
    guard case .refused(let refusal) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refusal.id == "two_factor")
    #expect(transport.lines == ["GET /account"])
  }

  @Test func `a code that was right is offered to the next request that wants one`() async throws {
    let transport = ScriptedTransport(demand, client, demand, client)
    let person = Person(Secret("123456"))
    _ = try await HerokuClient.scripted(transport, reauthorization: reauthorization(person))
      .delete(expecting: .production)
    #expect(person.questions == [.first])
    #expect(try codes(transport) == [nil, "123456", nil, "123456"])
  }

  @Test func `a code that has become too old is asked for anew, and not called wrong`() async throws {
    let clock = ManualClock()
    let transport = ScriptedTransport(demand, account, demand, account, demand, wrongCode, account)
    let person = Person(Secret("1"), Secret("2"), Secret("3"))
    let api = HerokuClient.scripted(
      transport,
      reauthorization: reauthorization(person),
      pacing: .manual(clock)
    )
    _ = try await api.account()
    clock.advance(by: .seconds(61))
    _ = try await api.account()
    clock.advance(by: .seconds(40))
    _ = try await api.account()
    #expect(person.questions == [.first, .first, .first])
    #expect(try codes(transport) == [nil, "1", nil, "2", nil, "2", "3"])
  }

  @Test func `a code given beforehand is sent when it is wanted`() async throws {
    let transport = ScriptedTransport(account, demand, account)
    let person = Person()
    let api = HerokuClient.scripted(
      transport,
      reauthorization: reauthorization(person, given: Secret("123456"))
    )
    _ = try await api.account()
    _ = try await api.account()
    #expect(person.questions.isEmpty)
    #expect(try codes(transport) == [nil, nil, "123456"])
  }

  @Test func `requests that are refused together ask one question`() async throws {
    let transport = DemandingTransport(code: "123456")
    let person = Person(Secret("123456"))
    let api = HerokuClient(
      transport: transport,
      endpoint: .heroku,
      token: AccessToken(Secret(testToken)),
      userAgent: "tests/1",
      reauthorization: Reauthorization(askForCode: { question in
        // Not before all of them have been refused.
        await transport.waitForDemands(5)
        return person.answer(question)
      })
    )
    try await withThrowingTaskGroup(of: Account.self) { group in
      for _ in 0..<5 { group.addTask { try await api.account() } }
      try await group.waitForAll()
    }
    #expect(person.questions == [.first])
  }

  // MARK: Token

  @Test func `looks the token up again, and repeats the request with the new one`() async throws {
    let transport = ScriptedTransport(refusedToken, account, account)
    let place = Place(AccessToken(Secret("new"), from: "~/.netrc"))
    let api = HerokuClient.scripted(transport, reauthorization: reauthorization(place))
    _ = try await api.account()
    _ = try await api.account()
    #expect(place.questions.count == 1)
    #expect(tokens(transport) == ["Bearer \(testToken)", "Bearer new", "Bearer new"])
  }

  @Test func `the same token again is not sent again, and the error says where it came from`() async {
    let transport = ScriptedTransport(refusedToken)
    let place = Place(AccessToken(Secret(testToken), from: "~/.netrc"))
    let api = HerokuClient(
      transport: transport,
      endpoint: .heroku,
      token: AccessToken(Secret(testToken), from: "~/.netrc"),
      userAgent: "tests/1",
      reauthorization: reauthorization(place)
    )
    let error = await failure { () throws(APIError) in try await api.account() }
    #expect(transport.lines == ["GET /account"])
    let advice = error?.explanation(of: .readAccount, host: "api.heroku.com").advice
    #expect(advice == "It came from ~/.netrc. “heroku login” gets a new one; then try again.")
  }

  @Test func `two tokens that are both refused are not tried in turn for ever`() async {
    let transport = ScriptedTransport(refusedToken, refusedToken)
    let place = Place(AccessToken(Secret("new")), AccessToken(Secret(testToken)), AccessToken(Secret("new")))
    let api = HerokuClient.scripted(transport, reauthorization: reauthorization(place))
    let error = await failure { () throws(APIError) in try await api.account() }
    #expect(error != nil)
    #expect(tokens(transport) == ["Bearer \(testToken)", "Bearer new"])
  }

  @Test func `a new token of the same account is taken`() async throws {
    let transport = ScriptedTransport(account, refusedToken, account, client)
    let place = Place(AccessToken(Secret("new")))
    let api = HerokuClient.scripted(transport, reauthorization: reauthorization(place))
    _ = try await api.account()
    #expect(try await api.readClient(.production).client == .production)
    #expect(transport.lines.suffix(2) == ["GET /account", "GET /oauth/clients/\(ClientID.production)"])
  }

  @Test func `the token of another account does not take the place of the first`() async throws {
    let transport = ScriptedTransport(account, refusedToken, otherAccount)
    let place = Place(AccessToken(Secret("new"), from: "~/.netrc"))
    let api = HerokuClient.scripted(transport, reauthorization: reauthorization(place))
    _ = try await api.account()
    let draft = ClientDraft(name: "n", redirectURI: "https://example.com")
    let error = await failure { () throws(APIError) in try await api.create(draft) }
    #expect(transport.lines == ["GET /account", "POST /oauth/clients", "GET /account"])
    let advice = error?.explanation(of: .create(name: "n"), host: "api.heroku.com").advice
    #expect(advice?.contains("~/.netrc is now a token of bob@example.com") == true)
  }
}

/// Demands a code of every request that comes without.
private final class DemandingTransport: HTTPTransport {
  private let code: String
  private let demands = Mutex(0)

  init(code: String) { self.code = code }

  func send(_ request: HTTPRequest, body: [UInt8]) async throws(TransportFailure) -> HTTPAnswer {
    if HTTPField.Name("Heroku-Two-Factor-Code").flatMap({ request.headerFields[$0] }) == code {
      return .json(200, #"{"id": "a1", "email": "alice@example.com"}"#)
    }
    demands.withLock { $0 += 1 }
    return .error(403, "two_factor")
  }

  func waitForDemands(_ count: Int) async {
    while demands.withLock({ $0 < count }) { await Task.yield() }
  }
}
