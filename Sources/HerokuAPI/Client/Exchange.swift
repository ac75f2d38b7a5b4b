import Logging

/// One request and its whole answer: sends, sends again where that is allowed, and tells whoever watches.
///
/// The only place from which anything is sent.
struct Exchange: Sendable {
  let transport: any HTTPTransport
  var builder: RequestBuilder
  let isReadOnly: Bool
  let pacing: Pacing
  let logger: Logger
  let shownWarnings = ShownWarnings()
  var observer: (@Sendable (Notice) -> Void)?

  init(
    transport: any HTTPTransport,
    builder: RequestBuilder,
    isReadOnly: Bool,
    pacing: Pacing,
    logger: Logger
  ) {
    self.transport = transport
    self.builder = builder
    self.isReadOnly = isReadOnly
    self.pacing = pacing
    self.logger = logger
  }

  /// The successful answer to a request.
  func answer(to request: ClientRequest, ifMatch: String? = nil) async throws(APIError) -> HTTPAnswer {
    guard !(isReadOnly && request.isMutation) else { throw .readOnly }
    let body: [UInt8]
    do {
      body = try request.body()
    } catch {
      throw .unreachable(
        TransportFailure(.other, mayHaveBeenSent: false, detail: "the request has no JSON form")
      )
    }
    let head = builder.head(of: request, ifMatch: ifMatch)
    let elapsed = pacing.stopwatch()
    var attempt = 1
    while true {
      // After this line a change may be on its way, and is no longer reported as cancelled.
      guard !Task.isCancelled else { throw .cancelled }
      let result = await send(head, body: body, for: request, attempt: attempt)
      let failure: AttemptFailure
      let error: APIError
      switch result {
      case .success(let answer):
        tell(about: answer)
        do {
          try AnswerReader(request).checkStatus(of: answer)
          return answer
        } catch let refusal {
          error = refusal
          failure = .status(
            answer.status,
            isAPIError: AnswerReader.isAPIError(answer),
            retryAfter: answer.retryAfter
          )
        }
      case .failure(let transportFailure):
        error = APIError(transportFailure, during: request)
        failure = .noAnswer(transportFailure)
      }
      let delay = pacing.policy.delay(
        after: failure,
        of: Repeatability(request.method),
        attempt: attempt,
        elapsed: elapsed(),
        now: pacing.now(),
        jitter: pacing.jitter()
      )
      guard let delay else { throw error }
      observer?(.retrying(after: delay, reason: failure.reason))
      do {
        try await pacing.clock.sleep(for: delay)
      } catch {
        throw .cancelled
      }
      attempt += 1
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
