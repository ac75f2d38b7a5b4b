import HTTPTypes
import HerokuAPI
import TestSupport
import Testing

struct UpdatingTests {
  let shown = OAuthClient.production
  let newURI = ClientChanges([.redirectURI: "https://example.com/new"])
  let strong = ["ETag": #""v1""#]

  var changed: OAuthClient { shown.with { $0.redirectURI = "https://example.com/new" } }
  var renamed: OAuthClient { shown.with { $0.name = "renamed by somebody" } }

  @Test func `reads again, and sends only what changes`() async throws {
    let transport = ScriptedTransport(.json(200, shown.json), .json(200, changed.json))
    let updated = try await HerokuClient.scripted(transport).update(newURI, expecting: shown)
    #expect(updated == UpdatedClient(client: changed))
    #expect(transport.lines == ["GET /oauth/clients/\(shown.id)", "PATCH /oauth/clients/\(shown.id)"])
    #expect(transport.asked.last?.body == #"{"redirect_uri":"https://example.com/new"}"#)
  }

  @Test func `sends nothing where the client is as wanted already`() async throws {
    let transport = ScriptedTransport(.json(200, changed.json))
    let updated = try await HerokuClient.scripted(transport).update(newURI, expecting: shown)
    #expect(updated == UpdatedClient(client: changed, wasSent: false))
    #expect(transport.asked.count == 1)
  }

  @Test func `leaves out a field that has the wanted value already`() async throws {
    let transport = ScriptedTransport(.json(200, renamed.json), .json(200, changed.json))
    var changes = newURI
    changes[.name] = renamed.name
    _ = try await HerokuClient.scripted(transport).update(changes, expecting: shown)
    #expect(transport.asked.last?.body == #"{"redirect_uri":"https://example.com/new"}"#)
  }

  @Test func `merges with a change to another field, and says so`() async throws {
    let merged = renamed.with { $0.redirectURI = "https://example.com/new" }
    let transport = ScriptedTransport(.json(200, renamed.json), .json(200, merged.json))
    let updated = try await HerokuClient.scripted(transport).update(newURI, expecting: shown)
    #expect(updated == UpdatedClient(client: merged, mergedFields: [.name]))
  }

  @Test func `stops where somebody else changed a field that it changes`() async {
    let theirs = shown.with { $0.redirectURI = "https://example.com/theirs" }
    let transport = ScriptedTransport(.json(200, theirs.json))
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport).update(newURI, expecting: shown)
    }
    #expect(error == .conflict(current: theirs, fields: [.redirectURI]))
    #expect(transport.asked.count == 1)
  }

  @Test func `compares texts byte by byte`() async throws {
    // é as one scalar and as two: equal for Swift, different addresses for a server.
    let composed = shown.with { $0.redirectURI = "https://example.com/\u{e9}" }
    let decomposed = ClientChanges([.redirectURI: "https://example.com/e\u{301}"])
    let transport = ScriptedTransport(.json(200, composed.json), .json(200, composed.json))
    let updated = try await HerokuClient.scripted(transport).update(decomposed, expecting: composed)
    #expect(updated.wasSent)
    #expect(transport.asked.count == 2)
  }

  @Test func `reports a client that is gone`() async {
    let transport = ScriptedTransport(.error(404, "not_found"))
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport).update(newURI, expecting: shown)
    }
    #expect(error == .notFound(requestID: nil))
  }

  @Test(arguments: [(#""v1""#, #""v1""#), (#"W/"v1""#, nil), ("v1", nil), (nil, nil)])
  func `makes the change conditional on a strong tag only`(tag: String?, ifMatch: String?) async throws {
    let transport = ScriptedTransport(
      .json(200, shown.json, tag.map { ["ETag": $0] } ?? [:]),
      .json(200, changed.json)
    )
    _ = try await HerokuClient.scripted(transport).update(newURI, expecting: shown)
    #expect(transport.asked.map { $0.head.headerFields[.ifMatch] } == [nil, ifMatch])
  }

  @Test func `sends without the condition where a 412 comes although nothing changed`() async throws {
    let transport = ScriptedTransport(
      .json(200, shown.json, strong),
      .error(412, "precondition_failed"),
      .json(200, shown.json, strong),
      .json(200, changed.json)
    )
    let updated = try await HerokuClient.scripted(transport).update(newURI, expecting: shown)
    #expect(updated == UpdatedClient(client: changed))
    #expect(transport.asked.map { $0.head.headerFields[.ifMatch] } == [nil, #""v1""#, nil, nil])
  }

  @Test func `compares again where a 412 comes because somebody was faster`() async {
    let theirs = shown.with { $0.redirectURI = "https://example.com/theirs" }
    let transport = ScriptedTransport(
      .json(200, shown.json, strong),
      .error(412, "precondition_failed"),
      .json(200, theirs.json, strong)
    )
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport).update(newURI, expecting: shown)
    }
    #expect(error == .conflict(current: theirs, fields: [.redirectURI]))
  }

  @Test func `does not compare for ever`() async {
    let steps = (0..<20).flatMap { round in
      [
        HTTPAnswer.json(200, shown.with { $0.name = "name \(round)" }.json, strong),
        .error(412, "precondition_failed"),
      ]
    }
    let transport = ScriptedTransport(steps.map(ScriptedTransport.Step.answer))
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport).update(newURI, expecting: shown)
    }
    #expect(error == .refused(Refusal(status: 412, id: "precondition_failed", message: "No.")))
    #expect(transport.asked.count == 8)
  }

  @Test func `does not send without the condition twice`() async {
    let transport = ScriptedTransport(
      .json(200, shown.json, strong),
      .error(412, "x"),
      .json(200, shown.json, strong),
      .error(412, "x")
    )
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport).update(newURI, expecting: shown)
    }
    #expect(error == .refused(Refusal(status: 412, id: "x", message: "No.")))
    #expect(transport.asked.count == 4)
  }
}
