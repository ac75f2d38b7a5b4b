import ClientIndex
import HerokuAPI

/// Carrying out several changes: each is a request like any other, and ``Run`` says which comes next.
extension Browser {
  // MARK: Beginning and going on

  /// Begins to carry out what was confirmed, and takes away the screens that asked about it.
  mutating func begin(_ proposal: Proposal) -> [Effect] {
    while screens.last?.isPartOfRun == true { screens.removeLast() }
    var left: Int?
    if case .known(let count) = shared.rateLimit { left = count }
    shared.run = Run(proposal, remainingRequests: left)
    shared.undo.beginRun()
    shared.status = nil
    return continueRun()
  }

  /// Does what a person wants of the run.
  mutating func steer(_ steering: Steering) -> [Effect] {
    guard shared.run != nil else { return [] }
    switch steering {
    case .pauseOrResume:
      if shared.run?.bulk.pause == nil { shared.run?.bulk.pause(at: pulse.time) } else { resumeRun() }
    case .resume: resumeRun()
    case .stop:
      shared.run?.stop()
      forgetQuestion()
    case .tryFailedAgain: shared.run?.tryFailedAgain()
    case .beginTheRest: shared.run?.beginTheRest()
    }
    return continueRun()
  }

  private mutating func resumeRun() {
    shared.run?.bulk.resume(at: pulse.time)
    shared.run?.isPauseAsked = false
    forgetQuestion()
  }

  /// Forgets the question about a pause that is over, if it still waits to be shown.
  private mutating func forgetQuestion() {
    arrivals.removeAll { $0 is ChoiceScreen }
  }

  /// Sends what is to be sent now, asks about a pause, and tells the end.
  mutating func continueRun() -> [Effect] {
    guard let steps = shared.run?.bulk.steps(at: pulse.time) else { return [] }
    var effects = steps.map { effect(of: $0) }
    if let pause = shared.run?.bulk.pause, pause.reason != .asked, shared.run?.isPauseAsked == false {
      shared.run?.isPauseAsked = true
      let words = pauseWords(pause)
      if farewell == nil { arrivals.append(ChoiceScreen.pausedRun(words)) }
    }
    if shared.run?.isUnderWay == false, shared.run?.isTold == false { effects += tellEndOfRun() }
    return effects
  }

  private mutating func effect(of step: BulkRun.Step) -> Effect {
    switch step {
    case .perform(let item, let change):
      let id = shared.work.begin(.change(change))
      shared.run?.note(id, about: item)
      return .perform(id, change, batch: shared.undo.lastRun)
    case .readBack(let item, let client):
      let id = shared.work.begin(.readBack)
      shared.run?.note(id, about: item)
      return .readClient(id, client)
    case .askRemainingRequests(let delay): return .remind(.rateLimit, after: delay)
    }
  }

  private func pauseWords(_ pause: BulkRun.Pause) -> String {
    guard let run = shared.run, let item = pause.item, let error = pause.error else { return "" }
    let reason = run.pauseWords(host: shared.host) ?? ""
    let explanation = error.explanation(of: run.bulk.items[item].change.attempt, host: shared.host)
    return "\(reason) \(explanation.text)"
  }

  // MARK: Answers

  /// Takes in what a change of the run has come to; nil where the request is about none.
  mutating func takeOfRun(_ result: Result<ChangeOutcome, APIError>, _ id: RequestID) -> [Effect]? {
    guard let item = shared.run?.end(id) else { return nil }
    guard let change = shared.work.end(id)?.change else { return [] }
    var effects: [Effect] = []
    switch result {
    case .success(let outcome):
      enter(outcome, of: change)
      shared.undo.note(change, outcome, isOfRun: true)
      note(outcome, of: change)
      drafts.discard(after: change, id)
      if case .rotated(let made) = outcome, list.cursor.client == made.client.id { effects += forgetSecret() }
    case .failure(let error):
      enter(error, of: change)
      note(error, of: change)
    }
    shared.run?.take(result, of: item, at: pulse.time)
    return effects + continueRun()
  }

  /// Takes in a client that was read for the run; nil where it was read for something else.
  mutating func takeOfRun(read result: Result<ClientCredentials, APIError>, _ id: RequestID) -> [Effect]? {
    guard let item = shared.run?.end(id) else { return nil }
    _ = shared.work.end(id)
    let target = shared.run?.bulk.items[item].change.target
    switch result {
    case .success(let credentials): shared.clients.put(credentials.client)
    case .failure(.notFound): if let target { shared.clients.delete(target.id) }
    case .failure: break
    }
    shared.run?.take(read: result, of: item, at: pulse.time)
    return continueRun()
  }

  /// Asks how many requests are left, once the run has waited for more.
  mutating func askForRun() -> [Effect] {
    guard shared.run?.isUnderWay == true else { return [] }
    return [.readRateLimit(shared.work.begin(.rateLimit))]
  }

  /// Takes in how many requests are left; nil where nobody says.
  mutating func take(remainingRequests left: Int?) -> [Effect] {
    shared.rateLimit = left.map { .known($0) } ?? .unknown
    shared.run?.bulk.told(remainingRequests: left, at: pulse.time)
    return continueRun()
  }

  // MARK: The end

  /// Says something in the status, and in the panel that covers it, if one does.
  mutating func tellInFront(_ status: Status) -> [Effect] {
    shared.status = status
    return [.handOver, .manyHandOver].contains(screens.last?.context) ? give(.told(status)) : []
  }

  private mutating func tellEndOfRun() -> [Effect] {
    shared.run?.isTold = true
    guard let run = shared.run else { return [] }
    let isWhole = run.bulk.counts[.done] == run.bulk.counts.total
    let credentials = shared.run?.takeCredentials() ?? []
    // Where the list is not what has the keys, its key does nothing.
    let key = shared.keymap.name(of: .showRun, in: .list)
    let hint = screens.isEmpty && credentials.isEmpty ? " \(key) shows what came of each." : ""
    let ending = run.proposal.ending.isEmpty ? "" : " \(run.proposal.ending)"
    shared.status = Status(
      isWhole && ending.isEmpty ? .success : .warning,
      "\(run.proposal.title): \(run.progress).\(ending)\(hint)"
    )
    guard farewell == nil else { return keepSnapshot() }
    let told = shared.status.map { tellInFront($0) } ?? []
    if !credentials.isEmpty {
      arrivals.append(ManyHandOverScreen(credentials, areOfNewClients: run.proposal.createsAll))
    }
    if !isWhole, !screens.contains(where: { $0 is RunScreen }) { arrivals.append(RunScreen()) }
    // What nobody knows, the list tells.
    return told + refreshHistory() + (run.bulk.counts[.unknown] > 0 ? reload() : keepSnapshot())
  }
}

/// What a person can want of a run.
enum Steering: Hashable, Sendable {
  /// Let nothing begin for now, or go on.
  case pauseOrResume
  /// Go on.
  case resume
  /// Let nothing begin any more.
  case stop
  /// Begin again what has failed.
  case tryFailedAgain
  /// Begin what a stop has left.
  case beginTheRest
}
