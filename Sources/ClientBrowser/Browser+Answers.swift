import ClientIndex
import HerokuAPI

/// What came of changes and reads.
///
/// An answer to a read that nobody waits for any more is dropped. One to a change is always taken in, also when the
/// screen that asked has gone.
extension Browser {
  // MARK: Changes

  /// Takes in what a change has come to.
  mutating func take(_ outcome: ChangeOutcome, of id: RequestID) -> [Effect] {
    guard let change = shared.work.end(id)?.change else { return [] }
    enter(outcome, of: change)
    note(outcome, of: change)
    let wasLeft = drafts.wasLeft(id)
    drafts.discard(after: change, id)
    farewell?.lines.append(outcome.summary)
    let asking = screenWaiting(for: id)
    var effects = asking.map { finish(.done(outcome), at: $0) } ?? []
    let direction = shared.undo.note(change, outcome)
    effects += refreshHistory()
    // The panel that asked for it says so itself.
    if case .configVarsSet = outcome, asking != nil { return effects }
    shared.status = Status(.success, summary(of: outcome, direction))
    if case .created(let credentials) = outcome, !wasLeft { list.select(credentials.client.id, in: shared) }
    if let panel = HandOverScreen(outcome) { arrivals.append(panel) }
    if case .rotated(let credentials) = outcome, list.cursor.client == credentials.client.id {
      effects += forgetSecret()
    }
    return effects + keepSnapshot()
  }

  /// Shows in list and detail what a change has made of its client.
  mutating func enter(_ outcome: ChangeOutcome, of change: Change) {
    if let client = outcome.client, let note = ChangeHere(change, outcome, at: shared.now) {
      shared.changesHere[client.id] = note
    }
    if case .rotated(let credentials) = outcome { noteRotation(of: credentials.client.id) }
    if case .deleted(let client) = outcome {
      shared.clients.delete(client.id)
    } else if let client = outcome.client {
      shared.clients.put(client)
    }
  }

  /// Takes in that a change was not done, or that nobody knows.
  mutating func take(_ error: APIError, of id: RequestID) -> [Effect] {
    guard let change = shared.work.end(id)?.change else { return [] }
    enter(error, of: change)
    note(error, of: change)
    let explanation = error.explanation(of: change.attempt, host: shared.host)
    farewell?.lines.append(error.explanation(of: change.attempt, host: shared.host, for: .command).text)
    var effects = refreshHistory()
    if let index = screenWaiting(for: id) {
      effects += finish(.failed(error, explanation), at: index)
    } else {
      shared.status = Status(.failure, explanation.text)
      if let key = drafts.keep(after: error, explanation, id) { tellOfDraft(key) }
    }
    if error.tellsNews { effects += keepSnapshot() }
    // What is there decides. An app's config vars are in no list.
    guard error.mayHaveBeenDone, Drafts.Key(change) != nil || change.target != nil else { return effects }
    unknownOutcomes.append(UnknownOutcome(change, id, in: shared.clients))
    return effects + reload()
  }

  private mutating func tellOfDraft(_ key: Drafts.Key) {
    let name = shared.keymap.name(of: key == .new ? .create : .edit, in: .list)
    shared.status?.text += " \(name) opens it again as you typed it."
  }

  /// Shows what the failed change has learned.
  mutating func enter(_ error: APIError, of change: Change) {
    switch error {
    case .conflict(let current, _), .changedSinceShown(let current): shared.clients.put(current)
    case .notFound: if let id = change.target?.id { shared.clients.delete(id) }
    default: break
    }
  }

  func screenWaiting(for id: RequestID) -> Int? {
    screens.lastIndex { $0.request == id }
  }

  /// Tells a screen what came of what it waits for.
  ///
  /// A question asked on top of a locked dialog is about leaving it, which has been settled; one about something else
  /// stays.
  private mutating func finish(_ input: ScreenInput, at index: Int) -> [Effect] {
    screens[index].request = nil
    let above = screens[(index + 1)...].filter { $0 is TwoFactorScreen || $0 is LeavingScreen }
    screens.removeSubrange((index + 1)...)
    let effects = give(input, to: index)
    screens += above
    return effects
  }

  // MARK: Changes whose answer was lost

  /// Tells what became of them, in the screen that is still open or on the status line.
  mutating func resolveUnknownOutcomes() {
    let unknown = unknownOutcomes
    unknownOutcomes = []
    for outcome in unknown where !isRepeated(outcome.change) {
      guard let verdict = outcome.verdict(in: shared.clients) else { continue }
      tell(verdict, of: outcome)
    }
  }

  /// Whether the same was sent again meanwhile, and its own answer will tell.
  private func isRepeated(_ change: Change) -> Bool {
    change.target.map { shared.work.isBusy($0.id) } ?? shared.work.changes.contains(change)
  }

  private mutating func tell(_ verdict: UnknownOutcome.Verdict, of outcome: UnknownOutcome) {
    let words = outcome.words(for: verdict, key: shared.keymap.name(of: .toggleSecret, in: .list))
    let index = screens.lastIndex { $0.hasAsked(for: outcome.change) }
    if let index { _ = give(.learned(verdict, words: words), to: index) }
    if case .done(let created) = verdict {
      drafts.discard(after: outcome.change, outcome.request)
      if let created { list.select(created.id, in: shared) }
      shared.status = Status(.success, "It was done after all: \(words)")
    } else if index == nil {
      shared.status = Status(.warning, words)
    }
  }

  // MARK: Secrets

  mutating func readSecret(of client: OAuthClient, for use: SecretUse) -> [Effect] {
    if use == .show { list.secret = .reading }
    let id = shared.work.begin(.secret(of: client, use))
    return [.readClient(id, client.id)] + rest(use.command)
  }

  mutating func takeSecret(_ credentials: ClientCredentials, _ id: RequestID) -> [Effect] {
    guard case .secret(_, let use)? = shared.work.end(id) else { return [] }
    let client = credentials.client
    if let known = shared.clients[client.id], known != client, !client.isOlder(than: known) {
      shared.clients.put(client)
    }
    switch use {
    case .show: list.secret = credentials.secret.map { .known($0) } ?? .withheld
    case .copy:
      guard let copy = ClientCopy(.copySecret, of: client, secret: credentials.secret) else {
        let text = "The API does not give the secret of “\(client.name)” to this account."
        shared.status = Status(.warning, text)
        break
      }
      shared.status = copy.status
      return [.copy(copy.lines)]
    case .mend:
      guard credentials.secret != nil else {
        shared.status = Status(
          .warning,
          "The API does not give the secret of “\(client.name)” to this account, so it cannot be set anywhere."
        )
        break
      }
      if screens.isEmpty { return offerToSet([credentials]) }
    }
    return []
  }

  /// Masks the secret and takes it out of memory; a read that would show one is given up.
  mutating func forgetSecret() -> [Effect] {
    list.secret = .notRead
    return cancelReads { if case .secret(_, .show) = $0 { true } else { false } }
  }

  // MARK: Failed reads

  mutating func takeFailedRead(_ error: APIError, _ id: RequestID) -> [Effect] {
    guard let request = shared.work.end(id) else { return [] }
    switch request {
    case .load: failLoading()
    case .secret(let client, let use):
      if use == .show { list.secret = .notRead }
      if case .notFound = error { shared.clients.delete(client.id) }
    case .rateLimit: return take(remainingRequests: nil)
    // The list, asked for at the same time, tells of the same trouble.
    // It is only asked for to warn.
    case .tokenClient: return []
    case .account: if shared.listing.state != .loaded { return [] }
    case .apps, .uses:
      guard let index = screenWaiting(for: id) else { return [] }
      return finish(.failed(error, error.explanation(of: request.attempt, host: shared.host)), at: index)
    default: break
    }
    let remark = request == .load ? snapshotRemark : ""
    shared.status = Status(
      .failure,
      error.explanation(of: request.attempt, host: shared.host).text + remark
    )
    return []
  }

  /// Gives up every read that matches.
  mutating func cancelReads(where matches: (Request) -> Bool) -> [Effect] {
    shared.work.endReads(where: matches).map { .cancel($0) }
  }

  // MARK: Along the way

  /// Something to tell along the way.
  mutating func take(_ notice: Notice, about id: RequestID) {
    guard shared.work[id] != nil else { return }
    switch notice {
    case .retrying(let delay, let reason):
      let seconds = max(1, delay.components.seconds)
      shared.work.note("Trying again in \(seconds) s (\(reason))", about: id)
    case .warning(let text):
      if shownWarnings.insert(text).inserted { warn("\(shared.host) says: \(text)") }
    case .rateLimitLow(let remaining):
      shared.run?.bulk.noted(remainingRequests: remaining)
      warn(
        remaining == 0
          ? "The account has no requests left for now."
          : "Only \(Counted.number(remaining)) requests are left before the rate limit."
      )
    }
  }

  /// Puts a warning on the status line, unless something that must not be missed stands there.
  mutating func warn(_ text: String) {
    if shared.status?.isTransient ?? true { shared.status = Status(.warning, text) }
  }

  /// Tells how something on this machine went, in the screen that waits for it or on the status line.
  mutating func tell(_ status: Status, to id: RequestID) {
    guard shared.work.end(id) != nil else { return }
    if let index = screenWaiting(for: id) {
      screens[index].request = nil
      _ = give(.told(status), to: index)
    } else {
      shared.status = status
    }
  }

  /// Takes in what was edited, for the screen that has opened the editor.
  mutating func take(_ outcome: EditorOutcome, _ id: RequestID) -> [Effect] {
    guard shared.work.end(id) != nil, let index = screenWaiting(for: id) else { return [] }
    screens[index].request = nil
    return give(.edited(outcome), to: index)
  }

  /// Takes back that something was sent to the clipboard.
  mutating func tellCopyFailed(_ reason: String) {
    let status = Status(.failure, reason)
    if screens.last is HandOverScreen || screens.last is ManyHandOverScreen || screens.last is TryScreen {
      _ = give(.told(status))
    } else {
      shared.status = status
    }
  }
}

extension APIError {
  /// Whether the failure says what the client is like now, or that it is gone.
  fileprivate var tellsNews: Bool {
    switch self {
    case .conflict, .changedSinceShown, .notFound: true
    case .configVarsChanged, .refused, .unreachable, .outcomeUnknown, .unreadable, .cancelled, .readOnly:
      false
    }
  }
}

extension OAuthClient {
  /// Whether a client is known to be as it was before another was read.
  fileprivate func isOlder(than known: OAuthClient) -> Bool {
    guard let date = updatedAt, let knownDate = known.updatedAt else { return false }
    return date < knownDate
  }
}
