extension BulkRun {
  /// Lets nothing begin until ``resume(at:)``; what is under way comes to its end.
  public mutating func pause(at now: Duration) {
    tempo.pass(to: now, isWorking: requestsUnderWay > 0)
    if !isOver, pause == nil { pause = Pause(reason: .asked, item: nil, error: nil) }
  }

  /// Goes on after a pause, whatever it was for.
  public mutating func resume(at now: Duration) {
    tempo.pass(to: now, isWorking: requestsUnderWay > 0)
    pause = nil
  }

  /// Lets nothing begin any more; what is under way comes to its end, and what is unknown is read back.
  ///
  /// In a pause that is for the network or the like there is no reading back: what is unknown stays so.
  public mutating func stop() {
    isStopped = true
    for index in items.indices where items[index].state == .waiting { set(.notBegun, of: index) }
    guard let pause else { return }
    self.pause = nil
    guard pause.reason != .asked else { return }
    for index in items.indices {
      if case .unsettled(let error) = items[index].state { set(.unknown(error), of: index) }
    }
  }

  /// Lets what has failed begin once more, and reads back once more what is unknown.
  ///
  /// What somebody else has changed stays alone: there is something new to decide. So does an unknown creation, of which
  /// there might be two then.
  public mutating func tryFailedAgain() {
    isStopped = false
    for index in items.indices {
      items[index].losses = 0
      switch items[index].state {
      case .failed: set(.waiting, of: index)
      case .unknown(let error) where items[index].change.target != nil: set(.unsettled(error), of: index)
      case .unknown where items[index].change.canBeRepeated: set(.waiting, of: index)
      default: break
      }
    }
  }

  /// Lets begin what a stop has left.
  public mutating func beginTheRest() {
    isStopped = false
    for index in items.indices where items[index].state == .notBegun { set(.waiting, of: index) }
  }

  /// Whether there is something that ``tryFailedAgain()`` would begin or read.
  public var canTryAgain: Bool {
    isOver
      && (counts[.failed] > 0
        || counts[.unknown] > 0
          && items.contains { item in
            if case .unknown = item.state { item.change.canBeSettled } else { false }
          })
  }
}

extension Change {
  /// Whether something can be done about it when nobody knows what came of it.
  fileprivate var canBeSettled: Bool { target != nil || canBeRepeated }
}
