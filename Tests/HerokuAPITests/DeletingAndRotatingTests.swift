import FoundationEssentials
import HTTPTypes
import HerokuAPI
import TestSupport
import Testing

struct DeletingAndRotatingTests {
  let shown = OAuthClient.production

  @Test func `reads again, deletes, and returns what was deleted`() async throws {
    let transport = ScriptedTransport(.json(200, shown.json), .json(200, shown.json))
    #expect(try await HerokuClient.scripted(transport).delete(expecting: shown) == shown)
    #expect(transport.lines == ["GET /oauth/clients/\(shown.id)", "DELETE /oauth/clients/\(shown.id)"])
  }

  @Test func `reads again, rotates without a body, and returns the new secret`() async throws {
    let transport = ScriptedTransport(.json(200, shown.json), .json(200, shown.json))
    let credentials = try await HerokuClient.scripted(transport).rotate(expecting: shown)
    #expect(credentials.secret?.reveal() == testSecret)
    #expect(transport.lines.last == "POST /oauth/clients/\(shown.id)/actions/rotate-credentials")
    #expect(transport.asked.last?.body == "")
  }

  static let differences: [@Sendable (inout OAuthClient) -> Void] = [
    { $0.name = "renamed" },
    { $0.redirectURI = "https://example.com/other" },
    { $0.updatedAt?.addTimeInterval(1) },
    { $0.updatedAt = nil },
  ]

  @Test(arguments: 0..<4)
  func `stops where anything changed since it was shown`(difference: Int) async {
    let current = shown.with(Self.differences[difference])
    let deletion = ScriptedTransport(.json(200, current.json))
    let rotation = ScriptedTransport(.json(200, current.json))
    #expect(
      await failure { () throws(APIError) in
        try await HerokuClient.scripted(deletion).delete(expecting: shown)
      }
        == .changedSinceShown(current: current)
    )
    #expect(
      await failure { () throws(APIError) in
        try await HerokuClient.scripted(rotation).rotate(expecting: shown)
      }
        == .changedSinceShown(current: current)
    )
    #expect(deletion.asked.count == 1)
    #expect(rotation.asked.count == 1)
  }

  @Test func `reports a client that is gone`() async {
    let transport = ScriptedTransport(.error(404, "not_found", "No.", ["Request-Id": "r"]))
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport).delete(expecting: shown)
    }
    #expect(error == .notFound(requestID: "r"))
  }

  @Test func `never asks about a client without an id, which would be the list`() async {
    let transport = ScriptedTransport()
    let nobody = OAuthClient(id: ClientID(""), name: "", redirectURI: "")
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport).delete(expecting: nobody)
    }
    #expect(error == .notFound(requestID: nil))
    #expect(transport.asked.isEmpty)
  }

  @Test func `does not delete on the word of an answer about another client`() async {
    let other = OAuthClient(id: ClientID("other"), name: shown.name, redirectURI: shown.redirectURI)
    let transport = ScriptedTransport(.json(200, other.json))
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport).delete(expecting: shown)
    }
    #expect(
      error
        == .unreadable(
          UnreadableAnswer(status: 200, problem: "it is about another client", mayHaveBeenDone: false)
        )
    )
    #expect(transport.asked.count == 1)
  }

  @Test func `compares again where a 412 comes`() async {
    let renamed = shown.with { $0.name = "renamed" }
    let transport = ScriptedTransport(
      .json(200, shown.json, ["ETag": #""v1""#]),
      .error(412, "x"),
      .json(200, renamed.json)
    )
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport).delete(expecting: shown)
    }
    #expect(error == .changedSinceShown(current: renamed))
    #expect(transport.asked[1].head.headerFields[.ifMatch] == #""v1""#)
  }
}
