import Synchronization

/// Something that happens while a call is under way, for whoever watches.
public enum Notice: Hashable, Sendable {
  /// The request failed and is sent again after a while.
  case retrying(after: Duration, reason: RetryReason)
  /// The API has something to say to people; each text comes once.
  case warning(String)
  /// The account's requests run out: this many are left; told with every answer while they are few.
  case rateLimitLow(remaining: Int)
}

/// Why a request is sent again.
public enum RetryReason: Hashable, Sendable {
  /// The account has used up its requests.
  case rateLimit
  /// The server answered with an error of its own.
  case serverError(status: Int)
  /// No whole answer came.
  case noAnswer(TransportFailure.Kind)
}

extension RetryReason: CustomStringConvertible {
  /// The reason in a word or two, as in "retrying in 4 s (rate limit)".
  public var description: String {
    switch self {
    case .rateLimit: "rate limit"
    case .serverError(let status): "server error \(status)"
    case .noAnswer(.refused): "connection refused"
    case .noAnswer(.unknownHost): "unknown host"
    case .noAnswer(.silent), .noAnswer(.connectTimeout): "no answer"
    case .noAnswer(.malformedAnswer): "broken answer"
    case .noAnswer: "connection lost"
    }
  }
}

/// The warnings that people have seen already, shared by all copies of a client.
final class ShownWarnings: Sendable {
  private let texts = Mutex<Set<String>>([])

  /// Whether a warning has not been shown yet; from now on it has.
  func isNew(_ text: String) -> Bool {
    texts.withLock { $0.insert(text).inserted }
  }
}
