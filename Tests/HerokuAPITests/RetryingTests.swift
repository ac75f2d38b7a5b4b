import HTTPTypes
import HerokuAPI
import Synchronization
import TestSupport
import Testing

struct RetryingTests {
  let clock = ManualClock()
  let account = HTTPAnswer.json(200, #"{"id": "1", "email": "a@example.com"}"#)

  @Test func `reads until it succeeds, and says why it waits`() async throws {
    let transport = ScriptedTransport([
      .answer(.error(500, "internal")),
      .failure(TransportFailure(.refused, mayHaveBeenSent: false)),
      .answer(.error(429, "rate_limit", "Slow down.", ["Retry-After": "7"])),
      .answer(account),
    ])
    let notices = Mutex<[Notice]>([])
    let client = HerokuClient.scripted(transport, pacing: .manual(clock)).observed { notice in
      notices.withLock { $0.append(notice) }
    }
    _ = try await client.account()
    #expect(transport.asked.count == 4)
    #expect(clock.waits == [.milliseconds(500), .seconds(1), .seconds(7)])
    #expect(
      notices.withLock { $0 } == [
        .retrying(after: .milliseconds(500), reason: .serverError(status: 500)),
        .retrying(after: .seconds(1), reason: .noAnswer(.refused)),
        .retrying(after: .seconds(7), reason: .rateLimit),
      ]
    )
  }

  @Test(arguments: [#"{"id": "1", "em"#, #"{"id": "1""#, "{", " [ "])
  func `reads an answer again that looks whole and is a part of one`(part: String) async throws {
    let transport = ScriptedTransport(.json(200, part), account)
    let client = HerokuClient.scripted(transport, pacing: .manual(clock))
    _ = try await client.account()
    #expect(transport.asked.count == 2)
    #expect(clock.waits == [.milliseconds(500)])
    let always = ScriptedTransport(Array(repeating: .answer(.json(200, part)), count: 9))
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(always, pacing: .manual(clock)).account()
    }
    guard case .unreadable? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(always.asked.count == 4)
  }

  @Test func `does not send a change again whose answer is a part of one`() async {
    let client = HerokuClient.scripted(
      ScriptedTransport(.json(201, "{")),
      pacing: .manual(clock)
    )
    let error = await failure { () throws(APIError) in
      try await client.create(ClientDraft(name: "n", redirectURI: "https://a.test/"))
    }
    #expect(error != nil && clock.waits.isEmpty)
  }

  @Test func `ends with the last error`() async {
    let refused = TransportFailure(.refused, mayHaveBeenSent: false)
    let transport = ScriptedTransport(Array(repeating: .failure(refused), count: 9))
    let client = HerokuClient.scripted(transport, pacing: .manual(clock))
    #expect(await failure { () throws(APIError) in try await client.account() } == .unreachable(refused))
    #expect(transport.asked.count == 4)
  }

  @Test func `sends a change again that never left`() async throws {
    let json = OAuthClient.production.json
    let transport = ScriptedTransport([
      .answer(.json(200, json)), .failure(TransportFailure(.refused, mayHaveBeenSent: false)),
      .answer(.json(200, json)),
    ])
    let client = HerokuClient.scripted(transport, pacing: .manual(clock))
    _ = try await client.delete(expecting: .production)
    #expect(transport.lines.map { $0.prefix(4) } == ["GET ", "DELE", "DELE"])
  }

  @Test(arguments: [500, 502, 504])
  func `does not change again after an error that may hide a change`(status: Int) async {
    let transport = ScriptedTransport(.json(200, OAuthClient.production.json), .error(status, "x"))
    let client = HerokuClient.scripted(transport, pacing: .manual(clock))
    let error = await failure { () throws(APIError) in try await client.rotate(expecting: .production) }
    #expect(error == .refused(Refusal(status: status, id: "x", message: "No.", mayHaveBeenDone: true)))
    #expect(transport.asked.count == 2)
  }

  @Test func `creates again after a 429, which did nothing`() async throws {
    let transport = ScriptedTransport(.error(429, "rate_limit"), .json(201, OAuthClient.production.json))
    let client = HerokuClient.scripted(transport, pacing: .manual(clock))
    _ = try await client.create(ClientDraft(name: "a", redirectURI: "b:c"))
    #expect(transport.asked.count == 2)
    #expect(transport.asked[0].body == transport.asked[1].body)
  }

  @Test func `reports what became of a change whose answer was lost as unknown`() async {
    let lost = TransportFailure(.connectionLost, mayHaveBeenSent: true)
    let transport = ScriptedTransport([.answer(.json(200, OAuthClient.production.json)), .failure(lost)])
    let client = HerokuClient.scripted(transport, pacing: .manual(clock))
    let error = await failure { () throws(APIError) in try await client.delete(expecting: .production) }
    #expect(error == .outcomeUnknown(lost))
  }
}
