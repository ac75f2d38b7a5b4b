/// Many changes, several under way at once: what is to be sent next, and what came of each.
///
/// A state machine without clock and requests. Whoever runs it performs the ``steps(at:)`` that it asks for, tells it what
/// came of each (``ended(_:_:at:)``, ``readBack(_:_:at:)``, ``told(remainingRequests:at:)``), asks for the next steps after
/// every such event, and is through when it ``isOver``:
///
///     var run = BulkRun(changes, remainingRequests: left)
///     for step in run.steps(at: now) { … }        // send
///     run.ended(0, .success(outcome), at: later)   // an answer has come
///     for step in run.steps(at: later) { … }       // what is to be sent now
///
/// Instants are durations since a moment that the caller chooses; they never go back. What holds whatever comes:
///
/// * changes begin in their order, at most ``width`` at once, and never two of one client;
/// * an outcome that is unknown is read back, and never sent again by itself; an unknown creation is only told;
/// * what somebody else has changed is left alone;
/// * with the network, the token or the second factor gone nothing more begins until ``resume(at:)``; what was not done
///   for want of them waits, and is not lost;
/// * so many requests are left to the account as the reserve says.
public struct BulkRun: Hashable, Sendable {
  /// The changes, in the order in which they begin.
  public internal(set) var items: [Item]
  /// How many are under way at once, at most.
  public let width: Int
  /// Why nothing begins until somebody says so; nil while it goes on.
  public internal(set) var pause: Pause?
  /// Whether it was stopped: nothing begins any more.
  public internal(set) var isStopped = false
  /// How many there are of each kind.
  public internal(set) var counts: Counts

  /// The items whose outcome is not known yet.
  public internal(set) var underWay: Set<Int> = []

  /// The requests that may be made.
  var budget: RequestBudget
  /// How long it has been at work.
  var tempo = Tempo()
  /// How many requests wait for their answers.
  var requestsUnderWay = 0
  /// The clients that a request is under way about.
  var busyClients: Set<ClientID> = []
  /// No item before this one waits for anything.
  var firstPending = 0

  /// As many as there are connections to one host.
  public static let standardWidth = HerokuClient.maximumLanes
  /// How many requests of the account's hour are left to other programs and to whoever goes on browsing.
  public static let standardReserve = 200

  /// Makes a run of changes, none of which has begun.
  ///
  /// - Parameters:
  ///   - changes: what is to be done, in this order.
  ///   - width: how many may be under way at once; 1 or more.
  ///   - remainingRequests: how many requests are left before the rate limit; nil where nobody knows, and then the run
  ///     goes on until the server says 429.
  ///   - reserve: how many of them are to be left.
  public init(
    _ changes: [Change],
    width: Int = Self.standardWidth,
    remainingRequests: Int? = nil,
    reserve: Int = Self.standardReserve
  ) {
    items = changes.map { Item(change: $0) }
    self.width = max(1, width)
    counts = Counts(waiting: changes.count)
    budget = RequestBudget(remaining: remainingRequests, reserve: reserve)
  }

  /// Whether nothing is under way and nothing will begin.
  public var isOver: Bool { counts.left == 0 }

  /// Whether no request is under way: paused to the end, or over.
  public var isAtRest: Bool { requestsUnderWay == 0 }

  /// How long it will take, going by what it has taken so far; nil until there is something to go by.
  ///
  /// As of the last event: a run that waits for an answer does not count down.
  public var timeLeft: Duration? {
    guard let each = tempo.each, tempo.count >= min(width, items.count) else { return nil }
    return each * counts.left + budget.refillTime(for: requestsLeft)
  }

  /// How many requests the rest needs, as far as that is known before.
  private var requestsLeft: Int {
    // The first that is left stands for the others: a run is of one kind of change.
    guard counts.left > 0, firstPending < items.count else { return 0 }
    return counts[.waiting] * items[firstPending].change.requestCount
  }
}

extension BulkRun {
  /// One of the changes, and what has become of it.
  public struct Item: Hashable, Sendable {
    /// What is to be done.
    public let change: Change
    /// What has become of it.
    public internal(set) var state = State.waiting
    /// How often it was tried for nothing, because no answer came.
    var losses = 0
  }

  /// What has become of a change.
  public enum State: Hashable, Sendable {
    /// It has not begun yet.
    case waiting
    /// It was sent, and the answer has not come.
    case underWay
    /// Nobody knows what came of it: the client is to be read, which tells.
    case unsettled(APIError)
    /// The client is being read.
    case readingBack(APIError)
    /// It is done.
    case done(ChangeOutcome)
    /// Somebody else changed the client meanwhile; nothing was sent. The error has the client as it is now.
    case leftAlone(APIError)
    /// It was not done.
    case failed(APIError)
    /// It may have been done or not, and reading the client did not tell.
    case unknown(APIError)
    /// The run was stopped before it began.
    case notBegun
  }

  /// The states as people tell them apart.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// It has not begun yet.
    case waiting
    /// It was sent, and what came of it is not known yet.
    case underWay
    /// It is done.
    case done
    /// It was not done, because somebody else changed the client.
    case leftAlone
    /// It was not done.
    case failed
    /// It may have been done or not.
    case unknown
    /// It was not begun, and will not be.
    case notBegun
  }

  /// How many changes there are of each kind.
  public struct Counts: Hashable, Sendable {
    private var numbers: [Kind: Int]

    init(waiting: Int) {
      numbers = [.waiting: waiting]
    }

    /// How many there are of a kind.
    public internal(set) subscript(kind: Kind) -> Int {
      get { numbers[kind] ?? 0 }
      set { numbers[kind] = newValue }
    }

    /// How many there are.
    public var total: Int { numbers.values.reduce(0, +) }
    /// How many have still to be done, or to come to an end.
    public var left: Int { self[.waiting] + self[.underWay] }
    /// How many have come to an end that is not success.
    public var problems: Int { self[.failed] + self[.leftAlone] + self[.unknown] }
  }

  /// Why nothing begins until somebody says so.
  public struct Pause: Hashable, Sendable {
    /// What is wanted of whoever is asked.
    public enum Reason: Hashable, Sendable {
      /// A person asked for it.
      case asked
      /// No answer comes from the server.
      case network
      /// The server does not accept the token any more.
      case token
      /// The account wants a second factor, and none was given.
      case secondFactor
    }

    /// What is wanted.
    public let reason: Reason
    /// Which item came upon it; nil where a person asked.
    public let item: Int?
    /// How that item's request ended; nil where a person asked.
    public let error: APIError?
  }
}

extension BulkRun.State {
  /// The state as people tell it apart from others.
  public var kind: BulkRun.Kind {
    switch self {
    case .waiting: .waiting
    case .underWay, .unsettled, .readingBack: .underWay
    case .done: .done
    case .leftAlone: .leftAlone
    case .failed: .failed
    case .unknown: .unknown
    case .notBegun: .notBegun
    }
  }

  /// What came of it; nil unless it is done.
  public var outcome: ChangeOutcome? {
    if case .done(let outcome) = self { outcome } else { nil }
  }

  /// Why it is not done; nil where it is, or may still be.
  public var error: APIError? {
    switch self {
    case .leftAlone(let error), .failed(let error), .unknown(let error): error
    case .waiting, .underWay, .unsettled, .readingBack, .done, .notBegun: nil
    }
  }

  /// Whether it is to have a request as soon as there is room.
  var isPending: Bool {
    switch self {
    case .waiting, .unsettled: true
    default: false
    }
  }
}

extension Change {
  /// How many requests it takes: one to read what is changed, one to change it.
  public var requestCount: Int { target != nil || canBeRepeated ? 2 : 1 }
}
