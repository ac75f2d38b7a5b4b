import Synchronization

/// Performs the steps of a run, several at once, until it is over or waits for somebody.
///
/// It holds no state of the run, so that a run that was paused goes on with the same runner.
public struct BulkRunner: Sendable {
  /// Carries a change out: ``HerokuClient/perform(_:batch:)``, or what does the same and more.
  public typealias Perform = @Sendable (Change) async throws(APIError) -> ChangeOutcome

  private let client: HerokuClient
  private let perform: Perform
  private let pacing: Pacing
  private let elapsed: @Sendable () -> Duration
  private let noted: NotedRequests

  /// Makes a runner.
  ///
  /// - Parameters:
  ///   - client: what clients are read through, and what is asked how many requests are left.
  ///   - pacing: what waits and measures.
  ///   - notice: is told what happens while a request is under way.
  ///   - perform: carries a change out through the client that it is given.
  public init(
    _ client: HerokuClient,
    pacing: Pacing = Pacing(),
    notice: @escaping @Sendable (Notice) -> Void = { _ in },
    perform: @escaping @Sendable (HerokuClient, Change) async throws(APIError) -> ChangeOutcome
  ) {
    let noted = NotedRequests()
    self.noted = noted
    let observed = client.observed { event in
      if case .rateLimitLow(let remaining) = event { noted.note(remaining) }
      notice(event)
    }
    self.client = observed
    self.perform = { change throws(APIError) in try await perform(observed, change) }
    self.pacing = pacing
    elapsed = pacing.stopwatch()
  }

  /// Performs what the run asks for, and returns once it is over, or paused with nothing under way.
  ///
  /// What has begun is never given up: cancelling the task is for whoever does not want to know what came of it.
  ///
  /// - Parameter watch: is told of the run before anything is sent, and after every answer, then with the number of the
  ///   item that it was about.
  public func go(on run: inout BulkRun, watch: (BulkRun, Int?) -> Void) async {
    await withTaskGroup(of: Answer.self) { group in
      while true {
        let steps = run.steps(at: elapsed())
        if !steps.isEmpty { watch(run, nil) }
        for step in steps { group.addTask { await answer(to: step) } }
        guard !run.isAtRest || !(run.isOver || run.pause != nil), let answer = await group.next() else {
          break
        }
        let item = take(answer, into: &run)
        watch(run, item)
      }
      // A question for the rate limit may be left, and is asked again when the run goes on.
      group.cancelAll()
      while let answer = await group.next() { _ = take(answer, into: &run) }
    }
  }

  /// Lets a run go on after a pause.
  public func resume(_ run: inout BulkRun) {
    run.resume(at: elapsed())
  }

  // MARK: Steps

  private enum Answer: Sendable {
    case performed(Int, Result<ChangeOutcome, APIError>)
    case read(Int, Result<ClientCredentials, APIError>)
    case remaining(Result<Int, APIError>)
  }

  @concurrent
  private func answer(to step: BulkRun.Step) async -> Answer {
    switch step {
    case .perform(let index, let change):
      .performed(index, await outcome { () throws(APIError) in try await perform(change) })
    case .readBack(let index, let id):
      .read(index, await outcome { () throws(APIError) in try await client.readClient(id) })
    case .askRemainingRequests(let delay):
      .remaining(
        await outcome { () throws(APIError) in
          if delay > .zero { try await pacing.wait(delay) }
          return try await client.remainingRequests()
        }
      )
    }
  }

  private func outcome<Value>(
    of call: () async throws(APIError) -> Value
  ) async -> Result<Value, APIError> {
    do throws(APIError) {
      return .success(try await call())
    } catch {
      return .failure(error)
    }
  }

  /// Tells the run of an answer, and says which item it was about.
  private func take(_ answer: Answer, into run: inout BulkRun) -> Int? {
    if let remaining = noted.take() { run.noted(remainingRequests: remaining) }
    switch answer {
    case .performed(let index, let result):
      run.ended(index, result, at: elapsed())
      return index
    case .read(let index, let result):
      run.readBack(index, result, at: elapsed())
      return index
    case .remaining(.failure(.cancelled)):
      run.gaveUpQuestion()
    case .remaining(let result):
      run.told(remainingRequests: try? result.get(), at: elapsed())
    }
    return nil
  }
}

/// The least number of requests left that an answer has told of since the last time.
private final class NotedRequests: Sendable {
  private let least = Mutex<Int?>(nil)

  func note(_ count: Int) {
    least.withLock { $0 = min($0 ?? count, count) }
  }

  func take() -> Int? {
    least.withLock { least in
      defer { least = nil }
      return least
    }
  }
}
