import HTTPTypes
import HerokuAPI
import Synchronization
import TestSupport
import Testing

/// Loads in several lanes against a list that changes, and servers on which lanes do not work.
struct LaneTests {
  /// A load as whoever called for it sees it.
  struct Load {
    var pages: [ClientPage]
    var error: APIError?
    /// What is lacking; nil after an error.
    var shortfall: ListShortfall?

    var ids: [ClientID] { pages.flatMap { $0.clients.map(\.id) } }
    /// Whether the list is said to be whole.
    var isWhole: Bool { shortfall?.isNothing == true }
  }

  func load(
    _ server: some HTTPTransport,
    lanes: Int = HerokuClient.maximumLanes,
    pacing: Pacing = .manual(ManualClock()),
    whileTaking: @Sendable () async -> Void = {}
  ) async -> Load {
    let pages = Mutex<[ClientPage]>([])
    let shortfall = Mutex<ListShortfall?>(nil)
    let error = await failure { () throws(APIError) in
      let outcome = try await HerokuClient(
        transport: server,
        endpoint: .heroku,
        token: AccessToken(Secret(testToken)),
        userAgent: "tests/1",
        pacing: pacing
      ).listClients(lanes: lanes) { page in
        pages.withLock { $0.append(page) }
        await whileTaking()
      }
      if case .loaded(_, let lacking) = outcome { shortfall.withLock { $0 = lacking } }
    }
    return Load(pages: pages.withLock { $0 }, error: error, shortfall: shortfall.withLock { $0 })
  }

  @Test(arguments: ListServer.Manner.allCases.filter { $0 != .endsNowhereAtAll }, [0, 4])
  func `brings each client that was there throughout once, and none that never was`(
    manner: ListServer.Manner,
    changes: Int
  ) async {
    for seed in 1...6 as ClosedRange<UInt64> {
      let server = ListServer(manner, clients: 700, changesAPage: changes, seed: seed)
      let load = await load(server)
      #expect(load.error == nil, "seed \(seed)")
      #expect(Set(load.ids).count == load.ids.count, "seed \(seed)")
      #expect(server.throughout.subtracting(load.ids).isEmpty, "seed \(seed)")
      #expect(Set(load.ids).subtracting(server.ever).isEmpty, "seed \(seed)")
      #expect(load.isWhole, "seed \(seed)")
    }
  }

  @Test(arguments: [ListServer.Manner.endsNowhere, .endsEarly])
  func `a lane that is cut off is loaded on by another way, and none of its clients is forgotten`(
    manner: ListServer.Manner
  ) async {
    let server = ListServer(manner, clients: 700)
    let load = await load(server)
    #expect(Set(load.ids) == server.throughout)
    #expect(load.isWhole)
  }

  @Test func `a list whose end is cut off is not said to be whole`() async {
    let server = ListServer(.endsNowhereAtAll, clients: 700)
    let load = await load(server)
    #expect(load.error == nil)
    #expect(load.shortfall?.isCutOff == true)
    #expect(load.ids.count < 700)
    #expect(Set(load.ids).count == load.ids.count)
  }

  @Test func `loads several pages at once, and at most one page a lane more than one lane would`() async {
    let server = ListServer(clients: 2000)
    _ = await load(server)
    #expect((2...8).contains(server.mostUnderWay))
    #expect((100...108).contains(server.asked.count))
    let alone = ListServer(clients: 2000)
    _ = await load(alone, lanes: 1)
    #expect(alone.mostUnderWay == 1)
    #expect(alone.asked.count == 100)
  }

  @Test(arguments: [(0, 1), (20, 1), (21, 2), (40, 2), (60, 3)])
  func `asks as often as one lane for an account of few pages`(clients: Int, requests: Int) async {
    let server = ListServer(clients: clients)
    #expect(await load(server).ids.count == clients)
    #expect(server.asked.count == requests)
    #expect(server.mostUnderWay == 1)
  }

  @Test func `goes on in one lane, from where each was, when the server does not know an end`() async {
    let server = ListServer(.refusesEnd, clients: 700)
    let load = await load(server)
    #expect(load.error == nil)
    let withEnd = server.asked.filter { $0.contains(#/\.\.[^;]/#) && !$0.hasPrefix("id ..") }
    // Each lane but the last, which has no end, is turned away once.
    #expect(withEnd.count == 7)
    #expect(server.asked.count <= 35 + 7 + 8)
  }

  @Test func `waits out a rate limit once, and goes on in one lane`() async {
    let clock = ManualClock()
    // The first page, then all lanes at once.
    let server = ListServer(clients: 700, limited: 4...6)
    let load = await load(server, pacing: .manual(clock))
    #expect(load.error == nil)
    #expect(Set(load.ids) == server.throughout)
    #expect(load.ids.count == 700)
    #expect(load.isWhole)
    #expect(clock.waits == [.seconds(7)])
  }

  @Test
  func `ends with the rate limit where waiting does not help, having asked no more often than one lane`()
    async
  {
    let clock = ManualClock()
    let server = ListServer(clients: 700, limited: 2...1000)
    let load = await load(server, pacing: .manual(clock))
    guard case .refused(let refusal) = load.error else {
      Issue.record("\(String(describing: load.error))")
      return
    }
    #expect(refusal.status == 429)
    #expect(clock.waits == [.seconds(7), .seconds(7), .seconds(7)])
    // The first page, one 429 a lane, and the three further attempts of one lane.
    #expect(server.asked.count == 1 + 8 + 3)
  }

  @Test func `hands over one page at a time`() async {
    let taking = Mutex((now: 0, most: 0))
    let load = await load(ListServer(clients: 700)) {
      taking.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      await Task.yield()
      taking.withLock { $0.now -= 1 }
    }
    #expect(load.pages.count >= 35)
    #expect(taking.withLock { $0.most } == 1)
  }

  @Test func `ends all lanes with the error of one`() async {
    let first = ListServer(clients: 700)
    let server = FailingAfter(2, first)
    let load = await load(server, pacing: .manual(ManualClock(), policy: .never))
    #expect(load.error == .unreachable(FailingAfter.failure))
    #expect(load.shortfall == nil)
    #expect(Set(load.ids).count == load.ids.count)
  }

  @Test func `ends all lanes when it is cancelled`() async {
    let server = FailingAfter(1, ListServer(clients: 700), untilCancelled: true)
    let call = Task { await self.load(server) }
    while server.waiting < 8 { await Task.yield() }
    call.cancel()
    let load = await call.value
    #expect(load.error == .cancelled)
    #expect(load.pages.count == 1)
  }
}

/// A server that stops answering after some requests.
private final class FailingAfter: HTTPTransport {
  static let failure = TransportFailure(.other, mayHaveBeenSent: true, detail: "gone")

  private let server: ListServer
  private let count: Int
  private let waitsUntilCancelled: Bool
  private let state = Mutex((asked: 0, waiting: 0))

  init(_ count: Int, _ server: ListServer, untilCancelled: Bool = false) {
    self.server = server
    self.count = count
    waitsUntilCancelled = untilCancelled
  }

  /// How many requests wait for an answer that does not come.
  var waiting: Int { state.withLock { $0.waiting } }

  func send(_ request: HTTPRequest, body: [UInt8]) async throws(TransportFailure) -> HTTPAnswer {
    let number = state.withLock { state in
      state.asked += 1
      return state.asked
    }
    if number <= count { return try await server.send(request, body: body) }
    guard waitsUntilCancelled else { throw Self.failure }
    state.withLock { $0.waiting += 1 }
    return try await ScriptedTransport([.untilCancelled(mayHaveBeenSent: true)]).send(request, body: body)
  }
}
