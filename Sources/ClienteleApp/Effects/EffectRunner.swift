import ClientBrowser
import ClientIndex
import HerokuAPI
import Journal
import MainLoop
import Synchronization

/// Performs what the browser asks of the API, and sends what comes of it back as events.
@LoopActor
final class EffectRunner {
  private let backend: Backend
  private let post: @LoopActor (Event) -> Void
  private var opening: Task<Result<any OpenBackend, APIError>, Never>?
  private let snapshots: SnapshotQueue
  private var reads: [RequestID: Task<Void, Never>] = [:]
  /// What the second factor is given to, while the browser asks for it.
  private var answerTwoFactor: CheckedContinuation<Secret?, Never>?
  /// Whether nobody can be asked any more.
  private var isLeft = false

  /// Those who lead through the sign-ins that are tried.
  private var guides: [RequestID: ScreenGuide] = [:]

  /// - Parameter post: takes an event in; called on the main loop, for each request in order.
  init(_ backend: Backend, post: @escaping @LoopActor (Event) -> Void) {
    self.backend = backend
    self.post = post
    snapshots = SnapshotQueue(store: backend.snapshots)
  }

  /// Begins a request.
  ///
  /// Its outcome is posted with the same id.
  func perform(_ effect: Effect) {
    switch effect {
    case .loadAccount(let id):
      read(id) { api throws(APIError) in .accountLoaded(id, try await api.account()) }
    case .readRateLimit(let id):
      read(id) { api throws(APIError) in .rateLimitRead(id, try await api.remainingRequests()) }
    case .loadClients(let id): loadClients(id)
    case .revalidateClients(let id, let version): loadClients(id, unless: version)
    case .readSnapshot(let id): snapshots.read(id, post)
    case .writeSnapshot(let snapshot): snapshots.write(snapshot)
    case .readClient(let id, let client):
      read(id) { api throws(APIError) in .clientRead(id, try await api.readClient(client)) }
    case .readTokenClient(let id):
      read(id) { api throws(APIError) in .tokenClientRead(id, await api.clientBehindToken()) }
    case .listApps(let id):
      read(id) { api throws(APIError) in .appsListed(id, try await api.listApps()) }
    case .lookForClients(let id, let apps): lookForClients(id, in: apps)
    case .readHistory(let id, let account):
      reads[id] = Task.onLoop { [self] in
        post(.historyRead(id, await backend.journal?.history(of: account) ?? History()))
        reads[id] = nil
      }
    case .recallChanges(let account):
      guard let journal = backend.journal else { break }
      Task.onLoop { [post] in
        post(.changesRecalled(await journal.history(of: account, latest: ChangeJournal.latest)))
      }
    case .cancel(let id):
      reads.removeValue(forKey: id)?.cancel()
    case .answerTwoFactor(let code):
      answerTwoFactor?.resume(returning: code)
      answerTwoFactor = nil
    case .perform(let id, let change, let batch): perform(change, id, batch: batch)
    case .writeFile(let id, let path, let credentials):
      do throws(CredentialsFile.Failure) {
        try CredentialsFile.write(credentials, to: path)
        post(.fileWritten(id, path: path))
      } catch {
        post(.fileFailed(id, reason: error.reason))
      }
    case .writeFiles(let id, let form, let path, let credentials):
      do throws(CredentialsFile.Failure) {
        try CredentialsFile.write(credentials, as: form, to: path)
        post(.fileWritten(id, path: form == .dotenv ? "\(path) (\(credentials.count) files)" : path))
      } catch {
        post(.fileFailed(id, reason: error.reason))
      }
    case .trySignIn(let id, let client, let scopes): trySignIn(client, scopes, id)
    case .giveAddress(let id, let address): guides[id]?.give(address)
    case .stopSignIn(let id): guides[id]?.stop()
    case .openAddress(let address): open(address)
    case .edit, .copy, .copyCredentials, .remind, .repaint, .suspend, .leave: break
    }
  }

  /// Gives up every read, and whatever waits for the second factor: nobody wants the answers any more.
  func dropReads() {
    isLeft = true
    for task in reads.values { task.cancel() }
    perform(.answerTwoFactor(nil))
  }

  /// Waits for what is being written, and closes what was opened.
  func close() async {
    dropReads()
    await snapshots.finish()
    if case .success(let opened)? = await opening?.value { await opened.close() }
  }

  // MARK: Requests

  private typealias Call = @Sendable (any OpenBackend) async throws(APIError) -> Event

  private func read(_ id: RequestID, _ call: @escaping Call) {
    reads[id] = Task.onLoop { [self] in
      do throws(APIError) {
        let event = try await call(try await api(for: id))
        post(event)
      } catch {
        // Nobody waits for what was given up.
        if error != .cancelled { post(.readFailed(id, error)) }
      }
      reads[id] = nil
    }
  }

  private func loadClients(_ id: RequestID, unless version: ListVersion? = nil) {
    let post = post
    let last = LastPage()
    read(id) { api throws(APIError) in
      let outcome = try await api.listClients(unless: version) { page in
        // Folding and sorting happen here, away from the main loop.
        let batch = ClientBatch(page.clients)
        if page.isLast { last.batch.withLock { $0 = batch } } else { await post(.pageLoaded(id, batch)) }
      }
      return switch outcome {
      case .unchanged: .listUnchanged(id)
      case .loaded(let version, let lacking):
        .loadEnded(id, version, lacking: lacking, page: last.batch.withLock { $0 })
      }
    }
  }

  private func lookForClients(_ id: RequestID, in apps: [HerokuApp]) {
    let post = post
    read(id) { api throws(APIError) in
      let (found, clients) = try await api.lookForAllClients(in: apps) { count in
        Task { @LoopActor in post(.appsLookedInto(id, count)) }
      }
      return .clientsFound(id, found, of: clients)
    }
  }

  /// Carries a change out; it is never given up once it has begun.
  private func perform(_ change: Change, _ id: RequestID, batch: Int?) {
    Task.onLoop { [self] in
      do throws(APIError) {
        let outcome = try await api(for: id).perform(change, batch: batch)
        post(.changed(id, outcome))
      } catch {
        post(.changeFailed(id, error))
      }
      if let complaint = backend.journal?.takeComplaint() { post(.historyFailed(complaint)) }
    }
  }

  /// Signs in with a client as its app would; what has come of it is taken back, whoever has lost interest by then.
  private func trySignIn(_ client: OAuthClient, _ scopes: [OAuthScope], _ id: RequestID) {
    guard !backend.isReadOnly else {
      let reason = Status(
        .failure,
        """
        This is read-only mode, and signing in makes an authorization of the account. Nothing was sent. Start without \
        --read-only to try it.
        """
      )
      return post(.signIn(id, .ended(reason, away: reason)))
    }
    let post = post
    let guide = ScreenGuide(canOpen: backend.findBrowser()?.hasDisplay == true) { post(.signIn(id, $0)) }
    guides[id] = guide
    Task.onLoop { [self] in
      let ending: TryRun.Ending
      do throws(APIError) {
        ending = try await api(for: id).trySignIn(client, scopes: scopes, host: backend.host, led: guide)
      } catch {
        let attempt = Attempt.readClient(name: client.name)
        ending = TryRun.Ending(
          failure: CommandFailure(error, of: attempt, host: backend.host, for: .browser)
        )
      }
      guides[id] = nil
      post(.signIn(id, .ended(ending, of: client)))
    }
  }

  private func open(_ address: String) {
    let post = post
    backend.findBrowser()?.open(address) { reason in
      Task { @LoopActor in post(.addressNotOpened(reason: reason)) }
    }
  }

  /// The API for a request, which tells what happens along the way under the request's id.
  private func api(for id: RequestID) async throws(APIError) -> any OpenBackend {
    let opened = try await open().get()
    let post = post
    return opened.observed { notice in
      Task { @LoopActor in post(.noticed(id, notice)) }
    }
  }

  /// Has the browser ask for the second factor, and waits for the answer.
  ///
  /// The core asks one question at a time.
  private func ask(_ question: TwoFactorQuestion) async -> Secret? {
    await withCheckedContinuation { answer in
      guard !isLeft else { return answer.resume(returning: nil) }
      answerTwoFactor = answer
      post(.twoFactorDemanded(question))
    }
  }

  /// Opens the connection with the first request.
  private func open() async -> Result<any OpenBackend, APIError> {
    if let opening { return await opening.value }
    let task = Task.onLoop { [backend, weak self] in
      do throws(APIError) {
        return Result<any OpenBackend, APIError>.success(
          try await backend.open { [weak self] question in await self?.ask(question) }
        )
      } catch {
        return .failure(error)
      }
    }
    opening = task
    let outcome = await task.value
    // The next request tries again.
    if case .failure = outcome, opening == task { opening = nil }
    return outcome
  }
}

/// The page that a load has ended with, until its end is told.
private final class LastPage: Sendable {
  let batch = Mutex<ClientBatch?>(nil)
}
