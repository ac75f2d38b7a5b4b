import ClientIndex
import FoundationEssentials
import HTTPTypes

@testable import HerokuAPI

/// A body as each request's answer: rows, one client, an account, an error.
func fuzzAnswers(_ bytes: [UInt8]) {
  let status = HTTPResponse.Status(code: bytes.first == 0 ? 422 : bytes.first == 1 ? 404 : 200)
  let answer = HTTPAnswer(head: HTTPResponse(status: status), body: AnswerBody(bytes))
  let list = AnswerReader(.clients(range: IDStretch.range()))
  if let rows = try? list.rows(in: answer) {
    let clients = rows.compactMap(\.client)
    check(rows.count <= bytes.count, "more rows than bytes")
    check(Set(clients.map(\.id)).count == clients.count, "a client twice on a page")
    var index = ClientIndex()
    index.merge(ClientBatch(clients))
    check(index.totalCount == clients.count, "a client is lost, or came from nowhere")
    for client in clients {
      check(index[client.id] == client, "the index has another client than the page")
      checkCells(client.name)
      checkCells(client.redirectURI)
    }
  }
  explain { () throws(APIError) in _ = try AnswerReader(.client(ClientID("a"))).credentials(in: answer) }
  explain { () throws(APIError) in _ = try AnswerReader(.account).account(in: answer) }
  explain { () throws(APIError) in _ = try AnswerReader(.apps(range: "id ..")).apps(in: answer) }
  explain { () throws(APIError) in
    let remaining = try AnswerReader(.rateLimits).remainingRequests(in: answer)
    check((0...1_000_000_000).contains(remaining), "a rate limit without reason")
  }
  _ = AnswerReader(.authorizations(range: "id ..")).client(behind: Secret("t"), in: answer)
  explain { () throws(APIError) in
    _ = try AnswerReader(.authorizations(range: "id ..")).authorizations(marking: [Secret("t")], in: answer)
  }
  fuzzAppAnswers(answer, bytes)
  fuzzTokens(answer)
  _ = AnswerReader(.clients(range: "id ..")).outcome(
    of: .success(answer),
    now: Date(timeIntervalSince1970: 0)
  )
}

/// What is read of apps: their own hosts and their config vars, of which no value may be kept.
private func fuzzAppAnswers(_ answer: HTTPAnswer, _ bytes: [UInt8]) {
  explain { () throws(APIError) in
    let hosts = try AnswerReader(.domains(app: "a")).customHosts(in: answer)
    check(hosts.count <= bytes.count, "more hosts than bytes")
  }
  explain { () throws(APIError) in _ = try AnswerReader(.app("a")).webHost(in: answer) }
  let client = OAuthClient(
    id: ClientID("01234567-89ab-cdef-0123-456789abcdef"),
    name: "Staging",
    redirectURI: "https://example.com/cb"
  )
  let secret = Secret("fedcba98-7654-3210-fedc-ba9876543210")
  let sought = SoughtClients([ClientCredentials(client: client, secret: secret)])
  let app = HerokuApp(id: "a", name: "app")
  explain { () throws(APIError) in
    let reader = AnswerReader(.configVars(of: app))
    for sighting in try reader.sightings(of: sought, of: app, in: answer) {
      check(sighting.client == client.id && sighting.app == app, "a client that nobody looks for")
      check(!"\(sighting)".contains(secret.reveal()), "a value was kept")
      let names = sighting.variables.map(\.name)
      check(Set(names).count == names.count && names.count <= bytes.count, "a var twice")
    }
  }
}

/// What comes for a code: no token that is not in the answer, and no word of it in an error.
private func fuzzTokens(_ answer: HTTPAnswer) {
  do throws(SignInError) {
    let tokens = try SignInServer.tokens(in: answer)
    check((0...1_000_000_000).contains(tokens.lifetime ?? 0), "a lifetime without reason")
    check(
      !"\(tokens)".contains(tokens.access.reveal()) || tokens.access.reveal().utf8.count < 16,
      "a token is told"
    )
  } catch {
    check(!error.words(host: "id.heroku.com").isEmpty, "an error without words")
  }
}

private func explain(_ read: () throws(APIError) -> Void) {
  do throws(APIError) {
    try read()
  } catch {
    if case .refused(let refusal) = error { checkCells(refusal.message) }
  }
}

/// A line for each header field that is read, and more of them for `Next-Range`.
func fuzzFields(_ bytes: [UInt8]) {
  let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { text($0) }
  let now = Date(timeIntervalSince1970: 1_700_000_000)
  for line in lines {
    // Foundation counts as Julius did before October 1582, and RFC 3339 never does.
    if let moment = Date(rfc3339: line), moment.timeIntervalSince1970 > -12_212_553_600 {
      let seconds = moment.timeIntervalSince1970.rounded(.down)
      let again = Date(timeIntervalSince1970: seconds)
      check(Date(rfc3339: again.formatted(.iso8601)) == again, "printed, it is another moment: \(line)")
    }
    if let moment = Date(httpDate: line, now: now) { check(moment.timeIntervalSince1970.isFinite, line) }
    if let after = RetryAfter(line) {
      check((.zero ... .seconds(10 * 366 * 86_400)).contains(after.delay(from: now)), "waits without end")
      check(!after.delay(from: now).waitInWords.isEmpty, line)
    }
  }
  var walk = PageWalk()
  var asked: Set<String> = []
  var askedAgain: Set<String> = []
  for line in lines {
    guard let range = walk.nextRange else { break }
    // What leads back is asked for again, once.
    let isNew = asked.insert(range).inserted
    check(isNew || walk.isAskingAgain && askedAgain.insert(range).inserted, "asks for \(range) on and on")
    var head = HTTPResponse(status: .init(code: 206))
    head.headerFields[.nextRange] = line
    head.headerFields[.retryAfter] = line
    head.headerFields[.date] = line
    head.headerFields[.rateLimitRemaining] = line
    let answer = HTTPAnswer(head: head)
    if let left = answer.remainingRequests { check((0...1_000_000_000).contains(left), line) }
    if let delay = answer.retryDelay(from: now) { check(delay >= .zero, line) }
    guard (try? walk.advance(past: answer, hasNews: true)) != nil else { break }
  }
  fuzzLanes(lines)
}

/// Ids of a first page, and what the server names as next: stretches that leave nothing out.
private func fuzzLanes(_ lines: [String]) {
  let ids = lines.dropLast().map { ClientID($0) }
  let plain = ids.last.map { "id ]\($0)..; max=1000" }
  for next in [lines.last, plain] {
    let stretches = LaneSplit(after: ids, nextRange: next, maximumLanes: 8).stretches
    guard let first = stretches.first else { continue }
    check(stretches.count <= 8 && first.lowerBound == ids.last, "begins elsewhere")
    check(IDStretch.joined(stretches) == [first.withoutEnd], "leaves something out")
    check(stretches.map(\.lowerBound).isAscending, "not in order")
  }
}

/// A host as `HEROKU_HOST` gives it: the token goes to Heroku or to this machine, or nowhere.
func fuzzEndpoint(_ bytes: [UInt8]) {
  guard let endpoint = try? Endpoint(parsing: text(bytes)) else { return }
  check((try? Endpoint(parsing: endpoint.description)) == endpoint, "printed, it is another: \(endpoint)")
  let host = endpoint.host
  let isHeroku =
    endpoint.scheme == .https
    && [".heroku.com", ".herokai.com", ".herokuspace.com", ".herokudev.com"].contains {
      ".\(host)".hasSuffix($0)
    }
  check(isHeroku || endpoint.isLoopback, "a token would go to \(endpoint)")
  check(host.utf8.allSatisfy { (0x21...0x7e).contains($0) }, "no host: \(endpoint)")
}
