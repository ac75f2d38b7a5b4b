import TestSupport
import Testing

@testable import HerokuAPI

/// What is taken back of a sign-in that was only tried.
@Suite struct LeftAuthorizationTests {
  private static let client = ClientID("01234567-89ab-4cde-8f01-23456789abcd")
  private static let other = ClientID("aaaaaaaa-89ab-4cde-8f01-23456789abcd")

  private static func seen(_ id: String, _ client: ClientID? = client, ours: Bool = false)
    -> SeenAuthorization
  {
    SeenAuthorization(id: id, client: client, hasToken: ours)
  }

  private static func left(
    before: [SeenAuthorization],
    after: [SeenAuthorization],
    isWhole: Bool = true,
    wasWhole: Bool = true
  ) -> LeftAuthorization {
    LeftAuthorization(
      of: client,
      before: AuthorizationList(authorizations: before, isWhole: wasWhole),
      after: AuthorizationList(authorizations: after, isWhole: isWhole)
    )
  }

  @Test func `one that was not there before is new`() {
    let others = [Self.seen("own", nil), Self.seen("o", Self.other)]
    for ours in [false, true] {
      #expect(Self.left(before: others, after: others + [Self.seen("n", ours: ours)]) == .new(id: "n"))
    }
    let upper = SeenAuthorization(id: "n", client: ClientID(Self.client.text.uppercased()), hasToken: false)
    #expect(Self.left(before: [], after: [upper]) == .new(id: "n"))
  }

  @Test func `one that was there before is somebody's`() {
    let old = [Self.seen("a")]
    #expect(Self.left(before: old, after: old) == .old(id: "a"))
    #expect(Self.left(before: old, after: [Self.seen("a", ours: true)]) == .old(id: "a"))
    // Somebody has signed in meanwhile, and our token is of the one that was there.
    #expect(Self.left(before: old, after: [Self.seen("a", ours: true), Self.seen("b")]) == .old(id: "a"))
  }

  @Test func `of a server that makes a new one each time, only ours is deleted`() {
    let after = [Self.seen("a"), Self.seen("b"), Self.seen("n", ours: true)]
    #expect(Self.left(before: [Self.seen("a")], after: after) == .new(id: "n"))
  }

  @Test func `nothing is deleted where it is not certain`() {
    let old = [Self.seen("a")]
    #expect(Self.left(before: old, after: [Self.seen("a"), Self.seen("n")]) == .unclear)
    #expect(Self.left(before: [], after: [Self.seen("n"), Self.seen("m")]) == .unclear)
    #expect(Self.left(before: [], after: [Self.seen("n", ours: true)], wasWhole: false) == .unclear)
    #expect(Self.left(before: [], after: [], isWhole: false) == .unclear)
    let both = [Self.seen("n", ours: true), Self.seen("m", ours: true)]
    #expect(Self.left(before: [], after: both) == .unclear)
  }

  @Test func `an authorization of something else is never ours`() {
    #expect(Self.left(before: [], after: []) == .nothing)
    let foreign = [Self.seen("own", nil, ours: true), Self.seen("o", Self.other, ours: true)]
    #expect(Self.left(before: [], after: foreign) == .nothing)
  }

  /// Whatever the lists are: what is deleted is the client's, and was not there before.
  @Test func `holds for lists of all kinds`() {
    var generator = SeededGenerator(seed: 29)
    for _ in 0..<20_000 {
      func list() -> [SeenAuthorization] {
        (0..<Int.random(in: 0...4, using: &generator)).map { _ in
          let client = [Self.client, Self.other, nil].randomElement(using: &generator) ?? nil
          let id = "\(Int.random(in: 0...4, using: &generator))"
          return Self.seen(id, client, ours: Bool.random(using: &generator))
        }
      }
      let (before, after) = (list(), list())
      guard case .new(let id) = Self.left(before: before, after: after) else { continue }
      #expect(!before.contains { $0.id == id })
      #expect(after.contains { $0.id == id && $0.client == Self.client })
    }
  }

  // MARK: The list

  @Test func `the list keeps no token, and an odd row only makes it incomplete`() async throws {
    let rows = #"""
      [{"id": "a", "access_token": {"token": "PLANTED-5ecret"}, "client": {"id": "\#(Self.client)"}},
       {"id": "b", "access_token": null, "client": null}, {"id": "c", "client": {"id": 1}}]
      """#
    let transport = ScriptedTransport(.json(200, rows), .json(200, #"[{"id": "a"}, {"id": ""}, 7]"#))
    let client = HerokuClient.scripted(transport)
    let list = try await client.authorizations(marking: [Secret("PLANTED-5ecret")])
    #expect(list.isWhole)
    #expect(
      list.authorizations == [Self.seen("a", ours: true), Self.seen("b", nil), Self.seen("c", nil)]
    )
    var dumped = ""
    dump(list, to: &dumped)
    #expect(!dumped.contains("5ecret"))
    let odd = try await client.authorizations()
    #expect(!odd.isWhole && odd.authorizations == [Self.seen("a", nil)])
    #expect(transport.lines == ["GET /oauth/authorizations", "GET /oauth/authorizations"])
  }

  @Test func `follows the pages of the list`() async throws {
    let transport = ScriptedTransport(
      .json(206, #"[{"id": "a"}]"#, ["Next-Range": "id ]a..; max=1000"]),
      .json(200, #"[{"id": "b"}]"#)
    )
    let list = try await HerokuClient.scripted(transport).authorizations()
    #expect(list.authorizations.map(\.id) == ["a", "b"] && list.isWhole)
    let cut = ScriptedTransport(.json(206, #"[{"id": "a"}]"#))
    #expect(try await !HerokuClient.scripted(cut).authorizations().isWhole)
  }

  @Test func `deletes one, and never the whole list`() async {
    let transport = ScriptedTransport(.json(200, "{}"), .error(404, "not_found"))
    let client = HerokuClient.scripted(transport)
    #expect(await failure { () throws(APIError) in try await client.deleteAuthorization("a/b") } == nil)
    #expect(
      await failure { () throws(APIError) in try await client.deleteAuthorization("gone") }
        == .notFound(requestID: nil)
    )
    #expect(
      await failure { () throws(APIError) in try await client.deleteAuthorization("") }
        == .notFound(requestID: nil)
    )
    #expect(transport.lines == ["DELETE /oauth/authorizations/a%2Fb", "DELETE /oauth/authorizations/gone"])
    let readOnly = HerokuClient.scripted(ScriptedTransport(), isReadOnly: true)
    #expect(await failure { () throws(APIError) in try await readOnly.deleteAuthorization("a") } == .readOnly)
  }
}
