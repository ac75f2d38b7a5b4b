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

  /// Loads all pages, with the error that ended the loading.
  func load(_ transport: ScriptedTransport) async -> (pages: [[String]], isLast: [Bool], error: APIError?) {
    let pages = Mutex<[ClientPage]>([])
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport).listClients { page in
        pages.withLock { $0.append(page) }
      }
    }
    let loaded = pages.withLock { $0 }
    return (loaded.map { $0.clients.map(\.id.text) }, loaded.map(\.isLast), error)
  }

  @Test func `loads a list of one page`() async {
    let transport = ScriptedTransport(page(200, ["a", "b"]))
    let (pages, isLast, error) = await load(transport)
    #expect(pages == [["a", "b"]])
    #expect(isLast == [true])
    #expect(error == nil)
    #expect(transport.asked.map { $0.head.headerFields[.range] } == ["id ..; max=1000"])
  }

  @Test func `loads an empty list`() async {
    let (pages, isLast, error) = await load(ScriptedTransport(page(200, [])))
    #expect(pages == [[]])
    #expect(isLast == [true])
    #expect(error == nil)
  }

  @Test func `follows the next range verbatim until the list ends`() async {
    let transport = ScriptedTransport(
      page(206, ["a"], next: "id ]a..; max=1000"),
      page(206, ["b"], next: "id ]b..;  max=1000,order=asc"),
      page(200, ["c"])
    )
    let (pages, isLast, error) = await load(transport)
    #expect(pages == [["a"], ["b"], ["c"]])
    #expect(isLast == [false, false, true])
    #expect(error == nil)
    #expect(
      transport.asked.map { $0.head.headerFields[.range] }
        == ["id ..; max=1000", "id ]a..; max=1000", "id ]b..;  max=1000,order=asc"]
    )
  }

  @Test func `stops at a 206 that names no next range`() async {
    let (pages, isLast, error) = await load(ScriptedTransport(page(206, ["a"])))
    #expect(pages == [["a"]])
    #expect(isLast == [true])
    #expect(error == nil)
  }

  @Test func `does not follow a next range on a 200, which is whole`() async {
    let transport = ScriptedTransport(page(200, ["a"], next: "id ]a..; max=1000"))
    #expect(await load(transport).error == nil)
    #expect(transport.asked.count == 1)
  }

  @Test func `stops with an error rather than going in a circle`() async {
    let transport = ScriptedTransport(
      page(206, ["a"], next: "id ]a..; max=1000"),
      page(206, ["b"], next: "id ]b..; max=1000"),
      page(206, ["a"], next: "id ]a..; max=1000")
    )
    let (pages, _, error) = await load(transport)
    #expect(pages == [["a"], ["b"]])
    #expect(
      error
        == .unreadable(
          UnreadableAnswer(status: 206, problem: "its pages lead in a circle", mayHaveBeenDone: false)
        )
    )
    #expect(transport.asked.count == 3)
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
