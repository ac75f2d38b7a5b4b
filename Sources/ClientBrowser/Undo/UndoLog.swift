import HerokuAPI

/// What was changed in this run, and how far that was taken back.
///
/// Made of ``HerokuAPI/ChangeRecord`` and of inverses, so that it keeps no secret.
struct UndoLog: Hashable, Sendable {
  /// Which way to go.
  enum Direction: Hashable {
    case undo, redo

    fileprivate var other: Direction { self == .undo ? .redo : .undo }
  }

  /// A change that was done.
  struct Done: Hashable {
    /// What was done.
    var record: ChangeRecord
    /// What takes it back.
    var inverse: Inverse
  }

  /// What was done as one: a change, or the changes of many clients.
  struct Step: Hashable {
    var changes: [Done]
    /// The run that they are of, where they are of one.
    var run: Int?
  }

  /// The steps that can be gone in each direction, the next one last.
  private struct Stacks: Hashable {
    private var undo: [Step] = []
    private var redo: [Step] = []

    subscript(direction: Direction) -> [Step] {
      get { direction == .undo ? undo : redo }
      _modify {
        switch direction {
        case .undo: yield &undo
        case .redo: yield &redo
        }
      }
    }
  }

  /// What was offered to be carried out, and what each of it takes back.
  private struct Proposal: Hashable {
    let direction: Direction
    let sources: [Change: Done]
    /// Whether some of it is done, so that the rest belongs to the same step.
    var hasBegun = false
  }

  private var stacks = Stacks()
  private var proposal: Proposal?
  /// Clients as changes of this run have left them last.
  private var latest: [ClientID: OAuthClient] = [:]
  /// The run of many changes that began last.
  private(set) var lastRun = 0

  /// The step that comes next in a direction; nil where there is none.
  func next(_ direction: Direction) -> Step? { stacks[direction].last }

  /// A client as a change of this run has left it last.
  func ours(_ id: ClientID) -> OAuthClient? { latest[id] }

  /// Notes what is offered to be carried out.
  mutating func offer(_ sources: [Change: Done], _ direction: Direction) {
    proposal = Proposal(direction: direction, sources: sources)
  }

  /// Takes the next step away, since nothing can be done about it.
  mutating func drop(_ direction: Direction) {
    _ = stacks[direction].popLast()
  }

  /// Notes that many changes are about to be carried out, which are one step.
  mutating func beginRun() { lastRun += 1 }

  /// Notes that a change was done.
  ///
  /// - Parameter isOfRun: whether it was one of the many that are being carried out.
  /// - Returns: which way it went, where it was what had been offered; nil where it is something new.
  @discardableResult
  mutating func note(_ change: Change, _ outcome: ChangeOutcome, isOfRun: Bool = false) -> Direction? {
    let done = Done(record: ChangeRecord(change, outcome), inverse: change.inverse(after: outcome))
    if let client = outcome.client {
      if case .deleted = outcome { latest[client.id] = nil } else { latest[client.id] = client }
    }
    if let source = proposal?.sources[change] { return settle(done, of: source) }
    guard done.inverse != .none(.nothingChanged) else { return nil }
    stacks[.redo] = []
    let run = isOfRun ? lastRun : nil
    if let run, let step = stacks[.undo].lastIndex(where: { $0.run == run }) {
      stacks[.undo][step].changes.append(done)
    } else {
      stacks[.undo].append(Step(changes: [done], run: run))
    }
    return nil
  }

  /// Puts what was taken back on the other side.
  private mutating func settle(_ done: Done, of source: Done) -> Direction? {
    guard var proposal else { return nil }
    let (from, to) = (proposal.direction, proposal.direction.other)
    if let step = stacks[from].lastIndex(where: { $0.changes.contains(source) }) {
      stacks[from][step].changes.removeAll { $0 == source }
      if stacks[from][step].changes.isEmpty { stacks[from].remove(at: step) }
    }
    if proposal.hasBegun, let last = stacks[to].indices.last {
      stacks[to][last].changes.append(done)
    } else {
      stacks[to].append(Step(changes: [done]))
    }
    proposal.hasBegun = true
    self.proposal = proposal
    if let old = source.record.id, source.record.action == .delete, let new = done.record.id {
      follow(old, as: new)
    }
    return from
  }

  /// Lets everything that is about a client be about the one that has taken its place.
  private mutating func follow(_ old: ClientID, as new: ClientID) {
    for direction in [Direction.undo, .redo] {
      stacks[direction] = stacks[direction].map { step in
        Step(changes: step.changes.map { $0.following(old, as: new) }, run: step.run)
      }
    }
  }
}

// MARK: New ids

extension UndoLog.Done {
  fileprivate func following(_ old: ClientID, as new: ClientID) -> UndoLog.Done {
    guard case .change(let change) = inverse, let target = change.target, target.id == old else {
      return self
    }
    let renamed = OAuthClient(
      id: new,
      name: target.name,
      redirectURI: target.redirectURI,
      ignoresDelinquent: target.ignoresDelinquent,
      createdAt: target.createdAt,
      updatedAt: target.updatedAt
    )
    var done = self
    switch change {
    case .update(let changes, _): done.inverse = .change(.update(changes, expecting: renamed))
    case .delete: done.inverse = .change(.delete(expecting: renamed))
    default: break
    }
    done.record = record.following(old, as: new)
    return done
  }
}

extension ChangeRecord {
  fileprivate func following(_ old: ClientID, as new: ClientID) -> ChangeRecord {
    ChangeRecord(
      action,
      id: id == old ? new : id,
      before: before,
      after: after,
      fields: fields,
      destination: destination
    )
  }
}
