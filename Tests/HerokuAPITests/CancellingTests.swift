import HTTPTypes
import HerokuAPI
import TestSupport
import Testing

struct CancellingTests {
  let draft = ClientDraft(name: "a", redirectURI: "b:c")

  /// Waits until so many requests were sent, cancels the call, and returns how it ended.
  func end(
    of call: Task<APIError?, Never>,
    cancelledOnce transport: ScriptedTransport,
    hasBeenAsked count: Int
  ) async -> APIError? {
    while transport.asked.count < count { await Task.yield() }
    call.cancel()
    return await call.value
  }

  @Test func `ends a read as cancelled`() async {
    let transport = ScriptedTransport([.untilCancelled(mayHaveBeenSent: true)])
    let client = HerokuClient.scripted(transport)
    let call = Task { await failure { () throws(APIError) in try await client.account() } }
    #expect(await end(of: call, cancelledOnce: transport, hasBeenAsked: 1) == .cancelled)
  }

  @Test func `does not claim that a change was cancelled that may have been done`() async {
    let transport = ScriptedTransport([
      .answer(.json(200, OAuthClient.production.json)), .untilCancelled(mayHaveBeenSent: true),
    ])
    let client = HerokuClient.scripted(transport)
    let call = Task {
      await failure { () throws(APIError) in try await client.delete(expecting: .production) }
    }
    #expect(
      await end(of: call, cancelledOnce: transport, hasBeenAsked: 2)
        == .outcomeUnknown(TransportFailure(.cancelled, mayHaveBeenSent: true))
    )
  }

  @Test func `says cancelled where the change was never sent`() async {
    let transport = ScriptedTransport([.untilCancelled(mayHaveBeenSent: false)])
    let client = HerokuClient.scripted(transport)
    let call = Task { await failure { () throws(APIError) in try await client.create(draft) } }
    #expect(await end(of: call, cancelledOnce: transport, hasBeenAsked: 1) == .cancelled)
  }

  @Test func `sends nothing once it is cancelled`() async {
    let transport = ScriptedTransport()
    let client = HerokuClient.scripted(transport)
    let call = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await failure { () throws(APIError) in try await client.create(draft) }
    }
    #expect(await call.value == .cancelled)
    #expect(transport.asked.isEmpty)
  }

  @Test func `can be cancelled while it waits to try again`() async {
    let transport = ScriptedTransport(.error(503, "maintenance", "Later.", ["Retry-After": "60"]))
    let (notices, told) = AsyncStream.makeStream(of: Notice.self)
    // A real clock: only cancelling can end a wait of a minute in time.
    let client = HerokuClient.scripted(transport, pacing: Pacing()).observed { told.yield($0) }
    let task = Task { await failure { () throws(APIError) in try await client.account() } }
    for await notice in notices {
      #expect(notice == .retrying(after: .seconds(60), reason: .serverError(status: 503)))
      break
    }
    task.cancel()
    #expect(await task.value == .cancelled)
    #expect(transport.asked.count == 1)
  }
}
