import HTTPTypes
import HerokuAPI
import Synchronization
import Testing

struct ListingTests {
  func client(_ id: String) -> OAuthClient {
    OAuthClient(id: ClientID(id), name: id, redirectURI: "https://example.com")
  }

  func page(_ status: Int, _ ids: [String], next: String? = nil) -> HTTPAnswer {
    let body = "[\(ids.map { client($0).json }.joined(separator: ","))]"
    return .json(status, body, next.map { ["Next-Range": $0] } ?? [:])
  }

  /// Loads all pages, with what is lacking, or the error that ended the loading.
  func load(
    _ transport: ScriptedTransport
  ) async -> (pages: [[String]], shortfall: ListShortfall?, error: APIError?) {
    let pages = Mutex<[ClientPage]>([])
    let shortfall = Mutex<ListShortfall?>(nil)
    let error = await failure { () throws(APIError) in
      let outcome = try await HerokuClient.scripted(transport).listClients { page in
        pages.withLock { $0.append(page) }
      }
      if case .loaded(_, let lacking) = outcome { shortfall.withLock { $0 = lacking } }
    }
    return (pages.withLock { $0 }.map { $0.clients.map(\.id.text) }, shortfall.withLock { $0 }, error)
  }

  @Test func `loads a list of one page`() async {
    let transport = ScriptedTransport(page(200, ["a", "b"]))
    let (pages, shortfall, error) = await load(transport)
    #expect(pages == [["a", "b"]])
    #expect(shortfall?.isNothing == true)
    #expect(error == nil)
    #expect(transport.asked.map { $0.head.headerFields[.range] } == ["id ..; max=1000"])
  }

  @Test func `a page says that it is the last where nothing follows it`() async throws {
    let ends = Mutex<[Bool]>([])
    let transport = ScriptedTransport(page(206, ["a"], next: "id ]a..; max=1000"), page(200, ["b"]))
    _ = try await HerokuClient.scripted(transport).listClients { page in
      ends.withLock { $0.append(page.isLast) }
    }
    #expect(ends.withLock { $0 } == [false, true])
  }

  @Test func `loads an empty list`() async {
    let (pages, shortfall, error) = await load(ScriptedTransport(page(200, [])))
    #expect(pages == [[]])
    #expect(shortfall?.isNothing == true)
    #expect(error == nil)
  }

  @Test func `follows the next range verbatim until the list ends`() async {
    let transport = ScriptedTransport(
      page(206, ["a"], next: "id ]a..; max=1000"),
      page(206, ["b"], next: "id ]b..;  max=1000,order=asc"),
      page(200, ["c"])
    )
    let (pages, shortfall, error) = await load(transport)
    #expect(pages == [["a"], ["b"], ["c"]])
    #expect(shortfall?.isNothing == true)
    #expect(error == nil)
    #expect(
      transport.asked.map { $0.head.headerFields[.range] }
        == ["id ..; max=1000", "id ]a..; max=1000", "id ]b..;  max=1000,order=asc"]
    )
  }

  /// What a load comes to, and how many pages it brings.
  func outcome(
    _ transport: ScriptedTransport,
    unless version: ListVersion? = nil
  ) async throws -> (outcome: ListOutcome, pages: Int) {
    let pages = Mutex(0)
    let outcome = try await HerokuClient.scripted(transport).listClients(unless: version) { _ in
      pages.withLock { $0 += 1 }
    }
    return (outcome, pages.withLock { $0 })
  }

  @Test func `a list that was one whole 200 has a version`() async throws {
    let transport = ScriptedTransport(.json(200, "[]", ["ETag": "W/\"7\""]))
    let (outcome, _) = try await outcome(transport)
    #expect(outcome == .loaded(ListVersion(tag: "W/\"7\""), lacking: ListShortfall()))
    #expect(transport.asked.first?.head.headerFields[.ifNoneMatch] == nil)
  }

  @Test func `a list of several pages has no version, whatever its pages are tagged with`() async throws {
    let transport = ScriptedTransport(
      .json(206, "[\(client("a").json)]", ["Next-Range": "id ]a..", "ETag": "\"1\""]),
      .json(200, "[\(client("b").json)]", ["ETag": "\"2\""])
    )
    let (outcome, pages) = try await outcome(transport, unless: ListVersion(tag: "\"0\""))
    #expect(outcome == .loaded(nil, lacking: ListShortfall()))
    #expect(pages == 2)
    #expect(transport.asked.map { $0.head.headerFields[.ifNoneMatch] } == ["\"0\"", nil])
  }

  @Test func `a list that is unchanged brings no page`() async throws {
    let transport = ScriptedTransport(.json(304, ""))
    let (outcome, pages) = try await outcome(transport, unless: ListVersion(tag: "\"7\""))
    #expect(outcome == .unchanged)
    #expect(pages == 0)
  }

  @Test func `a 304 that nobody asked for is no list`() async {
    let (pages, _, error) = await load(ScriptedTransport(.json(304, "")))
    #expect(pages.isEmpty)
    guard case .unreadable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: ["", " ", "\t"]) func `a next range without a value is no way on`(next: String) async {
    let transport = ScriptedTransport(page(206, ["a"], next: next))
    let (pages, shortfall, error) = await load(transport)
    #expect(pages == [["a"]])
    #expect(shortfall?.isCutOff == true && error == nil)
  }

  @Test(arguments: [[], ["a"]]) func `ends where page after page brings nothing new`(ids: [String]) async {
    let first = page(206, ["a"], next: "id ]a..; max=1000")
    let rest = (0..<50).map { page(206, ids, next: "id ]a..; max=\(900 - $0)") }
    let transport = ScriptedTransport(([first] + rest).map(ScriptedTransport.Step.answer))
    let (pages, shortfall, error) = await load(transport)
    #expect(Set(pages.joined()) == ["a"])
    #expect(pages.count == 11 && transport.asked.count == 11)
    #expect(shortfall?.isCutOff == true && error == nil)
  }

  @Test func `some pages without anything are no end`() async {
    let empty = (0..<9).map { page(206, [], next: "id ]a..; max=\(900 - $0)") }
    let steps = [page(206, ["a"], next: "id ]a..")] + empty + [page(200, ["b"])]
    let (pages, shortfall, error) = await load(ScriptedTransport(steps.map(ScriptedTransport.Step.answer)))
    #expect(Set(pages.joined()) == ["a", "b"])
    #expect(shortfall?.isNothing == true && error == nil)
  }

  @Test func `the same id in capitals is the same client`() async {
    let id = "01234567-89ab-cdef-0123-456789abcdef"
    let transport = ScriptedTransport(page(200, [id, id.uppercased(), "ABC"]))
    let (pages, _, _) = await load(transport)
    #expect(pages == [[id, "ABC"]])
  }

  @Test(arguments: [["a"], []]) func `stops at a 206 that names no next range, and says so`(ids: [String])
    async
  {
    for before in [[], [page(206, ["0"], next: "id ]0..; max=1000")]] {
      let transport = ScriptedTransport((before + [page(206, ids)]).map(ScriptedTransport.Step.answer))
      let (pages, shortfall, error) = await load(transport)
      #expect(pages.last == ids)
      #expect(shortfall?.isCutOff == true)
      #expect(
        shortfall?.words == "These are not all clients: the server says that there are more, and not where."
      )
      #expect(error == nil)
    }
  }

  @Test func `counts the clients that cannot be read, and says why`() async {
    let odd = #"{"id": "b", "name": null, "redirect_uri": "b:c"}"#
    let transport = ScriptedTransport(
      .json(206, "[\(client("a").json), \(odd)]", ["Next-Range": "id ]b..; max=1000"]),
      .json(200, "[null, \(client("c").json)]")
    )
    let (pages, shortfall, error) = await load(transport)
    #expect(pages == [["a"], ["c"]])
    #expect(error == nil)
    #expect(shortfall?.unreadableClients == 2)
    #expect(
      shortfall?.words
        == "2 clients could not be read, and are left out (its “name” is not what the API documents)."
    )
  }

  @Test func `a list that lacks something has no version to ask for later`() async throws {
    for answer in [HTTPAnswer.json(206, "[]", ["ETag": "\"1\""]), .json(200, "[null]", ["ETag": "\"1\""])] {
      let (outcome, _) = try await outcome(ScriptedTransport(answer))
      guard case .loaded(nil, let lacking) = outcome else {
        Issue.record("\(outcome)")
        continue
      }
      #expect(!lacking.isNothing)
    }
  }

  @Test func `does not follow a next range on a 200, which is whole`() async {
    let transport = ScriptedTransport(page(200, ["a"], next: "id ]a..; max=1000"))
    #expect(await load(transport).error == nil)
    #expect(transport.asked.count == 1)
  }

  @Test(
    arguments: [
      // Back to an earlier one, to itself, and with nothing on it.
      (["c"], "id ]a..; max=1000"), (["c"], "id ]b..; max=1000"), ([], "id ]b..; max=1000"),
      (["a"], "id ..; max=1000"),
    ] as [([String], String)]
  )
  func `asks once more for a page that leads back, and else keeps what was read`(ids: [String], next: String)
    async
  {
    let before = [
      page(206, ["a"], next: "id ]a..; max=1000"), page(206, ["b"], next: "id ]b..; max=1000"),
      page(206, ids, next: next),
    ]
    let circle = ScriptedTransport((before + [page(206, ids, next: next)]).map(ScriptedTransport.Step.answer))
    let cut = await load(circle)
    #expect(cut.error == nil && cut.shortfall?.isCutOff == true)
    #expect(Set(cut.pages.joined()) == Set(["a", "b"] + ids))
    #expect(
      circle.asked.map { $0.head.headerFields[.range] }
        == ["id ..; max=1000", "id ]a..; max=1000", "id ]b..; max=1000", "id ]b..; max=1000"]
    )
    let once = ScriptedTransport((before + [page(200, ["d"])]).map(ScriptedTransport.Step.answer))
    let whole = await load(once)
    #expect(whole.error == nil && whole.shortfall?.isNothing == true)
    #expect(Set(whole.pages.joined()) == Set(["a", "b", "d"] + ids))
  }

  @Test func `stops with an error rather than going in a circle in which nothing is`() async {
    let transport = ScriptedTransport(
      page(206, [], next: "id ..; max=1000"),
      page(206, [], next: "id ..; max=1000")
    )
    let (pages, _, error) = await load(transport)
    #expect(pages == [[]])
    #expect(
      error
        == .unreadable(
          UnreadableAnswer(status: 206, problem: "its pages lead in a circle", mayHaveBeenDone: false)
        )
    )
    #expect(transport.asked.count == 2)
  }

  @Test func `counts what cannot be read once, also on a page that is asked for again`() async {
    let odd = HTTPAnswer.json(206, "[\(client("b").json), null]", ["Next-Range": "id ]a..; max=1000"])
    let transport = ScriptedTransport(page(206, ["a"], next: "id ]a..; max=1000"), odd, odd)
    let (_, shortfall, error) = await load(transport)
    #expect(error == nil)
    #expect(shortfall?.isCutOff == true && shortfall?.unreadableClients == 1)
  }

  @Test func `stops with an error where pages have no end`() async {
    let error = await failure { () throws(APIError) in
      let heroku = HerokuClient(
        transport: EndlessPages(),
        endpoint: .heroku,
        token: AccessToken(Secret("t")),
        userAgent: "tests/1"
      )
      try await heroku.listClients { _ in }
    }
    #expect(
      error
        == .unreadable(
          UnreadableAnswer(status: 206, problem: "its pages have no end", mayHaveBeenDone: false)
        )
    )
  }

  @Test func `keeps the pages that arrived before an error`() async {
    let transport = ScriptedTransport(
      page(206, ["a"], next: "id ]a..; max=1000"),
      .error(416, "requested_range_not_satisfiable")
    )
    let (pages, _, error) = await load(transport)
    #expect(pages == [["a"]])
    #expect(error == .refused(Refusal(status: 416, id: "requested_range_not_satisfiable", message: "No.")))
  }

  @Test func `decodes off the main actor and hands over off it too`() async {
    let isOffMain = Mutex(false)
    _ = await MainActor.run {
      Task { @MainActor in
        try? await HerokuClient.scripted(ScriptedTransport(page(200, ["a"]))).listClients { _ in
          isOffMain.withLock { $0 = #isolation == nil }
        }
      }
    }.value
    #expect(isOffMain.withLock { $0 })
  }
}

/// A server that always says that there is more.
private struct EndlessPages: HTTPTransport {
  func send(_ request: HTTPRequest, body: [UInt8]) async throws(TransportFailure) -> HTTPAnswer {
    let number = request.headerFields[.range]?.split(separator: "]").last.flatMap {
      Int($0.prefix { $0.isNumber })
    }
    let next = (number ?? 0) + 1
    let client = OAuthClient(id: ClientID("\(next)"), name: "n", redirectURI: "u:r")
    return .json(206, "[\(client.json)]", ["Next-Range": "id ]\(next)..; max=1000"])
  }
}
