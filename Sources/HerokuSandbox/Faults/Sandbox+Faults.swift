import HTTPTypes

/// Where faults meet requests: instead of an answer, before anything is done, in the answer and on its way.
extension Sandbox {
  /// An answer that keeps the sandbox from doing what was asked.
  mutating func answerInstead(of request: SandboxRequest, at now: Timestamp) -> SandboxResponse? {
    let kind = faults.strike(request) { kind in
      switch kind {
      case .resetBeforeAnswer, .errorAnswer: kind
      default: nil
      }
    }
    switch kind {
    case .resetBeforeAnswer:
      var response = SandboxResponse(html: .serviceUnavailable)
      response.delivery.manner = .reset
      return response
    case .errorAnswer(let error):
      var response = SandboxResponse(error)
      if error.body == .json { response = identified(response, for: request) }
      if error.status == 429, error.body == .json { response.headerFields[.rateLimitRemaining] = "0" }
      response.headerFields[.retryAfter] = error.retryAfter?.value(at: now)
      return response
    default:
      return nil
    }
  }

  /// The time that the answer to a request tells of, which need not be the time.
  mutating func timeTold(to request: SandboxRequest, at now: Timestamp) -> Timestamp {
    let skew = faults.strike(request) { kind in
      if case .skewedClock(let seconds) = kind { seconds } else { nil }
    }
    return now + Int64(skew ?? 0)
  }

  /// Takes a page for an empty one that is not the last, or one of its clients for an odd one.
  mutating func misreadPage(
    _ page: inout Page<Client>,
    of request: SandboxRequest
  ) -> (first: Fault.OddClient?, again: Client?) {
    guard let first = page.elements.first else { return (nil, nil) }
    if faults.strikes(request, .emptyPage) {
      page.elements = []
      page.isPartial = true
      return (nil, nil)
    }
    let odd = faults.strike(request) { kind in
      if case .oddClient(let odd) = kind { odd } else { nil }
    }
    let again = faults.strike(request) { kind -> Client? in
      guard case .duplicateClient(let name) = kind else { return nil }
      var again = first
      if let name { again.name = name }
      return again
    }
    return (odd, again)
  }

  /// Refuses a request that must bring a second factor and does not.
  mutating func requireSecondFactor(_ request: SandboxRequest) throws(Problem) {
    let code = { (kind: Fault.Kind) -> String? in
      if case .twoFactor(let code) = kind { code } else { nil }
    }
    if let presented = request.headerFields[.twoFactorCode] {
      guard let expected = faults.effect(on: request, code), presented != expected else { return }
      throw .wrongSecondFactor
    }
    if faults.strike(request, code) != nil { throw .secondFactorRequired }
  }

  /// Takes a range for another, as servers and caches do that know only ranges to the end.
  mutating func misread(_ range: inout ListRange, of request: SandboxRequest) throws(Problem) {
    guard range.end != nil else { return }
    if faults.strikes(request, .refusedRange) { throw .badRange(over: Client.attributes) }
    if faults.strikes(request, .ignoredRangeEnd) { range.end = nil }
    if faults.strikes(request, .ignoredRange) { (range.start, range.end) = (nil, nil) }
  }

  /// Changes a client that has just been shown, as if somebody else had done it.
  mutating func editBehindTheBack(of request: SandboxRequest, _ shown: [Client], at now: Timestamp) {
    guard !shown.isEmpty else { return }
    let field = faults.strike(request) { kind in
      if case .edited(let field) = kind { field } else { nil }
    }
    guard let field, var client = shown.randomElement(using: &generator) else { return }
    switch field {
    case .name: client.name.toggleSuffix(" (edited)")
    case .redirectURI: client.redirectURI.toggleSuffix("/edited")
    case .secret: client.secret = Identifier(using: &generator)
    }
    client.touch(at: now)
    clients.insert(client)
  }

  /// Falsifies what an answer says about itself.
  mutating func distort(_ response: inout SandboxResponse, to request: SandboxRequest) {
    if let tag = response.headerFields[.eTag] {
      if faults.strikes(request, .wrongETag) {
        response.headerFields[.eTag] = "\"\(Identifier(using: &generator))\""
      } else if faults.strikes(request, .weakETag) {
        response.headerFields[.eTag] = "W/\(tag)"
      }
    }
    if response.headerFields[.nextRange] != nil {
      if faults.strikes(request, .missingNextRange) {
        response.headerFields[.nextRange] = nil
      } else if faults.strikes(request, .duplicatePage) {
        response.headerFields[.nextRange] = request.headerFields[.range] ?? ListRange().header
      }
    }
    let warning = faults.strike(request) { kind in
      if case .warning(let text) = kind { text } else { nil }
    }
    if let warning {
      response.headerFields[.herokuWarning] = warning
      response.headerFields[.warningMessage] = warning
    }
  }

  /// Decides how an answer travels.
  mutating func dispatch(_ response: inout SandboxResponse, to request: SandboxRequest) {
    response.delivery.delay += latency
    let delay = faults.strike(request) { kind in
      if case .latency(let delay) = kind { delay } else { nil }
    }
    if let delay { response.delivery.delay += delay }

    guard response.delivery.manner == .whole else { return }
    let hasChanged = request.method != .get && response.status.kind == .successful
    if hasChanged, faults.strikes(request, .resetAfterMutation) {
      response.delivery.manner = .reset
    } else if !response.body.isEmpty {
      response.delivery.manner = faults.strike(request, \.manner) ?? .whole
    }
  }

  /// Whether a connection that has come in is served.
  mutating func acceptsConnection() -> Bool {
    !faults.strikes(nil, .refusedConnection)
  }
}

extension Fault.Kind {
  fileprivate var manner: Delivery.Manner? {
    switch self {
    case .resetMidAnswer: .resetMidway
    case .truncatedBody: .truncated
    case .wrongLength: .wrongLength
    case .trickle(let bytes, let pause): .trickle(bytes: bytes, pause: pause)
    default: nil
    }
  }
}

extension Fault.RetryAfter {
  fileprivate func value(at now: Timestamp) -> String {
    switch self {
    case .seconds(let seconds): String(seconds)
    case .date(let seconds, let form): (now + Int64(seconds)).httpDate(form)
    case .text(let text): text
    }
  }
}

extension String {
  /// Appends a suffix, or takes it away if it is there: a text that is edited again and again does not grow.
  fileprivate mutating func toggleSuffix(_ suffix: String) {
    if hasSuffix(suffix) { removeLast(suffix.count) } else { append(suffix) }
  }
}
