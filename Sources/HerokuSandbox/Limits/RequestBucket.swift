/// How many requests the account may still make: 4500 at most, 75 more each minute.
struct RequestBucket: Sendable {
  static let capacity = 4500

  /// Quarters of a request, because 75 a minute are five quarters a second: whole numbers lose nothing.
  private var quarters: Int
  private var filledAt: Timestamp

  init(at now: Timestamp, remaining: Int = capacity) {
    quarters = remaining * Self.quartersPerRequest
    filledAt = now
  }

  /// How many requests are left.
  var remaining: Int {
    quarters / Self.quartersPerRequest
  }

  /// Adds what has come in since the last time.
  mutating func refill(at now: Timestamp) {
    // A clock that was set back must not take requests away.
    let elapsed = max(0, now.seconds - filledAt.seconds)
    let full = Self.capacity * Self.quartersPerRequest
    // An hour fills any bucket; without the bound a very long wait could overflow.
    quarters = min(full, quarters + Int(min(elapsed, 3600)) * Self.quartersPerSecond)
    filledAt = now
  }

  /// Takes one request out, if there is one.
  mutating func take() -> Bool {
    guard quarters >= Self.quartersPerRequest else { return false }
    quarters -= Self.quartersPerRequest
    return true
  }

  private static let quartersPerRequest = 4
  private static let quartersPerSecond = 5
}
