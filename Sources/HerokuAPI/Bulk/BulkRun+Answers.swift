extension BulkRun {
  /// Takes in what came of a change that ``steps(at:)`` gave.
  public mutating func ended(_ index: Int, _ result: Result<ChangeOutcome, APIError>, at now: Duration) {
    guard items.indices.contains(index), case .underWay = items[index].state else { return }
    end(index, at: now)
    switch result {
    case .success(let outcome): settle(index, .done(outcome))
    case .failure(let error): take(error, of: index)
    }
  }

  /// Takes in a client that was read because nobody knew what came of its change.
  public mutating func readBack(_ index: Int, _ result: Result<ClientCredentials, APIError>, at now: Duration)
  {
    guard items.indices.contains(index), case .readingBack(let unknown) = items[index].state else { return }
    end(index, at: now)
    switch result {
    case .success(let credentials):
      settle(index, items[index].change.state(after: unknown, reading: credentials.client))
    case .failure(.notFound):
      settle(index, items[index].change.stateOfGone(after: unknown))
    case .failure(let error) where !isStopped && hold(index, for: error):
      set(.unsettled(unknown), of: index)
    case .failure:
      settle(index, .unknown(unknown))
    }
  }

  /// Takes in how many requests are left; nil where the server does not say.
  public mutating func told(remainingRequests: Int?, at now: Duration) {
    tempo.pass(to: now, isWorking: requestsUnderWay > 0)
    budget.told(remainingRequests, underWay: requestsUnderWay)
  }

  /// Takes in that the question how many requests are left was given up: it is to be asked again.
  public mutating func gaveUpQuestion() {
    budget.gaveUpQuestion()
  }

  /// Takes in what an answer said of the requests that are left (``Notice/rateLimitLow(remaining:)``).
  public mutating func noted(remainingRequests: Int) {
    budget.note(remainingRequests)
  }

  // MARK: Errors

  private mutating func take(_ error: APIError, of index: Int) {
    switch error {
    case _ where error.mayHaveBeenDone:
      // There is no asking for a client that may not have been created.
      settle(index, items[index].change.target == nil ? .unknown(error) : .unsettled(error))
    case .conflict, .changedSinceShown, .configVarsChanged:
      settle(index, .leftAlone(error))
    case .cancelled:
      stop()
      set(.notBegun, of: index)
    case _ where !isStopped && hold(index, for: error):
      set(.waiting, of: index)
    default:
      settle(index, .failed(error))
    }
  }

  /// Whether an item waits until what it was refused for want of is there again; if so, so does the run.
  private mutating func hold(_ index: Int, for error: APIError) -> Bool {
    switch error {
    case .unreachable:
      pause = pause ?? Pause(reason: .network, item: index, error: error)
      items[index].losses += 1
      // One that is never answered does not keep the others for ever.
      return items[index].losses < Self.maximumLosses
    case .refused(let refusal) where refusal.wantsSecondFactor:
      pause = pause ?? Pause(reason: .secondFactor, item: index, error: error)
    case .refused(let refusal) where refusal.status == 401:
      pause = pause ?? Pause(reason: .token, item: index, error: error)
    case .refused(let refusal) where refusal.status == 429:
      budget.exhaust(for: refusal.wait)
    default:
      return false
    }
    return true
  }

  private static let maximumLosses = 2

  private mutating func end(_ index: Int, at now: Duration) {
    tempo.pass(to: now, isWorking: true)
    requestsUnderWay -= 1
    if let id = items[index].change.target?.id { busyClients.remove(id) }
  }

  private mutating func settle(_ index: Int, _ state: State) {
    set(state, of: index)
    if !state.isPending { tempo.count += 1 }
  }
}

extension Change {
  /// What has become of it, going by its client, which was read afterwards.
  fileprivate func state(after unknown: APIError, reading current: OAuthClient) -> BulkRun.State {
    switch self {
    case .update(let changes, let shown):
      do throws(APIError) {
        let comparison = try UpdateComparison(of: changes, shown: shown, current: current)
        guard comparison.remaining.isEmpty else { return .failed(unknown.knownNotDone) }
        return .done(.updated(UpdatedClient(client: current, mergedFields: comparison.mergedFields)))
      } catch {
        return .leftAlone(error)
      }
    case .delete:
      return .failed(unknown.knownNotDone)
    case .rotate(let shown):
      // That it has changed does not say that it was this: who was to be locked out may not be.
      return current.isAsShown(shown) ? .failed(unknown.knownNotDone) : .unknown(unknown)
    case .create, .setConfigVars, .renewSecret, .movePair:
      return .unknown(unknown)
    }
  }

  /// What has become of it, going by that its client is gone.
  fileprivate func stateOfGone(after unknown: APIError) -> BulkRun.State {
    if case .delete(let shown) = self { .done(.deleted(shown)) } else { .failed(.notFound(requestID: nil)) }
  }
}

extension APIError {
  /// The same of a change that was not done, as is known since.
  var knownNotDone: APIError {
    switch self {
    case .outcomeUnknown(let failure): return .unreachable(failure)
    case .refused(var refusal):
      refusal.mayHaveBeenDone = false
      return .refused(refusal)
    case .unreadable(var answer):
      answer.mayHaveBeenDone = false
      return .unreadable(answer)
    default: return self
    }
  }
}

extension Refusal {
  /// Whether a second factor would overcome it.
  fileprivate var wantsSecondFactor: Bool {
    (status == 403 && id == "two_factor") || id == "invalid_two_factor_code"
  }
}
