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
