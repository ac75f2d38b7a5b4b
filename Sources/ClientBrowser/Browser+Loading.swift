import HerokuAPI

/// Reads: the list, the account, a secret.
extension Browser {
  /// Loads the list anew.
  ///
  /// A load under way is given up first. A list whose version is known is only compared.
  mutating func reload() -> [Effect] {
    let cancelled = cancelReads { $0 == .load || $0 == .snapshot }
    restoreVersion()
    comparedVersion = clients.isChanged ? nil : listVersion
    listVersion = nil
    loadState = .loading(received: 0)
    clients.beginLoad()
    guard let comparedVersion else { return cancelled + [.loadClients(begin(.load))] }
    return cancelled + [.revalidateClients(begin(.load), unless: comparedVersion)]
  }

  /// The load that waits before it tries again.
  var waitingLoad: RequestID? {
    pending.first { $0.value == .load && retryNotes[$0.key] != nil }?.key
  }

  mutating func stopLoading(_ id: RequestID) -> [Effect] {
    _ = end(id)
    restoreVersion()
    clients.endLoad(wasWhole: false)
    loadState = .failed
    status = Status(
      .warning,
      "Loading stopped; the list may be incomplete. r loads it again." + snapshotRemark
    )
    return [.cancel(id)]
  }

  mutating func takeRead(_ event: Event) -> [Effect] {
    switch event {
    case .accountLoaded(let id, let account):
      if end(id) != nil { self.account = account }
    case .pageLoaded(let id, let batch):
      guard pending[id] == .load, case .loading(let received) = loadState else { break }
      retryNotes[id] = nil
      clients.merge(batch)
      loadState = .loading(received: received + batch.entries.count)
    case .loadEnded(let id, let version):
      guard end(id) != nil else { break }
      return loadEnded(bringing: true, version)
    case .listUnchanged(let id):
      guard end(id) != nil else { break }
      return loadEnded(bringing: false, comparedVersion)
    case .snapshotRead(let id, let snapshot):
      guard end(id) != nil else { break }
      return take(snapshot)
    case .clientRead(let id, let credentials):
      guard let request = end(id) else { break }
      return take(credentials, for: request)
    case .readFailed(let id, let error):
      guard let request = end(id) else { break }
      readFailed(request, error)
    default: break
    }
    return []
  }

  private mutating func take(_ credentials: ClientCredentials, for request: Pending) -> [Effect] {
    let client = credentials.client
    if clients[client.id] != nil, clients[client.id] != client { clients.put(client) }
    switch request {
    case .reveal:
      secret = credentials.secret.map { .known($0) } ?? .withheld
    case .copySecret:
      guard let secret = credentials.secret else {
        status = Status(.warning, "The API does not give the secret of “\(client.name)” to this account.")
        break
      }
      return copy(secret, named: "The secret", of: client)
    default: break
    }
    return []
  }

  private mutating func readFailed(_ request: Pending, _ error: APIError) {
    switch request {
    case .load:
      restoreVersion()
      clients.endLoad(wasWhole: false)
      loadState = .failed
    case .reveal(let client), .copySecret(let client):
      secret = .notRead
      if case .notFound = error { clients.delete(client.id) }
    // The list, asked for at the same time, tells of the same trouble.
    case .account: if !(loadState == .loaded) { return }
    default: break
    }
    tell(error, request.attempt)
    let remark = snapshotRemark
    if request == .load { status?.text += remark }
  }

  /// Puts an error on the status line, in words.
  mutating func tell(_ error: APIError, _ attempt: Attempt) {
    status = Status(.failure, error.explanation(of: attempt, host: host).text)
  }

  /// Something to tell along the way.
  mutating func note(_ notice: Notice, about id: RequestID) -> [Effect] {
    guard pending[id] != nil else { return [] }
    switch notice {
    case .retrying(let delay, let reason):
      retryNotes[id] = "Trying again in \(max(1, delay.components.seconds)) s (\(reason))"
    case .warning(let text):
      if shownWarnings.insert(text).inserted { warn("\(host) says: \(text)") }
    case .rateLimitLow(let remaining):
      warn(
        remaining == 0
          ? "The account has no requests left for now."
          : "Only \(Counted.number(remaining)) requests are left before the rate limit."
      )
    }
    return []
  }

  /// Puts a warning on the status line, unless something worse stands there.
  private mutating func warn(_ text: String) {
    if status?.tone != .failure { status = Status(.warning, text) }
  }
}
