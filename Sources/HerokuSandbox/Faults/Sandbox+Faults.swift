import HTTPTypes

/// Where faults meet requests: instead of an answer, before anything is done, in the answer and on its way.
extension Sandbox {
  /// An answer that keeps the sandbox from doing what was asked.
  mutating func answerInstead(of request: SandboxRequest, at now: Timestamp) -> SandboxResponse? {
    let kind = faults.strike(request) { kind in
      switch kind {
      case .resetBeforeAnswer, .badGateway, .unavailable, .internalError, .rateLimit: kind
      default: nil
      }
    }
    switch kind {
    case .resetBeforeAnswer:
      var response = SandboxResponse(html: .serviceUnavailable)
      response.delivery.manner = .reset
      return response
    case .badGateway:
      return SandboxResponse(html: .badGateway)
    case .unavailable(let retryAfter):
      var response = SandboxResponse(html: .serviceUnavailable)
      response.headerFields[.retryAfter] = retryAfter?.value(at: now)
      return response
    case .internalError:
      return identified(SandboxResponse(.internalError), for: request)
    case .rateLimit(let retryAfter):
      var response = identified(SandboxResponse(.rateLimited), for: request)
      response.headerFields[.retryAfter] = retryAfter?.value(at: now)
      response.headerFields[.rateLimitRemaining] = "0"
      return response
    default:
      return nil
    }
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
    if faults.strikes(request, .refusedRange) { throw .badRange }
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
    case .date(let seconds): (now + Int64(seconds)).httpDate
    }
  }
}

extension String {
  /// Appends a suffix, or takes it away if it is there: a text that is edited again and again does not grow.
  fileprivate mutating func toggleSuffix(_ suffix: String) {
    if hasSuffix(suffix) { removeLast(suffix.count) } else { append(suffix) }
  }
}
