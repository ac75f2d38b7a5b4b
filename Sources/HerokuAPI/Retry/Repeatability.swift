import HTTPTypes

/// What a request's method allows after a failure.
///
/// The API has no idempotency keys, so that a change may only be sent again where the first was surely not done.
enum Repeatability: Hashable, Sendable {
  /// It reads: it can be sent as often as one likes.
  case reading
  /// It changes something that exists: it can be sent again if it never left.
  case changing
  /// It makes something new, a client or a secret: it is not sent again unless the server said that it did nothing.
  case making

  /// The class of a method.
  init(_ method: HTTPRequest.Method) {
    switch method {
    case .get: self = .reading
    case .patch, .delete: self = .changing
    default: self = .making
    }
  }

  /// Whether the request may be sent again.
  func permitsRepeating(after failure: AttemptFailure) -> Bool {
    switch (self, failure) {
    case (.reading, .noAnswer(let failure)):
      failure.kind.mayPass
    case (.changing, .noAnswer(let failure)):
      !failure.mayHaveBeenSent && failure.kind.mayPass
    case (.making, .noAnswer):
      false
    case (_, .status(429, _, _)):
      true
    case (.reading, .status(let status, _, _)):
      [500, 502, 503, 504].contains(status)
    case (_, .status(503, let isAPIError, _)):
      // Heroku's router answers 503 with a page of its own when it gave up waiting for an answer, by which time
      // the change may have been done.
      isAPIError
    case (_, .status):
      false
    }
  }
}

extension TransportFailure.Kind {
  /// Whether the same request may fare better a little later.
  fileprivate var mayPass: Bool {
    switch self {
    case .refused, .unknownHost, .connectTimeout, .connectionLost, .silent, .malformedAnswer: true
    case .untrusted, .proxy, .speaksTLS, .tooLarge, .cancelled, .other: false
    }
  }
}
