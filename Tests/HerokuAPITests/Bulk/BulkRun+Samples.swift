import HerokuAPI
import TestSupport

extension OAuthClient {
  /// The client of a number, as a run of many has them.
  static func numbered(_ number: Int) -> OAuthClient {
    let digits = "\(10_000_000 + number)"
    return .sample("client \(number)", id: digits, redirectURI: "https://old.example.com/\(number)")
  }

  /// The same with the redirect URI that ``Change/moving(_:)`` gives it.
  var moved: OAuthClient {
    with(redirectURI: redirectURI.replacing("old.", with: "new."))
  }
}

extension Change {
  /// Gives a client its new redirect URI.
  static func moving(_ client: OAuthClient) -> Change {
    .update(ClientChanges([.redirectURI: client.moved.redirectURI]), expecting: client)
  }
}

extension ChangeOutcome {
  /// What a client that was moved is told as.
  static func moved(_ client: OAuthClient) -> ChangeOutcome {
    .updated(UpdatedClient(client: client.moved))
  }
}

extension APIError {
  static let noNetwork = APIError.unreachable(TransportFailure(.unknownHost, mayHaveBeenSent: false))
  static let lostAnswer = APIError.outcomeUnknown(TransportFailure(.connectionLost, mayHaveBeenSent: true))
  static let badToken = APIError.refused(Refusal(status: 401, id: "unauthorized", message: "No."))
  static let wantsFactor = APIError.refused(Refusal(status: 403, id: "two_factor", message: "No."))
  static let invalid = APIError.refused(Refusal(status: 422, id: "invalid_params", message: "No."))

  static func rateLimit(wait: Duration? = nil) -> APIError {
    var refusal = Refusal(status: 429, id: "rate_limit", message: "No.")
    refusal.wait = wait
    return .refused(refusal)
  }
}

extension BulkRun {
  /// A run of updates of numbered clients.
  static func moving(_ count: Int, width: Int = 3, remaining: Int? = nil) -> BulkRun {
    BulkRun((0..<count).map { .moving(.numbered($0)) }, width: width, remainingRequests: remaining)
  }

  /// The numbers of the items that begin now.
  mutating func begun(at now: Duration = .zero) -> [Int] {
    steps(at: now).compactMap { step in
      if case .perform(let index, _) = step { index } else { nil }
    }
  }

  /// Lets an item end well.
  mutating func finish(_ index: Int, at now: Duration = .zero) {
    ended(index, .success(.moved(.numbered(index))), at: now)
  }

  /// Lets an item end with an error.
  mutating func fail(_ index: Int, _ error: APIError, at now: Duration = .zero) {
    ended(index, .failure(error), at: now)
  }

  /// What has become of each item.
  var kinds: [Kind] { items.map(\.state.kind) }
}
