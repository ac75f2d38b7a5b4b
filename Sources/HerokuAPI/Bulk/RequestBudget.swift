/// How many requests a run may make of those that the account has left.
///
/// What is asked for is counted as spent before it is sent, and more rather than less: where the count says that nothing is
/// left, the server is asked, which costs no request.
struct RequestBudget: Hashable, Sendable {
  /// How many are left, by this count; nil where nobody knows.
  private(set) var remaining: Int?
  /// How many are not to be used.
  let reserve: Int
  /// Whether something could not be granted, and the server has not said more since.
  private(set) var isShort = false
  /// What is to be there before anything is granted again.
  private var wanted = 0
  /// How long to wait before the server is asked.
  private var delay = Duration.zero
  private var isAsking = false

  init(remaining: Int?, reserve: Int) {
    self.remaining = remaining
    self.reserve = max(0, reserve)
  }

  /// Takes requests out if that leaves the reserve.
  mutating func grant(_ count: Int) -> Bool {
    guard !isShort else { return false }
    if let remaining, remaining - count < reserve {
      isShort = true
      wanted = count
      delay = .zero
      return false
    }
    spend(count)
    return true
  }

  /// Takes requests out that are made in any case.
  mutating func spend(_ count: Int) {
    remaining = remaining.map { $0 - count }
  }

  /// Takes in that the server refuses to do more for a while.
  mutating func exhaust(for wait: Duration?) {
    remaining = 0
    isShort = true
    wanted = max(wanted, 1)
    delay = max(wait ?? Self.shortestWait, .seconds(1))
  }

  /// After how long the server is to be asked how many are left; nil where it need not be, or is being asked.
  mutating func question() -> Duration? {
    guard isShort, !isAsking else { return nil }
    isAsking = true
    return delay
  }

  /// Takes in that the server was not asked after all.
  mutating func gaveUpQuestion() {
    isAsking = false
  }

  /// Takes in the server's answer.
  ///
  /// - Parameter underWay: how many calls may not be in it yet.
  mutating func told(_ count: Int?, underWay: Int) {
    isAsking = false
    remaining = count.map { $0 - 2 * underWay }
    guard let remaining, remaining - wanted < reserve else {
      isShort = false
      return
    }
    // So many that several can begin at once.
    let missing = reserve + max(wanted, Self.enoughToGoOn) - remaining
    delay = min(max(Self.refillTime(of: missing), Self.shortestWait), Self.longestWait)
  }

  /// Takes in what an answer said, if it is less than was counted: others use the account too.
  mutating func note(_ count: Int) {
    remaining = remaining.map { min($0, count) } ?? count
  }

  /// How long it takes until so many requests can be made.
  func refillTime(for count: Int) -> Duration {
    remaining.map { Self.refillTime(of: max(0, count + reserve - $0)) } ?? .zero
  }

  /// How long it takes until so many requests have come again: 75 a minute.
  ///
  /// Source: Heroku's documentation of rate limits, 4500 an hour.
  static func refillTime(of count: Int) -> Duration { .milliseconds(800) * count }

  private static let enoughToGoOn = 16
  private static let shortestWait = Duration.seconds(5)
  private static let longestWait = Duration.seconds(120)
}

extension BulkRun {
  /// How long it takes until the server lets so many more requests pass.
  public static func refillTime(of requests: Int) -> Duration {
    RequestBudget.refillTime(of: max(0, requests))
  }
}

/// How long a run has been at work, and how much it got done.
struct Tempo: Hashable, Sendable {
  /// How many changes have come to their end.
  var count = 0
  private var worked = Duration.zero
  private var last: Duration?

  /// Takes in that time has passed.
  ///
  /// - Parameter isWorking: whether a request was under way since the last time.
  mutating func pass(to now: Duration, isWorking: Bool) {
    if isWorking, let last, now > last { worked += now - last }
    last = max(last ?? now, now)
  }

  /// How long one takes, with as many beside it as there are; nil where none has come to its end.
  var each: Duration? { count > 0 ? worked / count : nil }
}
