import ClientIndex
import HerokuAPI

/// Changes that are being carried out, or have been: what ties ``HerokuAPI/BulkRun`` to the requests under way.
struct Run: Hashable, Sendable {
  /// What was confirmed.
  let proposal: Proposal
  /// What comes next, and what came of each.
  var bulk: BulkRun
  /// Which item each request is about.
  private(set) var requests: [RequestID: Int] = [:]
  /// The items that have come to another end than success, in the order in which they did.
  private(set) var problems: [Int] = []
  /// New secrets, by the item that made them, until they are handed over.
  private(set) var credentials: [Int: ClientCredentials] = [:]
  /// The clients that wait for their turn, or for an answer.
  private(set) var waiting: Set<ClientID>
  /// Whether its end was told.
  var isTold = false
  /// Whether its pause was asked about.
  var isPauseAsked = false
  /// Whether it was stopped since somebody leaves, who is then told of it.
  var isLeft = false

  /// How many requests of the account's limit are left alone.
  static let reserve = BulkRun.standardReserve

  /// Makes a run of what was confirmed, of which nothing has begun.
  init(_ proposal: Proposal, remainingRequests: Int?) {
    self.proposal = proposal
    bulk = BulkRun(
      proposal.changes,
      remainingRequests: remainingRequests,
      reserve: proposal.usesReserve ? 0 : Self.reserve
    )
    waiting = Set(proposal.changes.compactMap(\.target?.id))
  }

  /// Whether something is under way or will begin.
  var isUnderWay: Bool { !bulk.isOver }

  /// The items as they are told: first the problems, then what was not begun, then the others in their order.
  var listed: [Int] {
    let first = Set(problems)
    let others = bulk.items.indices.filter { !first.contains($0) }
    let (notBegun, rest) = (
      others.filter { bulk.items[$0].state.kind == .notBegun },
      others.filter { bulk.items[$0].state.kind != .notBegun }
    )
    return problems + notBegun + rest
  }

  // MARK: Requests

  /// Notes that a request is about an item.
  mutating func note(_ request: RequestID, about item: Int) { requests[request] = item }

  /// Takes a request off that was answered; nil where it is about none of these changes.
  mutating func end(_ request: RequestID) -> Int? { requests.removeValue(forKey: request) }

  /// Takes in what came of a change.
  ///
  /// A secret is kept apart from it, so that it can be forgotten.
  mutating func take(_ result: Result<ChangeOutcome, APIError>, of item: Int, at now: Duration) {
    bulk.ended(item, result.map { keep($0, of: item) }, at: now)
    note(item)
  }

  /// Takes in a client that was read because nobody knew what came of its change.
  mutating func take(read result: Result<ClientCredentials, APIError>, of item: Int, at now: Duration) {
    bulk.readBack(item, result.map { ClientCredentials(client: $0.client, secret: nil) }, at: now)
    note(item)
  }

  private mutating func keep(_ outcome: ChangeOutcome, of item: Int) -> ChangeOutcome {
    guard let made = outcome.credentials else { return outcome }
    credentials[item] = made
    let bare = ClientCredentials(client: made.client, secret: nil)
    if case .created = outcome { return .created(bare) }
    return .rotated(bare)
  }

  private mutating func note(_ item: Int) {
    let state = bulk.items[item].state
    switch state.kind {
    case .waiting, .underWay: return
    case .failed, .leftAlone, .unknown: problems.append(item)
    case .done, .notBegun: break
    }
    if let id = bulk.items[item].change.target?.id { waiting.remove(id) }
  }

  /// Gives the new secrets away, in the order of the changes: they are handed over once.
  mutating func takeCredentials() -> [ClientCredentials] {
    defer { credentials = [:] }
    return credentials.sorted { $0.key < $1.key }.map(\.value)
  }

  // MARK: Steering

  /// Lets nothing begin any more.
  mutating func stop() {
    bulk.stop()
    let known = Set(problems)
    problems += bulk.items.indices.filter { bulk.items[$0].state.error != nil && !known.contains($0) }
    waiting = []
    for item in bulk.items where item.state.kind == .underWay {
      if let target = item.change.target { waiting.insert(target.id) }
    }
  }

  /// Lets what has failed begin once more.
  mutating func tryFailedAgain() {
    bulk.tryFailedAgain()
    begunAnew()
  }

  /// Lets begin what a stop has left.
  mutating func beginTheRest() {
    bulk.beginTheRest()
    begunAnew()
  }

  private mutating func begunAnew() {
    isTold = false
    problems = problems.filter { bulk.items[$0].state.error != nil }
    waiting = Set(
      bulk.items.filter { [.waiting, .underWay].contains($0.state.kind) }.compactMap(\.change.target?.id)
    )
  }
}
