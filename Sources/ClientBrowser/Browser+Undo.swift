import ClientIndex
import HerokuAPI
import Journal

/// Taking changes of this run back, and making them again.
extension Browser {
  /// Offers what takes the last step back, in a screen that asks; or says why nothing does.
  mutating func offer(_ direction: UndoLog.Direction) -> [Effect] {
    guard let step = shared.undo.next(direction) else { return [] }
    let together = TakingBackTogether(step.changes.map { ($0.inverse, $0.record) }, in: shared)
    if together.changes.isEmpty { refuse(together.refusals, step, direction) }
    return offer(together, of: step.changes, direction)
  }

  /// Offers what takes changes back, of this run or of the history.
  ///
  /// - Parameter changes: what is taken back, where something of it can be.
  mutating func offer(
    _ together: TakingBackTogether,
    of changes: [UndoLog.Done],
    _ direction: UndoLog.Direction
  ) -> [Effect] {
    guard let first = together.changes.first else { return [] }
    shared.undo.offer(
      Dictionary(together.changes.map { ($0.change, changes[$0.place]) }) { first, _ in first },
      direction
    )
    let title = direction == .undo ? "Undo what was done together" : "Make again what was undone together"
    let question: any Screen =
      together.changes.count == 1
      ? screen(for: first.change, direction) : PreviewScreen(together.proposal(title))
    return grant([.push(question)], of: screens.count - 1)
  }

  /// The screen that asks before one change is taken back or made again.
  private func screen(for change: Change, _ direction: UndoLog.Direction) -> any Screen {
    if case .delete(let client) = change {
      return ConfirmationScreen(.delete, target: client, hasNamesake: shared.clients.hasNamesake(of: client))
    }
    return UndoScreen(change, direction)
  }

  /// Says why a step cannot be taken back, and goes on to the one before it where it never can.
  private mutating func refuse(
    _ refusals: [TakingBack],
    _ step: UndoLog.Step,
    _ direction: UndoLog.Direction
  ) {
    guard let first = refusals.first else { return }
    let deed = step.changes.count == 1 ? step.changes.first.map { "\($0.record.summary). " } ?? "" : ""
    switch first {
    case .wait(let reason): shared.status = Status(.information, reason)
    case .refused(let reason):
      shared.undo.drop(direction)
      let next: String
      if shared.undo.next(direction) == nil {
        next = ""
      } else {
        let command: Command = direction == .undo ? .undo : .redo
        next = " \(shared.keymap.name(of: command, in: .list)) once more goes on to the change before."
      }
      shared.status = Status(.warning, "\(deed)\(reason)\(next)")
    case .change: break
    }
  }

  /// What is said of a change that was done, and how to take it back if it was a step back or forth itself.
  func summary(of outcome: ChangeOutcome, _ direction: UndoLog.Direction?) -> String {
    switch direction {
    case nil: outcome.summary
    case .undo: "Undone: \(outcome.summary) \(shared.keymap.name(of: .redo, in: .list)) does it again."
    case .redo: "Done again: \(outcome.summary)"
    }
  }
}

// MARK: The history

extension Browser {
  /// Shows the history, which is read for that.
  mutating func openHistory() -> [Effect] {
    // What was said before is not about what is shown now; a failure waits for its answer.
    if shared.status?.tone != .failure { shared.status = nil }
    screens.append(HistoryScreen())
    return readHistory(for: screens.count - 1)
  }

  private mutating func readHistory(for index: Int) -> [Effect] {
    let id = shared.work.begin(.history)
    screens[index].request = id
    return [.readHistory(id, account: shared.account?.email)]
  }

  /// Reads the history again where it is shown, since something was changed.
  mutating func refreshHistory() -> [Effect] {
    guard let index = screens.lastIndex(where: { $0 is HistoryScreen }) else { return [] }
    return cancelReads { $0 == .history } + readHistory(for: index)
  }

  /// Takes in what was read, for the screen that shows it.
  mutating func take(_ history: History, _ id: RequestID) -> [Effect] {
    guard shared.work.end(id) != nil, let index = screenWaiting(for: id) else { return [] }
    screens[index].request = nil
    // Those of one batch stand on the one of all.
    return screens.indices.filter { screens[$0] is HistoryScreen }.flatMap { give(.history(history), to: $0) }
  }
}
