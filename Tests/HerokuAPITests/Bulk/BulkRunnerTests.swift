import HerokuAPI
import Synchronization
import TestSupport
import Testing

struct BulkRunnerTests {
  @Test func `has as many under way as it may, and never more`() async {
    let gate = Gate(width: 3)
    var run = BulkRun.moving(9, width: 3)
    let runner = BulkRunner(.scripted(ScriptedTransport()), pacing: .immediate) {
      _,
      change throws(APIError) in
      // Nobody goes on before three have come.
      await gate.pass()
      return .moved(change.target ?? .numbered(0))
    }
    await runner.go(on: &run) { _, _ in }
    #expect(run.counts[.done] == 9)
    #expect(await gate.most == 3)
  }

  @Test func `tells of the run before anything is sent, and of each item as it ends`() async {
    var run = BulkRun.moving(3, width: 1)
    let runner = BulkRunner(.scripted(ScriptedTransport()), pacing: .immediate) {
      _,
      change throws(APIError) in
      .moved(change.target ?? .numbered(0))
    }
    var told: [String] = []
    await runner.go(on: &run) { run, item in
      told.append(item.map { "\($0) \(run.items[$0].state.kind.label)" } ?? "begins")
    }
    #expect(told == ["begins", "0 done", "begins", "1 done", "begins", "2 done"])
  }

  @Test func `returns in a pause, and goes on where it was`() async {
    let isThere = Mutex(false)
    let runner = BulkRunner(.scripted(ScriptedTransport()), pacing: .immediate) {
      _,
      change throws(APIError) in
      guard isThere.withLock({ $0 }) else { throw .noNetwork }
      return .moved(change.target ?? .numbered(0))
    }
    var run = BulkRun.moving(5, width: 2)
    await runner.go(on: &run) { _, _ in }
    #expect(run.pause?.reason == .network)
    #expect(run.counts[.waiting] == 5)
    isThere.withLock { $0 = true }
    runner.resume(&run)
    await runner.go(on: &run) { _, _ in }
    #expect(run.counts[.done] == 5)
  }

  @Test func `reads back what is unknown`() async {
    let client = OAuthClient.numbered(0)
    let transport = ScriptedTransport(.json(200, client.moved.json))
    let runner = BulkRunner(.scripted(transport), pacing: .immediate) { _, _ throws(APIError) in
      throw .lostAnswer
    }
    var run = BulkRun([.moving(client)])
    await runner.go(on: &run) { _, _ in }
    #expect(transport.lines == ["GET /oauth/clients/\(client.id)"])
    #expect(run.counts[.done] == 1)
  }

  @Test func `waits for requests, and asks the server by a clock that can be set`() async {
    let clock = ManualClock()
    let transport = ScriptedTransport(
      .json(200, #"{"remaining": 150}"#),
      .json(200, #"{"remaining": 4500}"#)
    )
    let runner = BulkRunner(.scripted(transport), pacing: .manual(clock)) { _, change throws(APIError) in
      .moved(change.target ?? .numbered(0))
    }
    var run = BulkRun.moving(2, remaining: 100)
    await runner.go(on: &run) { _, _ in }
    #expect(transport.lines == ["GET /account/rate-limits", "GET /account/rate-limits"])
    #expect(run.counts[.done] == 2)
    #expect(clock.waits == [.milliseconds(52_800)])
  }

  @Test func `sends the change through the client that it watches`() async {
    let client = OAuthClient.numbered(0)
    let low = ["RateLimit-Remaining": "201"]
    let transport = ScriptedTransport(
      .json(200, client.json, low),
      .json(200, client.moved.json, low),
      .json(200, #"{"remaining": 4500}"#),
      .json(200, OAuthClient.numbered(1).json),
      .json(200, OAuthClient.numbered(1).moved.json)
    )
    let runner = BulkRunner(.scripted(transport), pacing: .immediate) { api, change throws(APIError) in
      try await api.perform(change)
    }
    var run = BulkRun.moving(2, width: 1, remaining: 4500)
    await runner.go(on: &run) { _, _ in }
    // What the answers said of the rate limit was believed, and asked about.
    #expect(transport.lines[2] == "GET /account/rate-limits")
    #expect(run.counts[.done] == 2)
  }
}

/// Lets nobody through until so many have come, and counts how many are inside.
private actor Gate {
  private let width: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var inside = 0
  private(set) var most = 0

  init(width: Int) {
    self.width = width
  }

  func pass() async {
    inside += 1
    most = max(most, inside)
    await withCheckedContinuation { continuation in
      waiting.append(continuation)
      guard waiting.count == width else { return }
      for one in waiting { one.resume() }
      waiting = []
    }
    inside -= 1
  }
}
