import Logging
import Synchronization

/// How many requests were sent that count for the rate limit, by all copies of a client.
final class SentRequests: Sendable {
  private let number = Mutex(0)

  var value: Int { number.withLock(\.self) }

  func count() { number.withLock { $0 += 1 } }
}

/// One request and its whole answer: sends, sends again where that is allowed, and tells whoever watches.
///
/// The only place from which anything is sent.
struct Exchange: Sendable {
  let transport: any HTTPTransport
  let builder: RequestBuilder
  var authorizer: Authorizer
  let isReadOnly: Bool
  let pacing: Pacing
  let logger: Logger
  let shownWarnings = ShownWarnings()
  let sent = SentRequests()
  var observer: (@Sendable (Notice) -> Void)?
  /// Who keeps a history of changes.
  var recorder: ChangeRecorder?
  /// What is noted of the change that this exchange is for.
  var notes: ChangeNotes?

  init(
    transport: any HTTPTransport,
    builder: RequestBuilder,
    authorizer: Authorizer,
    isReadOnly: Bool,
    pacing: Pacing,
    logger: Logger
  ) {
    self.transport = transport
    self.builder = builder
    self.authorizer = authorizer
    self.isReadOnly = isReadOnly
    self.pacing = pacing
    self.logger = logger
  }

  /// The successful answer to a request.
  func answer(to request: ClientRequest, ifMatch: String? = nil) async throws(APIError) -> HTTPAnswer {
    switch try await outcome(of: request, ifMatch: ifMatch) {
    case .success(let answer): return answer
    case .failure(let failed): throw failed.error
    }
  }

  /// What comes of a request after all attempts that are allowed.
  ///
  /// - Parameters:
  ///   - earlier: how an attempt at the same has failed already; this one then counts as the second, and waits first.
  ///   - handsBackRateLimit: whether a 429 is the outcome at once: where several requests meet it together, only one
  ///     is to wait and try again.
  func outcome(
    of request: ClientRequest,
    ifMatch: String? = nil,
    after earlier: FailedAttempt? = nil,
    handsBackRateLimit: Bool = false
  ) async throws(APIError) -> AttemptOutcome {
    guard !(isReadOnly && request.isMutation) else { throw .readOnly }
    let body = try request.body()
    var authorization = await authorizer.authorization
    var elapsed = pacing.stopwatch()
    var attempt = 1
    var failed = earlier
    while true {
      if let failed {
        let delay = pacing.policy.delay(
          after: failed.failure,
          of: Repeatability(request.method),
          attempt: attempt,
          elapsed: elapsed(),
          jitter: pacing.jitter()
        )
        guard let delay else { return .failure(failed) }
        observer?(.retrying(after: delay, reason: failed.failure.reason))
        try await pacing.wait(delay)
        attempt += 1
      }
      guard !Task.isCancelled else { throw .cancelled }
      if request.isMutation {
        await notes?.begin { await authorizer.account { await account(of: $0) } }
      }
      // From here on a change may be on its way, and is no longer reported as cancelled.
      if case .rateLimits = request {} else { sent.count() }
      let head = builder.head(of: request, authorization, ifMatch: ifMatch)
      let result = await send(head, body: body, for: request, attempt: attempt)
      if case .success(let answer) = result {
        if request.isMutation { await notes?.answered(answer.requestID) }
        tell(about: answer)
      }
      switch AnswerReader(request).outcome(of: result, now: pacing.now()) {
      case .success(let answer):
        if let code = authorization.twoFactorCode { await authorizer.accepted(code) }
        return .success(answer)
      case .failure(var failure):
        switch await reauthorize(authorization, after: failure.error) {
        case .with(let other):
          authorization = other
          // What a person took to answer is not the server's time.
          (attempt, elapsed, failed) = (1, pacing.stopwatch(), nil)
          continue
        case .refused(let explained): failure.error = explained
        }
        if handsBackRateLimit, failure.isRateLimit { return .failure(failure) }
        failed = failure
      }
    }
  }

  private func tell(about answer: HTTPAnswer) {
    guard let observer else { return }
    for warning in answer.warnings where shownWarnings.isNew(warning) {
      observer(.warning(warning))
    }
    if let remaining = answer.remainingRequests, remaining < Self.lowRateLimit {
      observer(.rateLimitLow(remaining: remaining))
    }
  }

  /// A tenth of the account's 4500 requests, and what is refilled in six minutes.
  private static let lowRateLimit = 450
}
