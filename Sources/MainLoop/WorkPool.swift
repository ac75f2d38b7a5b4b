import Dispatch
import Platform
import Synchronization

/// A few threads for what would hold the main loop up: reading answers, sorting, files.
///
/// The system's pool wakes up once a second for as long as the program lives, to see whether it has enough threads; these
/// sleep until there is something to do. There are as many as processors, and at most four.
public final class WorkPool: TaskExecutor {
  /// The process's own.
  public static let shared = WorkPool()

  private struct State {
    var jobs: [UnownedJob] = []
    var first = 0
    var threads = 0
    var idle = 0
  }

  private let state = Mutex(State())
  private let news = DispatchSemaphore(value: 0)
  private let mostThreads = min(4, max(1, Int(sysconf(CInt(_SC_NPROCESSORS_ONLN)))))

  private init() {}

  /// Takes a job in, from any thread, and starts a thread for it where all are busy.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let starts = state.withLock { state in
      state.jobs.append(job)
      guard state.jobs.count - state.first > state.idle, state.threads < mostThreads else { return false }
      state.threads += 1
      state.idle += 1
      return true
    }
    news.signal()
    guard starts, !startThread({ self.work() }) else { return }
    let others = state.withLock { state in
      state.threads -= 1
      state.idle -= 1
      return state.threads
    }
    // With others, the job waits for them.
    precondition(others > 0, "The system has no thread to give, so nothing can be done.")
  }

  private func work() -> Never {
    while true {
      news.wait()
      let job = state.withLock { state in
        let job = state.jobs[state.first]
        state.first += 1
        state.idle -= 1
        if state.first == state.jobs.count {
          state.jobs.removeAll(keepingCapacity: true)
          state.first = 0
        }
        return job
      }
      job.runSynchronously(on: asUnownedTaskExecutor())
      state.withLock { $0.idle += 1 }
    }
  }
}

extension Task where Failure == Never {
  /// Begins a task on the main loop, which has the pool do whatever need not be done there.
  @discardableResult
  public static func onLoop(
    _ operation: @escaping @LoopActor @Sendable () async -> Success
  ) -> Task<Success, Never> where Success: Sendable {
    Task(executorPreference: WorkPool.shared, operation: operation)
  }
}
