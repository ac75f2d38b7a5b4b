/// Something that happens while a call is under way, for whoever watches.
public enum Notice: Hashable, Sendable {
  /// The request failed and is sent again after a while.
  case retrying(after: Duration, reason: RetryReason)
  /// The API has something to say to people; each text comes once.
  case warning(String)
  /// The account's requests run out: this many are left; told with every answer while they are few.
  case rateLimitLow(remaining: Int)
}
