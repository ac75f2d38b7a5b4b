import HTTPTypes
import Testing

@testable import HerokuAPI

struct RetryPolicyTests {
  let policy = RetryPolicy(
    maximumAttempts: 6,
    baseDelay: .seconds(1),
    maximumDelay: .seconds(5),
    deadline: .seconds(60)
  )
  func delay(
    after failure: AttemptFailure,
    of kind: Repeatability = .reading,
    attempt: Int = 1,
    elapsed: Duration = .zero,
    jitter: Double = 1
  ) -> Duration? {
    policy.delay(after: failure, of: kind, attempt: attempt, elapsed: elapsed, jitter: jitter)
  }

  func status(_ status: Int, isAPIError: Bool = true, retryAfter: Duration? = nil) -> AttemptFailure {
    .status(status, isAPIError: isAPIError, retryAfter: retryAfter)
  }

  static let refused = TransportFailure(.refused, mayHaveBeenSent: false)
  static let lost = TransportFailure(.connectionLost, mayHaveBeenSent: true)

  @Test func `doubles the wait up to a cap`() {
    let delays = (1...5).map { delay(after: status(500), attempt: $0) }
    #expect(delays == [.seconds(1), .seconds(2), .seconds(4), .seconds(5), .seconds(5)])
  }

  @Test func `scales the whole wait by chance`() {
    #expect(delay(after: status(500), attempt: 3, jitter: 0.25) == .seconds(1))
    #expect(delay(after: status(500), attempt: 3, jitter: 0) == .zero)
  }

  @Test func `gives up after the last attempt`() {
    #expect(delay(after: status(500), attempt: 6) == nil)
  }

  @Test func `gives up where the wait would end after the deadline`() {
    #expect(delay(after: status(500), elapsed: .seconds(59)) == .seconds(1))
    #expect(delay(after: status(500), elapsed: .seconds(59.5)) == nil)
    #expect(delay(after: status(429, retryAfter: .seconds(61))) == nil)
  }

  @Test func `waits as long as the server wants, without chance`() {
    #expect(delay(after: status(429, retryAfter: .seconds(30)), jitter: 0.1) == .seconds(30))
    #expect(delay(after: status(503, retryAfter: .zero)) == .zero)
  }

  @Test(arguments: [
    (429, true), (500, true), (502, true), (503, true), (504, true),
    (400, false), (401, false), (403, false), (404, false), (422, false), (501, false),
  ])
  func `reads again after these statuses only`(code: Int, isRepeated: Bool) {
    #expect((delay(after: status(code)) != nil) == isRepeated)
    #expect((delay(after: status(code, isAPIError: false)) != nil) == isRepeated)
  }

  @Test(arguments: [Repeatability.changing, .making], [400, 401, 403, 404, 409, 412, 422, 500, 502, 504])
  func `never changes again after these`(kind: Repeatability, code: Int) {
    #expect(delay(after: status(code), of: kind) == nil)
  }

  @Test(arguments: [Repeatability.changing, .making])
  func `changes again where the server says that it did nothing`(kind: Repeatability) {
    #expect(delay(after: status(429), of: kind) != nil)
    #expect(delay(after: status(429, isAPIError: false), of: kind) != nil)
    #expect(delay(after: status(503), of: kind) != nil)
  }

  @Test(arguments: [Repeatability.changing, .making])
  func `does not believe a router's 503 that nothing was done`(kind: Repeatability) {
    #expect(delay(after: status(503, isAPIError: false), of: kind) == nil)
  }

  @Test func `sends again without an answer by what the method allows`() {
    #expect(delay(after: .noAnswer(Self.refused), of: .reading) != nil)
    #expect(delay(after: .noAnswer(Self.refused), of: .changing) != nil)
    #expect(delay(after: .noAnswer(Self.refused), of: .making) == nil)
    #expect(delay(after: .noAnswer(Self.lost), of: .reading) != nil)
    #expect(delay(after: .noAnswer(Self.lost), of: .changing) == nil)
    #expect(delay(after: .noAnswer(Self.lost), of: .making) == nil)
  }

  @Test(arguments: [
    TransportFailure.Kind.untrusted(.handshake), .proxy(ProxyTrouble(.refused, with: "proxy:80")), .tooLarge,
    .cancelled,
    .other,
  ])
  func `does not try again what will not pass`(kind: TransportFailure.Kind) {
    #expect(delay(after: .noAnswer(TransportFailure(kind, mayHaveBeenSent: false))) == nil)
  }

  @Test func `knows what each method allows`() {
    #expect(Repeatability(.get) == .reading)
    #expect(Repeatability(.patch) == .changing)
    #expect(Repeatability(.delete) == .changing)
    #expect(Repeatability(.post) == .making)
  }
}
