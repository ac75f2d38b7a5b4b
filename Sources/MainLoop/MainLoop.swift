import Platform
import Synchronization

/// Waits for descriptors, timers and jobs in one `poll(2)`, and handles all of them on one thread.
///
/// It is the executor of ``LoopActor``. The thread that waits for a key is the one that handles it and paints what comes of
/// it: nothing is handed from thread to thread on the way, and nothing runs while there is nothing to do.
///
/// In the program it has the main thread (``run(_:)``). Where nobody gives it one, as in tests, it starts one of its own.
public final class MainLoop: SerialExecutor {
  /// The process's own.
  public static let shared = MainLoop()

  private let state = Mutex(State())
  private let bell = Bell()

  private init() {}

  /// Makes the calling thread the loop's, for good, and runs something there.
  public func run(_ body: @escaping @LoopActor @Sendable () async -> Void) -> Never {
    state.withLock { $0.hasThread = true }
    Task.onLoop(body)
    turn()
  }

  // MARK: Jobs

  /// Takes a job in, from any thread, and wakes the loop where it waits.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let (wakes, starts) = state.withLock { state in
      state.jobs.append(job)
      defer { state.hasThread = true }
      defer { state.isWaiting = false }
      return (state.isWaiting, !state.hasThread)
    }
    if wakes { bell.ring() }
    if starts { precondition(startThread { self.turn() }, "The system has no thread to give.") }
  }

  /// Stops the program where this is not the loop's own thread.
  public func checkIsolated() {
    precondition(isOwnThread, "This belongs on the main loop's thread.")
  }

  private var isOwnThread: Bool {
    state.withLock { state in state.thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false }
  }

  /// Waits and handles, for ever.
  private func turn() -> Never {
    state.withLock { $0.thread = pthread_self() }
    var polled: [pollfd] = []
    var jobs: [UnownedJob] = []
    while true {
      state.withLock { swap(&$0.jobs, &jobs) }
      for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
      jobs.removeAll(keepingCapacity: true)
      wait(&polled)
    }
  }

  /// Waits until there is something to do, and makes a job of each thing that there is.
  private func wait(_ polled: inout [pollfd]) {
    let (watches, limit) = state.withLock { state -> ([Watch], Int32) in
      state.isWaiting = state.jobs.isEmpty
      return (state.watches, state.isWaiting ? state.millisecondsToNextAlarm : 0)
    }
    polled.removeAll(keepingCapacity: true)
    polled.append(pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0))
    for watch in watches {
      polled.append(pollfd(fd: watch.descriptor, events: watch.events, revents: 0))
    }
    let count = poll(&polled, nfds_t(polled.count), limit)
    let due = state.withLock { state in
      state.isWaiting = false
      return state.takeDueAlarms()
    }
    for alarm in due { Task { @LoopActor in alarm.handler() } }
    // Interrupted by a signal: what it brings stands in a pipe, which is looked at next time.
    guard count > 0 else { return }
    if polled[0].revents != 0 { bell.quieten() }
    for (watch, poll) in zip(watches, polled.dropFirst()) where poll.revents != 0 {
      Task { @LoopActor in watch.handler() }
    }
  }

  // MARK: What is waited for

  /// A descriptor that is waited for, and what is done when it is ready.
  struct Watch: Sendable {
    var id: Int
    var descriptor: Int32
    /// As `poll(2)` names them.
    var events: Int16
    var handler: @LoopActor @Sendable () -> Void
  }

  /// A time that is waited for, and what is done then.
  struct Alarm: Sendable {
    var id: Int
    var time: ContinuousClock.Instant
    var handler: @LoopActor @Sendable () -> Void
  }

  private struct State {
    var jobs: [UnownedJob] = []
    var watches: [Watch] = []
    var alarms: [Alarm] = []
    var lastID = 0
    var isWaiting = false
    var hasThread = false
    var thread: pthread_t?

    /// What `poll(2)` is to be told: rounded up, so that it is not too early; -1 where there is none.
    var millisecondsToNextAlarm: Int32 {
      guard let next = alarms.lazy.map(\.time).min() else { return -1 }
      let (seconds, attoseconds) = max(.zero, next - .now).components
      return Int32(clamping: seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    mutating func takeDueAlarms() -> [Alarm] {
      guard !alarms.isEmpty else { return [] }
      let now = ContinuousClock.now
      let due = alarms.filter { $0.time <= now }.sorted { ($0.time, $0.id) < ($1.time, $1.id) }
      alarms.removeAll { $0.time <= now }
      return due
    }

    mutating func newID() -> Int {
      lastID += 1
      return lastID
    }
  }

  /// Begins to wait for a descriptor; only the loop's own thread does, so that nothing has to be told.
  @LoopActor
  func watch(_ descriptor: Int32, events: Int16, _ handler: @escaping @LoopActor @Sendable () -> Void) -> Int
  {
    state.withLock { state in
      let id = state.newID()
      state.watches.append(Watch(id: id, descriptor: descriptor, events: events, handler: handler))
      return id
    }
  }

  /// Waits for a descriptor no more.
  @LoopActor
  func stopWatching(_ id: Int) {
    state.withLock { $0.watches.removeAll { $0.id == id } }
  }

  /// Begins to wait for a time.
  @LoopActor
  func setAlarm(at time: ContinuousClock.Instant, _ handler: @escaping @LoopActor @Sendable () -> Void) -> Int
  {
    state.withLock { state in
      let id = state.newID()
      state.alarms.append(Alarm(id: id, time: time, handler: handler))
      return id
    }
  }

  /// Waits for a time no more.
  @LoopActor
  func cancelAlarm(_ id: Int) {
    state.withLock { $0.alarms.removeAll { $0.id == id } }
  }
}

/// Ends a `poll(2)` from another thread.
private struct Bell: Sendable {
  let descriptor: Int32
  private let ringing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "No descriptor is left to wait with.")
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (descriptor, ringing) = (ends[0], ends[1])
  }

  func ring() {
    var byte: UInt8 = 0
    // A pipe that is full rings already.
    _ = write(ringing, &byte, 1)
  }

  func quieten() {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { bytes in
      while read(descriptor, bytes.baseAddress, bytes.count) == bytes.count {}
    }
  }
}

/// All that belongs on the thread of the ``MainLoop``: the terminal, the browser, and what is under way for it.
@globalActor
public actor LoopActor {
  /// The only one.
  public static let shared = LoopActor()

  /// The process's ``MainLoop``.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { MainLoop.shared.asUnownedSerialExecutor() }
}

/// Something that is done on the main loop after a while, unless it is cancelled before.
@LoopActor
public final class LoopTimer {
  private var alarm: Int?

  /// - Parameter handler: is called once, not before the delay is over.
  public init(after delay: Duration, _ handler: @escaping @LoopActor @Sendable () -> Void) {
    // It lives until then, whether anybody keeps it or not.
    alarm = MainLoop.shared.setAlarm(at: .now + delay) {
      guard self.alarm != nil else { return }
      self.alarm = nil
      handler()
    }
  }

  /// Does it no more.
  public func cancel() {
    if let alarm { MainLoop.shared.cancelAlarm(alarm) }
    alarm = nil
  }
}
