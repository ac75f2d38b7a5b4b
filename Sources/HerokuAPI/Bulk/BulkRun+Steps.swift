extension BulkRun {
  /// Something to be done now by whoever runs it.
  public enum Step: Hashable, Sendable {
    /// Perform a change (``HerokuClient/perform(_:batch:)``), and tell ``BulkRun/ended(_:_:at:)``.
    case perform(Int, Change)
    /// Read a client (``HerokuClient/readClient(_:)``), and tell ``BulkRun/readBack(_:_:at:)``.
    case readBack(Int, ClientID)
    /// Ask after a while how many requests are left (``HerokuClient/remainingRequests()``), and tell
    /// ``BulkRun/told(remainingRequests:at:)``.
    case askRemainingRequests(after: Duration)
  }

  /// What is to be done now; each step is given once, and counts as under way from then on.
  public mutating func steps(at now: Duration) -> [Step] {
    tempo.pass(to: now, isWorking: requestsUnderWay > 0)
    guard pause == nil else { return [] }
    var steps: [Step] = []
    skipSettled()
    var index = firstPending
    while index < items.count, requestsUnderWay < width {
      if let step = step(of: index) {
        steps.append(step)
      } else if budget.isShort {
        break
      }
      index += 1
    }
    skipSettled()
    if let delay = budget.question() { steps.append(.askRemainingRequests(after: delay)) }
    return steps
  }

  /// Begins what an item waits for; nil where it waits for nothing, or must go on waiting.
  private mutating func step(of index: Int) -> Step? {
    let change = items[index].change
    let id = change.target?.id
    guard items[index].state.isPending, id.map({ !busyClients.contains($0) }) ?? true else { return nil }
    if case .unsettled(let error) = items[index].state {
      guard let id else { return nil }
      budget.spend(1)
      begin(index, .readingBack(error))
      return .readBack(index, id)
    }
    guard budget.grant(change.requestCount) else { return nil }
    begin(index, .underWay)
    return .perform(index, change)
  }

  private mutating func begin(_ index: Int, _ state: State) {
    set(state, of: index)
    requestsUnderWay += 1
    if let id = items[index].change.target?.id { busyClients.insert(id) }
  }

  private mutating func skipSettled() {
    while firstPending < items.count, !items[firstPending].state.isPending { firstPending += 1 }
  }

  /// Notes what has become of an item.
  mutating func set(_ state: State, of index: Int) {
    let before = items[index].state.kind
    items[index].state = state
    counts[before] -= 1
    counts[state.kind] += 1
    if state.kind == .underWay { underWay.insert(index) } else { underWay.remove(index) }
    if state.isPending { firstPending = min(firstPending, index) }
  }
}
