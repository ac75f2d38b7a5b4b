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
  /// New secrets, until they are handed over.
  private(set) var credentials: [ClientCredentials] = []
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
    bulk = BulkRun(proposal.changes, remainingRequests: remainingRequests, reserve: Self.reserve)
    waiting = Set(proposal.changes.compactMap(\.target?.id))
  }

  /// Whether something is under way or will begin.
  var isUnderWay: Bool { !bulk.isOver }

  // MARK: Requests

  /// Notes that a request is about an item.
  mutating func note(_ request: RequestID, about item: Int) { requests[request] = item }

  /// Takes a request off that was answered; nil where it is about none of these changes.
  mutating func end(_ request: RequestID) -> Int? { requests.removeValue(forKey: request) }

  /// Takes in what came of a change.
  ///
  /// A secret is kept apart from it, so that it can be forgotten.
  mutating func take(_ result: Result<ChangeOutcome, APIError>, of item: Int, at now: Duration) {
    bulk.ended(item, result.map { keep($0) }, at: now)
    note(item)
  }

  /// Takes in a client that was read because nobody knew what came of its change.
  mutating func take(read result: Result<ClientCredentials, APIError>, of item: Int, at now: Duration) {
    bulk.readBack(item, result.map { ClientCredentials(client: $0.client, secret: nil) }, at: now)
    note(item)
  }

  private mutating func keep(_ outcome: ChangeOutcome) -> ChangeOutcome {
    guard let made = outcome.credentials else { return outcome }
    credentials.append(made)
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

  /// Gives the new secrets away: they are handed over once.
  mutating func takeCredentials() -> [ClientCredentials] {
    defer { credentials = [] }
    return credentials
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

// MARK: - In words

extension Run {
  /// How far it is, in a sentence without an end: `12 of 40 done, 2 failed, 26 left`.
  var progress: String {
    let counts = bulk.counts
    var words = "\(Counted.number(counts[.done])) of \(Counted.changes(counts.total)) done"
    words += counted(.failed, "failed") + counted(.leftAlone, "left alone") + counted(.unknown, "unknown")
    words += counted(.notBegun, "not begun")
    if isUnderWay { words += ", \(Counted.number(counts.left)) left" }
    return words
  }

  private func counted(_ kind: BulkRun.Kind, _ word: String) -> String {
    let count = bulk.counts[kind]
    return count == 0 ? "" : ", \(Counted.number(count)) \(word)"
  }

  /// How long it will take, as short as a column: `4 s`, `3 min`; nil where nobody knows.
  var timeLeft: String? {
    guard bulk.pause == nil, isUnderWay, let seconds = bulk.timeLeft?.components.seconds else { return nil }
    return seconds < 90 ? "\(max(1, seconds)) s" : "\((seconds + 30) / 60) min"
  }

  /// Why nothing begins, as a sentence; nil where it goes on.
  func pauseWords(host: String) -> String? {
    guard let pause = bulk.pause else { return nil }
    return switch pause.reason {
    case .asked: "Paused."
    case .network: "Paused: no answer comes from \(host)."
    case .token: "Paused: \(host) does not accept the token any more."
    case .secondFactor: "Paused: \(host) wants a second factor."
    }
  }

  /// What was done and what was not, for somebody who leaves: a paragraph each.
  func farewell(host: String) -> [String] {
    guard isLeft || isUnderWay else { return [] }
    var lines = ["\(proposal.title): \(progress)."]
    func names(
      _ kind: BulkRun.Kind,
      _ heading: String,
      where isMeant: (BulkRun.State) -> Bool = { _ in true }
    ) {
      let names = bulk.items.filter { $0.state.kind == kind && isMeant($0.state) }.map {
        "“\($0.change.displayName)”"
      }
      guard !names.isEmpty else { return }
      let more =
        names.count > Self.mostNames ? " and \(Counted.number(names.count - Self.mostNames)) more" : ""
      lines.append("\(heading): \(names.prefix(Self.mostNames).joined(separator: ", "))\(more).")
    }
    names(.done, "Done")
    // Those that wait for the answer to the change itself are told of by themselves.
    names(.underWay, "Not known whether it was done") { $0 != .underWay }
    for item in problems {
      guard let error = bulk.items[item].state.error else { continue }
      lines.append(error.explanation(of: bulk.items[item].change.attempt, host: host, for: .command).text)
    }
    names(.waiting, "Not begun")
    names(.notBegun, "Not begun")
    return lines
  }

  private static let mostNames = 100
}
